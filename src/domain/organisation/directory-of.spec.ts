import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { MINUTE } from '../time/instant.js';
import { localParts } from '../time/local.js';
import { directoryOf } from './directory-of.js';
import type { Organisation, Person, RotaShift, Unit, WeeklyShift } from './organisation.js';
import { WEEKDAYS } from './organisation.js';

const LONDON = 'Europe/London';
const at = (text: string): number => Date.parse(text);

const unit = (id: string, kind: Unit['kind'], parent: string | null, more: Partial<Unit> = {}): Unit =>
  plainUnit(id, { kind, parent, ...more });

const person = (id: string, unitId: string, roles: Person['roles'], more: Partial<Person> = {}): Person =>
  plainPerson(id, { unit: unitId, roles, ...more });

const shift = (
  unitId: string,
  contacts: string[],
  from: string,
  to: string,
  days: WeeklyShift['days'] = WEEKDAYS,
): RotaShift => ({
  unit: unitId,
  contacts,
  days,
  from,
  to,
});

const WEEK: WeeklyShift['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const police = { force: 'Exampleshire', controlRoom: '+441632960000' };

/** A region of two PDUs: one with two teams and an office below the first, the other with one team; and a police force. */
const OFFICE: Organisation = {
  units: [
    unit('north', 'team', 'river', { seniorOnSite: 'ada', alertPhrases: ['cancel my next appointment'] }),
    unit('south', 'team', 'river'),
    unit('annexe', 'office', 'north'),
    unit('river', 'pdu', 'shire', { head: 'kwame', alertPhrases: ['move my dentist'], police }),
    unit('shire', 'region', null, { head: 'helen' }),
    unit('hill', 'pdu', 'shire', { head: 'ghost' }),
    unit('east', 'team', 'hill'),
    unit('force', 'force', null),
    unit('visits', 'unit', 'force'),
  ],
  people: [
    person('siobhan', 'river', ['senior_manager'], { lineManager: 'kwame' }),
    person('tom', 'south', ['manager'], { lineManager: 'siobhan' }),
    person('ada', 'north', ['contact', 'manager'], { lineManager: 'siobhan' }),
    person('ben', 'north', ['manager'], { lineManager: 'siobhan' }),
    person('ivy', 'annexe', ['manager'], { lineManager: 'ben' }),
    person('kwame', 'river', ['head'], { lineManager: 'helen' }),
    person('helen', 'shire', ['director']),
    person('eve', 'east', ['manager'], { lineManager: 'eve' }),
    person('priya', 'north', ['practitioner'], { lineManager: 'ben', mobile: '+447700900101' }),
    person('wei', 'north', ['contact'], { lineManager: 'nobody', mobile: '+447700900102' }),
    person('rosa', 'river', ['contact'], { mobile: '+447700900103' }),
    person('sergeant', 'visits', ['manager']),
    person('inspector', 'force', ['senior_manager']),
  ],
  rota: [
    shift('north', ['wei', 'ada'], '09:00', '17:00', WEEK),
    shift('north', ['ada', 'priya'], '12:00', '14:00', ['wed']),
    shift('river', ['rosa'], '17:00', '09:00', WEEK),
    shift('river', ['siobhan'], '22:00', '02:00', ['sat']),
    shift('hill', ['ghost'], '00:00', '24:00'),
    shift('hill', ['eve'], '08:30', '17:45', ['tue']),
    shift('shire', ['helen'], '10:00', '12:00', ['sun']),
  ],
  absences: [
    { person: 'ben', from: at('2026-12-24T09:00:00Z'), to: at('2026-12-28T09:00:00Z') },
    { person: 'ben', from: at('2027-01-04T09:00:00Z'), to: at('2027-01-05T09:00:00Z') },
  ],
};

const directory = directoryOf(OFFICE, LONDON);
const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

describe('finding people and units', () => {
  it('finds a person by id and by mobile', () => {
    expect(directory.person('priya')?.name).toBe('priya');
    expect(directory.personByMobile('+447700900101')?.id).toBe('priya');
    expect(directory.person('nobody')).toBeUndefined();
    expect(directory.personByMobile('+447700900199')).toBeUndefined();
    expect(directory.organisation).toBe(OFFICE);
  });

  it('does not take a missing mobile for a number', () => {
    expect(directory.personByMobile('null')).toBeUndefined();
    expect(directory.personByMobile('')).toBeUndefined();
  });

  it('climbs from a unit to its root', () => {
    expect(ids(directory.unitsUpwards('annexe'))).toStrictEqual(['annexe', 'north', 'river', 'shire']);
    expect(ids(directory.unitsUpwards('force'))).toStrictEqual(['force']);
    expect(directory.unitsUpwards('nowhere')).toEqual([]);
  });

  it('descends from a unit to all below it, nearer ones first', () => {
    expect(ids(directory.unitsBelow('river'))).toStrictEqual(['river', 'north', 'south', 'annexe']);
    expect(ids(directory.unitsBelow('south'))).toStrictEqual(['south']);
    expect(directory.unit('south')?.kind).toBe('team');
    expect(directory.unit('nowhere')).toBeUndefined();
    expect(directory.unitsBelow('nowhere')).toEqual([]);
  });

  it('keeps the first of two with the same id or the same mobile', () => {
    const twice = directoryOf(
      {
        ...OFFICE,
        people: [
          ...OFFICE.people,
          person('priya', 'south', ['manager']),
          person('late', 'south', [], { mobile: '+447700900101' }),
        ],
      },
      LONDON,
    );
    expect(twice.person('priya')?.unit).toBe('north');
    expect(twice.personByMobile('+447700900101')?.id).toBe('priya');
    expect(ids(twice.otherManagers('south'))).not.toContain('priya');
  });
});

describe('absence', () => {
  it.each([
    ['a moment before', '2026-12-24T08:59:59.999Z', false],
    ['from its first moment', '2026-12-24T09:00:00Z', true],
    ['until its last', '2026-12-28T08:59:59.999Z', true],
    ['not at its end', '2026-12-28T09:00:00Z', false],
    ['in a second absence', '2027-01-04T12:00:00Z', true],
  ])('%s', (_title, moment, absent) => {
    expect(directory.isAbsent('ben', at(moment))).toBe(absent);
  });

  it('is never of someone who has none', () => {
    expect(directory.isAbsent('ada', at('2026-12-25T00:00:00Z'))).toBe(false);
  });
});

describe('nominated contacts on duty', () => {
  it.each([
    ['in office hours the team has its own, in order', 'north', '2026-12-01T10:00:00Z', ['wei', 'ada']],
    [
      'shifts that overlap are joined in file order, nobody twice',
      'north',
      '2026-12-02T12:30:00Z',
      ['wei', 'ada', 'priya'],
    ],
    ['a shift begins at its first minute', 'north', '2026-12-01T09:00:00Z', ['wei', 'ada']],
    ['and ends before its last', 'north', '2026-12-01T17:00:00Z', ['rosa']],
    ['out of hours the unit above steps in', 'north', '2026-12-01T20:00:00Z', ['rosa']],
    ['a unit with no rota of its own uses that of the nearest above', 'annexe', '2026-12-01T10:00:00Z', ['wei', 'ada']],
    ['and so on upwards', 'south', '2026-12-01T20:00:00Z', ['rosa']],
    ['a night shift that starts on Friday runs into Saturday', 'north', '2026-12-05T08:59:00Z', ['rosa']],
    ['and ends there', 'north', '2026-12-05T09:00:00Z', []],
    ['no night shift runs into Monday from Sunday', 'north', '2026-11-30T08:00:00Z', []],
    ['a shift on Saturday night is on before midnight', 'south', '2026-12-05T23:59:00Z', ['siobhan']],
    ['and after it', 'south', '2026-12-06T01:59:00Z', ['siobhan']],
    ['but not on the night before', 'south', '2026-12-04T23:00:00Z', ['rosa']],
    ['the region steps in where nothing nearer does', 'south', '2026-12-06T11:00:00Z', ['helen']],
    ['a shift whose contacts do not exist is as good as none', 'east', '2026-12-06T11:00:00Z', ['helen']],
    ['a shift counts its minutes: before it begins', 'east', '2026-12-01T08:29:59Z', []],
    ['a shift counts its minutes: as it begins', 'east', '2026-12-01T08:30:00Z', ['eve']],
    ['a shift counts its minutes: before it ends', 'east', '2026-12-01T17:44:59Z', ['eve']],
    ['a shift counts its minutes: as it ends', 'east', '2026-12-01T17:45:00Z', []],
    ['a unit without any shift above has nobody', 'visits', '2026-12-01T10:00:00Z', []],
    ['an unknown unit has nobody', 'nowhere', '2026-12-01T10:00:00Z', []],
    ['in summer times are British Summer Time: on', 'north', '2026-07-01T08:00:00Z', ['wei', 'ada']],
    ['in summer times are British Summer Time: off', 'north', '2026-07-01T16:00:00Z', ['rosa']],
    ['when clocks go forward, to the end of the shorter night', 'south', '2026-03-29T00:59:00Z', ['siobhan']],
    ['and no longer: 02:00 comes an hour early', 'south', '2026-03-29T01:00:00Z', []],
    ['when clocks go back, the hour that comes twice: first', 'south', '2026-10-25T00:59:00Z', ['siobhan']],
    ['when clocks go back, the hour that comes twice: second', 'south', '2026-10-25T01:59:00Z', ['siobhan']],
    ['and then it ends', 'south', '2026-10-25T02:00:00Z', []],
  ])('%s', (_title, unitId, moment, contacts) => {
    expect(ids(directory.contactsOnDuty(unitId, at(moment)))).toStrictEqual(contacts);
  });

  it('counts people who are absent: whoever asks records why they were passed by', () => {
    const away = { person: 'wei', from: 0, to: at('2030-01-01T00:00:00Z') };
    const withAbsence = directoryOf({ ...OFFICE, absences: [away] }, LONDON);
    expect(ids(withAbsence.contactsOnDuty('north', at('2026-12-01T10:00:00Z')))).toStrictEqual(['wei', 'ada']);
  });

  it.each([
    ['00:00', '24:00'],
    ['00:00', '00:00'],
    ['09:00', '09:00'],
  ])('a shift from %s to %s on every day is always on', (from, to) => {
    const always = directoryOf({ ...OFFICE, rota: [shift('north', ['wei'], from, to)] }, LONDON);
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }), (moment) => {
        expect(ids(always.contactsOnDuty('north', moment))).toStrictEqual(['wei']);
      }),
    );
  });

  it('two shifts that meet leave no gap and never overlap, in any week of the year', () => {
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45));
    const shown = ([hour, minute]: [number, number]): string =>
      `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    const moments = fc.oneof(
      fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }),
      fc.integer({ min: -26 * 60, max: 26 * 60 }).map((away) => at('2026-03-29T01:00:00Z') + away * MINUTE),
      fc.integer({ min: -26 * 60, max: 26 * 60 }).map((away) => at('2026-10-25T01:00:00Z') + away * MINUTE),
    );
    fc.assert(
      fc.property(time, time, moments, (one, other, moment) => {
        fc.pre(shown(one) !== shown(other));
        const day = shift('north', ['wei'], shown(one), shown(other));
        const night = shift('north', ['ada'], shown(other), shown(one));
        const halves = directoryOf({ ...OFFICE, rota: [day, night] }, LONDON);
        expect(halves.contactsOnDuty('north', moment)).toHaveLength(1);
      }),
    );
  });

  it('a shift of one weekday is on for its length, whichever day of the year it starts on', () => {
    const lone = directoryOf({ ...OFFICE, rota: [shift('north', ['wei'], '20:00', '06:00', ['thu'])] }, LONDON);
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }), (moment) => {
        const { weekday, hour } = localParts(moment, LONDON);
        const on = (weekday === 'thu' && hour >= 20) || (weekday === 'fri' && hour < 6);
        expect(lone.contactsOnDuty('north', moment)).toHaveLength(on ? 1 : 0);
      }),
    );
  });
});

describe('who answers for whom', () => {
  it('knows the line manager', () => {
    expect(directory.lineManagerOf('priya')?.id).toBe('ben');
    expect(directory.lineManagerOf('helen')).toBeUndefined();
  });

  it('has none where the id leads nowhere or back to the same person', () => {
    expect(directory.lineManagerOf('wei')).toBeUndefined();
    expect(directory.lineManagerOf('eve')).toBeUndefined();
    expect(directory.lineManagerOf('nobody')).toBeUndefined();
  });

  it('knows the senior person on site, of the nearest unit that names one', () => {
    expect(directory.seniorOnSite('north')?.id).toBe('ada');
    expect(directory.seniorOnSite('annexe')?.id).toBe('ada');
    expect(directory.seniorOnSite('south')).toBeUndefined();
  });

  it.each([
    [
      'its own first, then the team beside it, then the rest of the PDU',
      'north',
      ['ada', 'ben', 'tom', 'siobhan', 'ivy'],
    ],
    ['the team beside it sees the same the other way round', 'south', ['tom', 'ada', 'ben', 'siobhan', 'ivy']],
    ['an office below a team has its own, then the PDU', 'annexe', ['ivy', 'siobhan', 'ada', 'ben', 'tom']],
    ['a PDU stays within itself', 'river', ['siobhan', 'ada', 'ben', 'tom', 'ivy']],
    ['another PDU is not asked', 'east', ['eve']],
    ['a region has all below it', 'shire', ['siobhan', 'ada', 'ben', 'tom', 'eve', 'ivy']],
    ['where there is no PDU, the whole tree', 'visits', ['sergeant', 'inspector']],
    ['an unknown unit has none', 'nowhere', []],
  ])('other managers: %s', (_title, unitId, managers) => {
    expect(ids(directory.otherManagers(unitId))).toStrictEqual(managers);
  });

  it('finds the head of the nearest unit of a kind', () => {
    expect(directory.headOf('annexe', 'pdu')?.id).toBe('kwame');
    expect(directory.headOf('annexe', 'region')?.id).toBe('helen');
    expect(directory.headOf('annexe', 'force')).toBeUndefined();
    expect(directory.headOf('east', 'pdu')).toBeUndefined();
    expect(directory.headOf('nowhere', 'pdu')).toBeUndefined();
  });
});

describe('what a unit takes from above', () => {
  it('has its own alert phrases, or those of the nearest unit above that has some', () => {
    expect(directory.alertPhrases('north')).toEqual(['cancel my next appointment']);
    expect(directory.alertPhrases('annexe')).toEqual(['cancel my next appointment']);
    expect(directory.alertPhrases('south')).toEqual(['move my dentist']);
    expect(directory.alertPhrases('east')).toEqual([]);
  });

  it('has the police contact of the nearest unit above that has one', () => {
    expect(directory.police('annexe')).toEqual(police);
    expect(directory.police('east')).toBeNull();
    expect(directory.police('nowhere')).toBeNull();
  });
});

describe('flawed data never hangs it', () => {
  const anyId = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'nowhere');
  const units = fc.array(
    fc.record({
      id: anyId,
      kind: fc.constantFrom('pdu', 'team', 'region'),
      parent: fc.option(anyId),
      person: fc.option(anyId),
    }),
    { maxLength: 8 },
  );
  const people = fc.array(fc.record({ id: anyId, unit: anyId, lineManager: fc.option(anyId) }), { maxLength: 8 });

  it('answers every question about any tangle of parents and line managers, each unit and person once', () => {
    fc.assert(
      fc.property(units, people, anyId, (tangle, staff, id) => {
        const asked = directoryOf(
          {
            units: tangle.map((u) =>
              unit(u.id, u.kind as Unit['kind'], u.parent, { head: u.person, seniorOnSite: u.person }),
            ),
            people: staff.map((p) => person(p.id, p.unit, ['manager'], { lineManager: p.lineManager })),
            rota: tangle.map((u) =>
              shift(
                u.id,
                staff.map((p) => p.id),
                '09:00',
                '08:00',
              ),
            ),
            absences: [],
          },
          LONDON,
        );
        for (const answer of [
          asked.unitsUpwards(id),
          asked.unitsBelow(id),
          asked.otherManagers(id),
          asked.contactsOnDuty(id, at('2026-12-01T10:00:00Z')),
        ]) {
          expect(new Set(ids(answer)).size).toBe(answer.length);
        }
        asked.headOf(id, 'pdu');
        asked.seniorOnSite(id);
        asked.police(id);
        asked.alertPhrases(id);
        expect(asked.lineManagerOf(id)?.id).not.toBe(id);
      }),
    );
  });
});
