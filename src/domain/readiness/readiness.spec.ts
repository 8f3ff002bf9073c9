import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../organisation/directory-of.js';
import type { Absence, Organisation, Person, Unit, WeeklyShift } from '../organisation/organisation.js';
import { DAY, HOUR, MINUTE } from '../time/instant.js';
import { newVisit } from '../visit/new-visit.js';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import type { Visit } from '../visit/visit.js';
import { groupsOf } from './finding.js';
import { readinessOf, type Situation } from './readiness.js';

const ZONE = 'Europe/London';
/** A Tuesday in summer, 14:00 by the clock on the wall. */
const NOW = Date.parse('2026-06-02T13:00:00Z');
const at = (local: string): number => Date.parse(`${local}:00+01:00`);

const NUMBERS = ['priya', 'wei', 'grace', 'adam', 'lee', 'olga'];
const person = (id: string, given: Partial<Person> = {}): Person =>
  plainPerson(id, {
    name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    mobile: `+4477009001${NUMBERS.indexOf(id) + 10}`,
    lineManager: 'grace',
    roles: ['practitioner'],
    ...given,
  });
const unit = (id: string, given: Partial<Unit> = {}): Unit =>
  plainUnit(id, {
    name: id === 'team' ? 'The Team' : id,
    seniorOnSite: 'grace',
    police: { force: 'Exampleshire', controlRoom: '+441632960000' },
    ...given,
  });
const shift = (given: Partial<WeeklyShift> = {}): WeeklyShift => ({
  unit: 'team',
  contacts: ['wei'],
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
  ...given,
});
const absent = (id: string, from: string, to: string): Absence => ({ person: id, from: at(from), to: at(to) });

const OFFICE: Organisation = {
  units: [unit('team')],
  people: [
    person('priya'),
    person('wei', { roles: ['contact'] }),
    person('grace', { roles: ['manager'], lineManager: null }),
  ],
  rota: [shift()],
  absences: [],
};

const visit = (from: string, to: string, given: Partial<Visit> = {}): Visit => ({
  ...newVisit(
    {
      id: 'visit-1',
      reference: 'V7K2',
      unit: 'team',
      kind: 'alone',
      attendees: ['priya'],
      plannedStart: at(from),
      plannedEnd: at(to),
    },
    FRAMEWORK_POLICY,
    NOW - HOUR,
  ),
  ...given,
});

const SITUATION: Situation = {
  at: NOW,
  zone: ZONE,
  directory: directoryOf(OFFICE, ZONE),
  scope: { units: null, people: [] },
  visits: [],
  overdueAfter: 10 * MINUTE,
  optedOut: new Set(),
  troubles: new Map(),
  drilled: new Map([['wei', NOW - DAY]]),
  problems: [],
  moreVisits: false,
};

const findings = (office: Partial<Organisation> = {}, given: Partial<Situation> = {}): [string, string][] =>
  readinessOf({ ...SITUATION, directory: directoryOf({ ...OFFICE, ...office }, ZONE), ...given }).map(
    ({ kind, says }) => [kind, says],
  );

describe('Readiness', () => {
  it('has nothing to say where nothing is missing', () => {
    expect(findings()).toEqual([]);
  });

  it('names each uncovered shift of the next 7 days, from when to when, and why', () => {
    expect(findings({ absences: [absent('wei', '2026-06-03T12:00', '2026-06-04T10:00')] })).toEqual([
      ['shift', 'The Team, Wed 3 Jun 12:00 to 17:00: nobody can be asked (Wei is absent).'],
      ['shift', 'The Team, Thu 4 Jun 09:00 to 10:00: nobody can be asked (Wei is absent).'],
    ]);
  });

  it('takes a working day that is left out for a gap, and hours in which nobody works for none', () => {
    expect(findings({ rota: [shift({ days: ['mon', 'tue', 'thu', 'fri'] })] })).toEqual([
      ['shift', 'The Team, Wed 3 Jun 09:00 to 17:00: nobody is on the rota.'],
    ]);
    expect(findings({ rota: [shift(), shift({ days: ['tue'], from: '17:00', to: '20:00' })] })).toEqual([]);
  });

  it('takes a shift that is struck out for a gap, unless somebody has it on that date', () => {
    const saturdays = shift({ days: ['sat'], from: '10:00', to: '12:00', except: ['2026-06-06'] });
    expect(findings({ rota: [shift(), saturdays] })).toEqual([
      ['shift', 'The Team, Sat 6 Jun 10:00 to 12:00: nobody is on the rota.'],
    ]);
    const { days: _days, except: _except, ...taken } = saturdays;
    expect(findings({ rota: [shift(), saturdays, { ...taken, date: '2026-06-06' }] })).toEqual([]);
  });

  it('takes a shift of one date for no habit, and looks at whom it would ask', () => {
    const evening = { unit: 'team', contacts: ['wei'], date: '2026-06-03', from: '18:00', to: '20:00' };
    expect(findings({ rota: [shift(), evening] })).toEqual([]);
    expect(
      findings({ rota: [shift(), evening], absences: [absent('wei', '2026-06-03T17:00', '2026-06-04T00:00')] }),
    ).toEqual([['shift', 'The Team, Wed 3 Jun 18:00 to 20:00: nobody can be asked (Wei is absent).']]);
    const over = { ...evening, contacts: ['grace'], date: '2026-06-01' };
    expect(findings({ rota: [over] })).toEqual([['no_rota', 'The Team has no rota, and no unit above it has one.']]);
  });

  it('counts a shift past midnight for the day on which it begins', () => {
    const nights = shift({ from: '17:00', to: '09:00' });
    expect(findings({ rota: [shift(), nights] })).toEqual([]);
    expect(findings({ rota: [shift(), { ...nights, days: ['mon', 'tue', 'wed', 'fri'] }] })).toEqual([
      ['shift', 'The Team, Thu 4 Jun 17:00 to Fri 5 Jun 09:00: nobody is on the rota.'],
    ]);
  });

  it('leaves no gap and finds none on the nights on which the clocks change', () => {
    const always = [shift({ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' })];
    for (const now of ['2026-03-27T23:30:00Z', '2026-10-23T22:30:00Z'])
      expect(findings({ rota: always }, { at: Date.parse(now), drilled: new Map([['wei', Date.parse(now)]]) })).toEqual(
        [],
      );
  });

  it('says where there is no rota at all', () => {
    expect(findings({ rota: [] })).toEqual([['no_rota', 'The Team has no rota, and no unit above it has one.']]);
  });

  it.each([
    ['tonight, after the shift', visit('2026-06-02T16:30', '2026-06-02T17:15'), 'visit_tonight', 'from 17:00'],
    ['tomorrow before 8', visit('2026-06-03T07:00', '2026-06-03T07:30'), 'visit_tonight', 'from 07:00'],
    ['tomorrow after 8', visit('2026-06-03T08:00', '2026-06-03T08:30'), 'visit_later', 'from 08:00'],
    ['whose alarm comes after the shift', visit('2026-06-02T16:00', '2026-06-02T16:55'), 'visit_tonight', 'from 17:00'],
  ])('finds a visit %s', (_, one, kind, when) => {
    expect(findings({}, { visits: [one] })).toEqual([
      [kind, expect.stringContaining(`nobody is on the rota ${when}.`)],
    ]);
  });

  it.each([
    ['covered', visit('2026-06-02T14:30', '2026-06-02T15:15')],
    ['over', visit('2026-06-02T18:00', '2026-06-02T19:00', { status: 'cancelled' })],
    ['a drill', visit('2026-06-02T18:00', '2026-06-02T19:00', { drill: true })],
    ['far off', visit('2026-06-20T18:00', '2026-06-20T19:00')],
  ])('passes by a visit that is %s', (_, one) => expect(findings({}, { visits: [one] })).toEqual([]));

  it('a contact who goes on the visit themself does not cover it', () => {
    const both = visit('2026-06-02T14:30', '2026-06-02T15:15');
    const attendees = [...both.attendees, { ...both.attendees[0]!, person: 'wei' }];
    expect(findings({}, { visits: [{ ...both, attendees }] })).toEqual([
      ['visit_tonight', expect.stringContaining('Wei goes on the visit')],
    ]);
  });

  it('knows phones that texts do not reach', () => {
    const mobile = OFFICE.people[0]!.mobile!;
    const trouble = { at: NOW - HOUR, badNumber: false };
    expect(findings({}, { optedOut: new Set([mobile]), troubles: new Map([[mobile, trouble]]) })).toEqual([
      ['opted_out', 'Priya’s phone has opted out of texts.'],
    ]);
    expect(findings({}, { troubles: new Map([[mobile, trouble]]) })).toEqual([
      ['unreachable', 'Priya’s phone: the text of Tue 2 Jun 2026 13:00 did not arrive.'],
    ]);
    expect(findings({}, { troubles: new Map([[mobile, { ...trouble, badNumber: true }]]) })).toEqual([
      ['number', expect.stringContaining('cannot be texted')],
    ]);
  });

  it('asks for a number of whoever may have to be texted, and of no auditor', () => {
    const auditor = person('adam', { roles: ['auditor'], mobile: null });
    expect(findings({ people: [...OFFICE.people, auditor] })).toEqual([]);
    expect(findings({ people: [...OFFICE.people, person('lee', { mobile: null })] })).toEqual([
      ['number', 'Lee has no mobile number.'],
    ]);
  });

  it.each([
    ['never', new Map(), 'Wei has never been asked in a drill.'],
    [
      '90 days ago',
      new Map([['wei', NOW - 90 * DAY]]),
      'Wei was last asked in a drill on Wed 4 Mar 2026, 90 days ago.',
    ],
  ])('contacts who were drilled %s', (_, drilled, says) =>
    expect(findings({}, { drilled })).toEqual([['not_drilled', says]]),
  );

  it('misses a senior person, the police and a line manager', () => {
    const bare = [unit('team', { seniorOnSite: 'somebody who left', police: null })];
    const people = OFFICE.people.map((one) => ({ ...one, lineManager: null }));
    expect(findings({ units: bare, people }).map(([kind]) => kind)).toEqual(['line_manager', 'senior', 'police']);
  });

  it('says what is wrong with the service before all else', () => {
    const all = findings({ rota: [] }, { problems: ['No worker runs.'], drilled: new Map() });
    expect(all.map(([kind]) => kind)).toEqual(['monitoring', 'no_rota', 'not_drilled']);
  });

  it('says so where it could not look at every visit', () => {
    expect(findings({}, { moreVisits: true })).toEqual([
      ['not_looked_at', '0 visits were looked at, and there are more.'],
    ]);
  });

  it('keeps to the units and people of whoever looks', () => {
    const two = {
      units: [unit('team'), unit('other', { police: null, seniorOnSite: null })],
      people: [...OFFICE.people, person('olga', { unit: 'other', mobile: null })],
    };
    expect(findings(two, { scope: { units: ['team'], people: [] } })).toEqual([]);
    expect(findings(two, { scope: { units: [], people: ['olga'] } }).map(([kind]) => kind)).toEqual(['number']);
    expect(findings(two).length).toBeGreaterThan(3);
  });

  describe('of people from elsewhere on whom an alarm depends', () => {
    const region = {
      units: [unit('shire', { kind: 'pdu' }), unit('team', { parent: 'shire', seniorOnSite: 'olga' }), unit('far')],
      people: [
        person('priya', { lineManager: 'lee' }),
        person('wei', { roles: ['contact'] }),
        person('grace', { unit: 'shire', roles: ['contact'] }),
        person('lee', { unit: 'shire', roles: ['manager'], lineManager: null }),
        person('olga', { unit: 'shire', roles: ['manager'], lineManager: null }),
        person('adam', { unit: 'far', roles: ['manager', 'contact'], lineManager: null }),
      ],
      rota: [
        shift(),
        shift({ unit: 'shire', contacts: ['grace'], from: '17:00', to: '22:00' }),
        shift({ unit: 'far', contacts: ['adam'] }),
      ],
    };
    const optedOut = new Set(region.people.map(({ mobile }) => mobile!));
    const directory = directoryOf({ ...OFFICE, ...region }, ZONE);
    const found = (scope: Situation['scope'], given: Partial<Situation> = {}) =>
      readinessOf({ ...SITUATION, directory, optedOut, scope, ...given }).filter(({ kind }) => kind === 'opted_out');

    it('says that their phones are not reached, and names no page of theirs', () => {
      const ofTeam = found({ units: ['team'], people: [] }).map(({ says, unit, person }) => [says, unit, person]);
      expect(ofTeam).toEqual([
        ['Priya’s phone has opted out of texts.', 'team', 'priya'],
        ['Wei’s phone has opted out of texts.', 'team', 'wei'],
        ['Grace’s phone has opted out of texts.', null, null],
        ['Lee’s phone has opted out of texts.', null, null],
        ['Olga’s phone has opted out of texts.', null, null],
      ]);
    });

    it('names each once, where they are of those who are looked at', () => {
      expect(found({ units: null, people: [] })).toHaveLength(region.people.length);
      expect(found({ units: ['team'], people: ['lee'] }).filter(({ says }) => says.startsWith('Lee'))).toMatchObject([
        { person: 'lee' },
      ]);
    });

    it('says nothing of those who have nothing to do with the unit', () => {
      const theirs = found({ units: ['shire'], people: [] }).map(({ says }) => says);
      expect(theirs).toEqual(['Grace', 'Lee', 'Olga'].map((name) => `${name}’s phone has opted out of texts.`));
    });
  });

  it('is grouped, the gravest kind first', () => {
    const one = (kind: 'police' | 'monitoring') => ({
      kind,
      says: kind,
      unit: null,
      person: null,
      visit: null,
      from: null,
      to: null,
    });
    expect(
      groupsOf([one('police'), one('monitoring'), one('police')]).map((group) => [group.kind, group.findings.length]),
    ).toEqual([
      ['monitoring', 1],
      ['police', 2],
    ]);
  });
});
