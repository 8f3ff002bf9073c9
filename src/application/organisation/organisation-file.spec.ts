import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryOf } from '../../domain/organisation/directory-of.js';
import type { Organisation } from '../../domain/organisation/organisation.js';
import { ROLES, UNIT_KINDS, WEEKDAYS } from '../../domain/organisation/organisation.js';
import { HOUR } from '../../domain/time/instant.js';
import type { Fault } from './fault.js';
import { EXAMPLE } from './organisation-example.js';
import { organisationToFile, readOrganisationJson, readOrganisationYaml } from './organisation-file.js';

const OFFICE_YAML = readFileSync(new URL('../../../examples/office.yaml', import.meta.url), 'utf8');

/** A small office, whole and without fault, to be spoilt in one place at a time. */
const office = () => ({
  units: [
    { id: 'region-1', name: 'Region One', kind: 'region', head: 'director-1' },
    { id: 'pdu-1', name: 'PDU One', kind: 'pdu', parent: 'region-1' },
    {
      id: 'team-1',
      name: 'Team One',
      kind: 'team',
      parent: 'pdu-1',
      seniorOnSite: 'manager-2',
      alertPhrases: ['cancel my next appointment'],
      police: { force: 'Exampleshire', controlRoom: '+441632960000' },
    },
  ],
  people: [
    {
      id: 'practitioner-1',
      name: 'Practitioner One',
      mobile: '+447700900101',
      unit: 'team-1',
      lineManager: 'manager-1',
      roles: ['practitioner'],
      car: { registration: 'AB12 CDE', description: 'blue hatchback' },
      description: '1.65 m, short dark hair',
      device: '',
    },
    { id: 'contact-1', name: 'Contact One', mobile: '07700 900102', unit: 'team-1', roles: ['contact'] },
    { id: 'manager-1', name: 'Manager One', mobile: '+447700900103', unit: 'team-1', roles: ['manager'] },
    { id: 'manager-2', name: 'Manager Two', mobile: '+447700900104', unit: 'team-1', roles: ['manager'] },
    { id: 'director-1', name: 'Director One', mobile: '+447700900105', unit: 'region-1', roles: ['director'] },
  ],
  rota: [{ unit: 'team-1', contacts: ['contact-1'], days: ['mon', 'tue'], from: '00:00', to: '24:00' }],
  absences: [{ person: 'manager-1', from: '2026-12-24T09:00:00Z', to: '2026-12-28T09:00:00Z' }],
});

type Path = readonly (string | number)[];
type Node = Record<string | number, unknown>;

const holderOf = (file: unknown, at: Path): Node =>
  at.slice(0, -1).reduce((node, step) => (node as Node)[step], file) as Node;

/** The office with another value in one place. */
function officeWith(...changes: (readonly [Path, unknown])[]): unknown {
  const file = office();
  for (const [at, value] of changes) holderOf(file, at)[at.at(-1)!] = value;
  return file;
}

function read(file: unknown): Organisation {
  const reading = readOrganisationJson(file);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.organisation;
}

function faultsOf(file: unknown): readonly Fault[] {
  const reading = readOrganisationJson(file);
  return 'faults' in reading ? reading.faults : [];
}

function yamlFaults(text: string): readonly Fault[] {
  const reading = readOrganisationYaml(text);
  return 'faults' in reading ? reading.faults : [];
}

function warningsOf(file: unknown): readonly string[] {
  const reading = readOrganisationJson(file);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.warnings.map(({ path, message }) => `${path}: ${message}`);
}

describe('the example office', () => {
  const reading = readOrganisationYaml(OFFICE_YAML);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults, null, 2));
  const { organisation, warnings, pins } = reading;

  it('has no faults, no warnings and no PINs', () => {
    expect(warnings).toEqual([]);
    expect(pins.size).toBe(0);
  });

  it('has a dozen people or so, each with a drama mobile and a first name of their own', () => {
    expect(organisation.people.length).toBeGreaterThanOrEqual(12);
    for (const { mobile } of organisation.people) expect(mobile).toMatch(/^\+447700900\d{3}$/);
    const firstNames = organisation.people.map(({ name }) => name.split(' ')[0]);
    expect(new Set(firstNames).size).toBe(firstNames.length);
  });

  it('has a nominated contact at every hour of every day, for every team', () => {
    const directory = directoryOf(organisation, 'Europe/London');
    const from = Date.parse('2026-12-01T00:00:00Z');
    for (const team of ['north-team', 'south-team']) {
      for (let hour = 0; hour < 7 * 24; hour += 1) {
        expect(directory.contactsOnDuty(team, from + hour * HOUR).length).toBeGreaterThan(0);
      }
    }
  });

  it('reads the same from JSON', () => {
    expect(readOrganisationJson(organisationToFile(organisation))).toEqual({
      organisation,
      warnings: [],
      pins: new Map(),
      lineOf: expect.any(Function),
    });
  });
});

describe('reading a file', () => {
  it('reads the file of the API contract', () => {
    const { units, people, rota, absences } = read(office());
    expect(units[2]).toEqual({
      id: 'team-1',
      name: 'Team One',
      kind: 'team',
      parent: 'pdu-1',
      head: null,
      seniorOnSite: 'manager-2',
      alertPhrases: ['cancel my next appointment'],
      police: { force: 'Exampleshire', controlRoom: '+441632960000' },
    });
    expect(people[0]).toEqual({
      id: 'practitioner-1',
      name: 'Practitioner One',
      mobile: '+447700900101',
      unit: 'team-1',
      lineManager: 'manager-1',
      roles: ['practitioner'],
      car: { registration: 'AB12 CDE', description: 'blue hatchback' },
      description: '1.65 m, short dark hair',
      device: '',
    });
    expect(rota).toEqual([
      { unit: 'team-1', contacts: ['contact-1'], days: ['mon', 'tue'], from: '00:00', to: '24:00' },
    ]);
    expect(absences).toEqual([
      { person: 'manager-1', from: Date.parse('2026-12-24T09:00:00Z'), to: Date.parse('2026-12-28T09:00:00Z') },
    ]);
  });

  const SHIFT = { unit: 'team-1', contacts: ['contact-1'], from: '18:00', to: '08:00' };
  const shiftFaults = (shift: object) =>
    faultsOf(officeWith([['rota'], [{ ...SHIFT, ...shift }]])).map(
      ({ path, message, mend }) => `${path.replace('rota[0].', '')} ${message}. ${mend}`,
    );

  it('reads a shift of one date, and dates on which a weekly one is struck out; it writes both as it reads them', () => {
    const rota = [
      { ...SHIFT, date: '2026-11-27' },
      { ...SHIFT, days: ['Fri'], except: ['2026-12-25', '2026-11-27', '2026-12-25'] },
      { ...SHIFT, days: ['mon'], date: '', except: [] },
    ];
    const organisation = read(officeWith([['rota'], rota]));
    expect(organisation.rota).toEqual([
      { ...SHIFT, date: '2026-11-27' },
      { ...SHIFT, days: ['fri'], except: ['2026-11-27', '2026-12-25'] },
      { ...SHIFT, days: ['mon'] },
    ]);
    expect(read(organisationToFile(organisation)).rota).toEqual(organisation.rota);
  });

  it('reads a date from YAML as it is written there', () => {
    const reading = readOrganisationYaml(
      [
        'units: [{ id: team-1, name: Team One, kind: team }]',
        'people: [{ id: contact-1, name: Contact One, unit: team-1, roles: [contact] }]',
        'rota:',
        '  - { unit: team-1, contacts: [contact-1], date: 2026-11-27, from: 18:00, to: 08:00 }',
        '  - { unit: team-1, contacts: [contact-1], date: 27/11/2026, from: 18:00, to: 08:00 }',
      ].join('\n'),
    );
    expect('faults' in reading && reading.faults).toMatchObject([
      { path: 'rota[1].date', line: 5, message: '"27/11/2026" is not a date' },
    ]);
  });

  it.each([
    [{}, /^days is missing. Give days: \[mon, fri\] for a shift of every week, or date: 2026-11-27/],
    [{ days: ['fri'], date: '2026-11-27' }, /^date stands beside days, and a shift has only one of them/],
    [{ date: '2026-02-30' }, /^date "2026-02-30" is not a date. Write the year, the month and the day/],
    [{ date: '2026-1-3' }, /^date "2026-1-3" is not a date/],
    [{ date: '0026-11-27' }, /is not a date/],
    [{ date: ['2026-11-27'] }, /^date must be text/],
    [{ date: '2026-11-27', except: ['2026-11-27'] }, /^except is for shifts of every week/],
    [
      { days: ['sat'], except: ['2026-11-27'] },
      /^except\[0\] 2026-11-27 is a Friday, on which this shift does not begin/,
    ],
    [{ days: ['fri'], except: ['Friday'] }, /^except\[0\] "Friday" is not a date/],
    [{ days: ['fri'], not: ['2026-11-27'] }, /^not is not a known key. Did you mean except\?/],
    [{ dat: '2026-11-27' }, /dat is not a known key. Did you mean date\?/],
  ])('a shift with %j is refused, with the field and the mend', (shift, says) => {
    expect(shiftFaults(shift)).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
  });

  it('reads its own example, once the people it names are there', () => {
    const names = ['kwame-mensah', 'siobhan-doyle', 'grace-okafor', 'wei-chen', 'rosa-martin'];
    const others = names.map((id) => ({ id, name: id, unit: 'riverside-pdu', roles: ['manager'] }));
    const file = {
      ...EXAMPLE,
      units: [...EXAMPLE.units, { id: 'riverside-pdu', name: 'Riverside', kind: 'pdu' }],
      people: [...EXAMPLE.people, ...others],
    };
    expect(faultsOf(file)).toEqual([]);
  });

  it.each([undefined, null, '', '  '])('takes %j for a key that may be left out', (none) => {
    const optional: Path[] = [
      ['units', 2, 'parent'],
      ['units', 2, 'head'],
      ['units', 2, 'seniorOnSite'],
      ['units', 2, 'alertPhrases'],
      ['units', 2, 'police'],
      ['people', 0, 'mobile'],
      ['people', 0, 'car'],
      ['people', 0, 'description'],
      ['people', 0, 'device'],
      ['people', 0, 'lineManager'],
      ['people', 0, 'pin'],
      ['rota'],
      ['absences'],
    ];
    const organisation = read(officeWith(...optional.map((at) => [at, none] as const)));
    expect(organisation.units[2]).toMatchObject({
      parent: null,
      head: null,
      seniorOnSite: null,
      alertPhrases: [],
      police: null,
    });
    expect(organisation.people[0]).toMatchObject({
      mobile: null,
      car: null,
      description: '',
      device: '',
      lineManager: null,
    });
    expect(organisation.rota).toEqual([]);
    expect(organisation.absences).toEqual([]);
  });

  it('reads mobiles as people write them and keeps E.164', () => {
    expect(read(office()).people[1]?.mobile).toBe('+447700900102');
  });

  it.each([
    ['admin', 'administrator'],
    ['SPO', 'manager'],
    ['pdu_head', 'head'],
    ['PDU head', 'head'],
    ['regional_director', 'director'],
    ['Regional Probation Director', 'director'],
    ['senior-manager', 'senior_manager'],
    ['Practitioner', 'practitioner'],
  ])('takes the role %j for %s', (written, role) => {
    expect(read(officeWith([['people', 0, 'roles'], [written]])).people[0]?.roles).toEqual([role]);
  });

  it.each([
    ['police force', 'force'],
    ['Police unit', 'unit'],
    ['PDU', 'pdu'],
    ['probation-region', 'region'],
  ])('takes the kind %j for %s', (written, kind) => {
    expect(read(officeWith([['units', 0, 'kind'], written])).units[0]?.kind).toBe(kind);
  });

  it('takes a role that is given twice once', () => {
    expect(
      read(
        officeWith([
          ['people', 0, 'roles'],
          ['spo', 'manager', 'contact'],
        ]),
      ).people[0]?.roles,
    ).toEqual(['manager', 'contact']);
  });

  it.each([
    ['9:00', '09:00'],
    [' 17:30 ', '17:30'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
  ])('reads the time %j', (written, time) => {
    expect(read(officeWith([['rota', 0, 'from'], written])).rota[0]?.from).toBe(time);
  });

  it('reads weekdays by their names', () => {
    expect(
      read(
        officeWith([
          ['rota', 0, 'days'],
          ['Monday', 'TUES', 'thurs', 'Sun'],
        ]),
      ).rota[0],
    ).toMatchObject({ days: ['mon', 'tue', 'thu', 'sun'] });
  });

  it.each([
    ['2026-12-24T09:00:00Z', '2026-12-24T09:00:00Z'],
    ['2026-12-24T09:00:00+02:00', '2026-12-24T07:00:00Z'],
    ['2026-12-24T09:00-0530', '2026-12-24T14:30:00Z'],
    ['2026-12-24T09:00+01', '2026-12-24T08:00:00Z'],
    ['2026-12-24 09:00', '2026-12-24T09:00:00Z'],
    ['2026-12-24T9:00:30.5', '2026-12-24T09:00:30.500Z'],
    ['2026-07-01T09:00', '2026-07-01T08:00:00Z'],
    ['2026-03-29T01:30', '2026-03-29T01:30:00Z'],
    ['2026-10-25T01:30', '2026-10-25T00:30:00Z'],
  ])('reads the moment %s, as London time when it has no offset', (written, instant) => {
    const file = officeWith([['absences', 0, 'from'], written], [['absences', 0, 'to'], '2027-01-01T00:00Z']);
    expect(read(file).absences[0]?.from).toBe(Date.parse(instant));
  });

  it('reads a moment without an offset in another zone when told so', () => {
    const reading = readOrganisationJson(officeWith([['absences', 0, 'from'], '2026-12-24T09:00']), 'Asia/Kathmandu');
    expect(reading).toHaveProperty('organisation.absences.0.from', Date.parse('2026-12-24T03:15:00Z'));
  });

  it('gives PINs apart from the organisation, leading zeros and all', () => {
    const reading = readOrganisationJson(officeWith([['people', 0, 'pin'], '0071']));
    expect(reading).toHaveProperty('pins', new Map([['practitioner-1', '0071']]));
    expect(JSON.stringify(reading)).not.toContain('0071');
  });

  it('writes composed letters and single spaces', () => {
    const written = officeWith([['people', 0, 'name'], ' Sia\u0302n\n  Rhys ']);
    expect(read(written).people[0]?.name).toBe('Si\u00e2n Rhys');
  });

  it('takes the same id for a unit and for a person', () => {
    expect(faultsOf(officeWith([['people', 0, 'id'], 'team-1']))).toEqual([]);
  });
});

describe('refusing a file', () => {
  it.each<[title: string, change: readonly [Path, unknown], path: string, message: RegExp, mend: RegExp]>([
    ['no units', [['units'], undefined], 'units', /^is missing$/, /units: \[\{"id"/],
    ['no people', [['people'], null], 'people', /^is missing$/, /people: \[\{"id"/],
    ['units that are not a list', [['units'], { id: 'x' }], 'units', /must be a list/, /\[\{"id"/],
    ['a unit that is a word', [['units', 1], 'pdu-1'], 'units[1]', /must be keys with values/, /\{"id"/],
    ['a person that is null', [['people', 4], null], 'people[4]', /^is missing$/, /\{"id"/],
    ['no id', [['people', 4, 'id'], undefined], 'people[4].id', /^is missing$/, /id: "priya-shah"/],
    ['a blank id', [['people', 4, 'id'], ' '], 'people[4].id', /^is missing$/, /./],
    [
      'an id with a space',
      [['people', 4, 'id'], 'director 1'],
      'people[4].id',
      /"director 1" cannot be an id/,
      /no spaces/,
    ],
    ['a numeric id', [['units', 0, 'id'], 7], 'units[0].id', /is a number and must be text/, /quotes/],
    ['no name', [['people', 4, 'name'], ''], 'people[4].name', /^is missing$/, /name: "Priya Shah"/],
    ['a name without end', [['people', 4, 'name'], 'x'.repeat(101)], 'people[4].name', /101 characters/, /at most 100/],
    ['a control character', [['people', 4, 'name'], 'A\u0007B'], 'people[4].name', /control character/, /by hand/],
    ['no unit', [['people', 4, 'unit'], undefined], 'people[4].unit', /^is missing$/, /unit: "north-team"/],
    [
      'an unknown unit',
      [['people', 4, 'unit'], 'taem-1'],
      'people[4].unit',
      /no unit "taem-1"/,
      /Did you mean team-1\?/,
    ],
    [
      'an unknown kind',
      [['units', 1, 'kind'], 'tem'],
      'units[1].kind',
      /"tem" is not known/,
      /Did you mean team\?.*region, pdu/,
    ],
    ['no kind', [['units', 1, 'kind'], undefined], 'units[1].kind', /^is missing$/, /kind: "team"/],
    [
      'an unknown role',
      [['people', 0, 'roles', 0], 'wizard'],
      'people[0].roles[0]',
      /"wizard"/,
      /^Use one of practitioner, contact/,
    ],
    ['no roles', [['people', 0, 'roles'], undefined], 'people[0].roles', /^is missing$/, /\["practitioner"\]/],
    ['an empty list of roles', [['people', 0, 'roles'], []], 'people[0].roles', /^is empty$/, /\["practitioner"\]/],
    [
      'a role not in a list',
      [['people', 0, 'roles'], 'contact'],
      'people[0].roles',
      /must be a list/,
      /\["practitioner"\]/,
    ],
    [
      'a landline',
      [['people', 0, 'mobile'], '01632 960001'],
      'people[0].mobile',
      /"01632 960001" is a landline; texts need a mobile/,
      /07700/,
    ],
    ['a mobile as a number', [['people', 0, 'mobile'], 447700900101], 'people[0].mobile', /is a number/, /quotes/],
    ['999 as a mobile', [['people', 0, 'mobile'], '999'], 'people[0].mobile', /emergency/, /own number/],
    [
      'a mobile that is no number',
      [['people', 0, 'mobile'], 'ask'],
      'people[0].mobile',
      /"ask" is not a phone number/,
      /07700/,
    ],
    [
      '101 as control room',
      [['units', 2, 'police', 'controlRoom'], '101'],
      'units[2].police.controlRoom',
      /999, 112 or 101/,
      /./,
    ],
    [
      '+44 999 as control room',
      [['units', 2, 'police', 'controlRoom'], '+44 999'],
      'units[2].police.controlRoom',
      /emergency/,
      /./,
    ],
    [
      'a police contact without force',
      [['units', 2, 'police', 'force'], undefined],
      'units[2].police.force',
      /^is missing$/,
      /Exampleshire/,
    ],
    [
      'police as a word',
      [['units', 2, 'police'], 'Exampleshire'],
      'units[2].police',
      /keys with values/,
      /controlRoom/,
    ],
    ['a PIN of letters', [['people', 0, 'pin'], 'secret'], 'people[0].pin', /^is not 4 to 8 digits$/, /4 to 8 digits/],
    ['a short PIN', [['people', 0, 'pin'], '123'], 'people[0].pin', /^is not 4 to 8 digits$/, /4 to 8 digits/],
    ['a PIN as a number', [['people', 0, 'pin'], 4071], 'people[0].pin', /^is a number and must be text$/, /quotes/],
    [
      'an alert phrase not in a list',
      [['units', 2, 'alertPhrases'], 'x y'],
      'units[2].alertPhrases',
      /must be a list/,
      /cancel/,
    ],
    [
      'an empty alert phrase',
      [['units', 2, 'alertPhrases', 0], ''],
      'units[2].alertPhrases[0]',
      /^is missing$/,
      /cancel/,
    ],
    ['a bad time', [['rota', 0, 'from'], '9am'], 'rota[0].from', /"9am" is not a time/, /HH:MM/],
    ['a minute too many', [['rota', 0, 'from'], '09:60'], 'rota[0].from', /not a time/, /23:59/],
    ['24:00 as a start', [['rota', 0, 'from'], '24:00'], 'rota[0].from', /not a time/, /23:59/],
    ['24:01 as an end', [['rota', 0, 'to'], '24:01'], 'rota[0].to', /not a time/, /24:00/],
    ['a time as a number', [['rota', 0, 'to'], 540], 'rota[0].to', /is a number/, /quotes/],
    ['no time', [['rota', 0, 'to'], undefined], 'rota[0].to', /^is missing$/, /to: "17:30"/],
    ['no weekdays', [['rota', 0, 'days'], []], 'rota[0].days', /^is empty$/, /"mon"/],
    ['an unknown weekday', [['rota', 0, 'days', 1], 'tuseday'], 'rota[0].days[1]', /"tuseday"/, /Use one of mon, tue/],
    ['no contacts', [['rota', 0, 'contacts'], []], 'rota[0].contacts', /^is empty$/, /\["wei-chen"/],
    [
      'an unknown contact',
      [['rota', 0, 'contacts', 0], 'contact-9'],
      'rota[0].contacts[0]',
      /no person "contact-9"/,
      /contact-1\?/,
    ],
    ['a rota for an unknown unit', [['rota', 0, 'unit'], 'x'], 'rota[0].unit', /no unit "x"/, /^Use the id of a unit/],
    ['an unknown parent', [['units', 1, 'parent'], 'region-2'], 'units[1].parent', /no unit "region-2"/, /region-1\?/],
    ['an unknown head', [['units', 1, 'head'], 'ghost'], 'units[1].head', /no person "ghost"/, /add the person/],
    [
      'an unknown senior on site',
      [['units', 2, 'seniorOnSite'], 'ghost'],
      'units[2].seniorOnSite',
      /no person "ghost"/,
      /./,
    ],
    [
      'an unknown line manager',
      [['people', 0, 'lineManager'], 'ghost'],
      'people[0].lineManager',
      /no person "ghost"/,
      /./,
    ],
    [
      'an absence of nobody known',
      [['absences', 0, 'person'], 'ghost'],
      'absences[0].person',
      /no person "ghost"/,
      /./,
    ],
    [
      'an absence that ends first',
      [['absences', 0, 'to'], '2026-12-24T08:59Z'],
      'absences[0].to',
      /not after from/,
      /swap/,
    ],
    ['an absence of no length', [['absences', 0, 'to'], '2026-12-24T09:00'], 'absences[0].to', /not after from/, /./],
    [
      'a date without a time',
      [['absences', 0, 'to'], '2026-12-28'],
      'absences[0].to',
      /not a date and time/,
      /2026-12-24T09:00/,
    ],
    [
      'a day that does not exist',
      [['absences', 0, 'to'], '2027-02-30T09:00Z'],
      'absences[0].to',
      /not a date and time/,
      /./,
    ],
    [
      'an hour that does not exist',
      [['absences', 0, 'to'], '2027-02-20T25:00Z'],
      'absences[0].to',
      /not a date and time/,
      /./,
    ],
    [
      'a unit id twice',
      [['units', 1, 'id'], 'team-1'],
      'units[2].id',
      /"team-1" is already the id of the unit at units\[1\]\.id/,
      /own id/,
    ],
    [
      'a person id twice',
      [['people', 4, 'id'], 'contact-1'],
      'people[4].id',
      /already the id of the person at people\[1\]/,
      /own id/,
    ],
    [
      'a mobile twice',
      [['people', 4, 'mobile'], '07700900101'],
      'people[4].mobile',
      /already the mobile at people\[0\]\.mobile/,
      /sender/,
    ],
    [
      'a unit above itself',
      [['units', 0, 'parent'], 'team-1'],
      'units[1].parent',
      /circle: region-1 → team-1 → pdu-1 → region-1/,
      /Take the parent off/,
    ],
    [
      'a unit as its own parent',
      [['units', 0, 'parent'], 'region-1'],
      'units[0].parent',
      /circle: region-1 → region-1/,
      /./,
    ],
    [
      'a line manager in a circle',
      [['people', 2, 'lineManager'], 'practitioner-1'],
      'people[2].lineManager',
      /circle: practitioner-1 → manager-1 → /,
      /Take the line manager off/,
    ],
    [
      'a misspelt key',
      [['people', 0, 'moblie'], '07700900101'],
      'people[0].moblie',
      /not a known key/,
      /^Did you mean mobile\?$/,
    ],
    [
      'a key in another case',
      [['people', 0, 'line_manager'], 'x'],
      'people[0].line_manager',
      /not a known key/,
      /lineManager\?$/,
    ],
    [
      'a key by another name',
      [['people', 0, 'phone'], 'x'],
      'people[0].phone',
      /not a known key/,
      /^Did you mean mobile\?$/,
    ],
    [
      'a key that is like no other',
      [['people', 0, 'favouriteColour'], 'x'],
      'people[0].favouriteColour',
      /not a known key/,
      /The keys here are id, name, mobile/,
    ],
    [
      'a misspelt key of a car',
      [['people', 0, 'car', 'registraton'], 'x'],
      'people[0].car.registraton',
      /not a known key/,
      /registration\?$/,
    ],
    ['a misspelt list', [['absenses'], []], 'absenses', /not a known key/, /^Did you mean absences\?$/],
  ])('%s', (_title, change, path, message, mend) => {
    const faults = faultsOf(officeWith(change));
    const fault = faults.find((found) => found.path === path && message.test(found.message));
    expect({ faults, found: fault !== undefined }).toEqual({ faults, found: true });
    expect(fault?.mend).toMatch(mend);
    expect(fault?.line).toBeNull();
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a word', 'office'],
    ['a number', 7],
  ])('%s in place of the file', (_title, file) => {
    expect(faultsOf(file)).toEqual([
      { path: '', line: null, message: expect.any(String), mend: expect.stringContaining('"units"') },
    ]);
  });

  it('lists every fault at once, of shape and of reference, in good entries and bad', () => {
    const faults = faultsOf(
      officeWith(
        [['units', 1, 'kind'], 'palace'],
        [['units', 1, 'head'], 'ghost'],
        [['people', 0, 'mobile'], '999'],
        [['people', 0, 'colour'], 'red'],
        [['people', 0, 'unit'], 'team-9'],
        [['people', 1, 'name'], null],
        [
          ['rota', 0, 'contacts'],
          ['contact-1', 'nobody'],
        ],
        [['rota', 0, 'to'], 'late'],
        [['absences', 0, 'to'], '2026-01-01T00:00Z'],
      ),
    );
    expect(faults.map(({ path }) => path).sort()).toEqual([
      'absences[0].to',
      'people[0].colour',
      'people[0].mobile',
      'people[0].unit',
      'people[1].name',
      'rota[0].contacts[1]',
      'rota[0].to',
      'units[1].head',
      'units[1].kind',
    ]);
  });

  it('says nothing of an id whose entry is only badly shaped', () => {
    expect(faultsOf(officeWith([['units', 2, 'kind'], 'palace'])).map(({ path }) => path)).toEqual(['units[2].kind']);
  });

  it('never repeats a PIN', () => {
    for (const pin of ['12', '12345678901', 'hunter2', 99_887_766, ['31337']]) {
      expect(JSON.stringify(faultsOf(officeWith([['people', 0, 'pin'], pin])))).not.toMatch(
        /hunter2|12345678901|99887766|31337/,
      );
    }
  });

  it('draws a circle once, however many lead into it, and of a long one only the beginning', () => {
    const people = Array.from({ length: 5_000 }, (_, n) => ({
      id: `p${n}`,
      name: `P ${n}`,
      unit: 'team-1',
      lineManager: `p${n < 4_000 ? (n + 1) % 4_000 : n - 1}`,
      roles: ['contact'],
    }));
    const faults = faultsOf({ units: [{ id: 'team-1', name: 'Team', kind: 'team' }], people });
    expect(faults).toEqual([
      {
        path: 'people[3999].lineManager',
        line: null,
        message: expect.stringMatching(/p0 → p1 → .{1,60} → \.\.\. → p0$/),
        mend: expect.any(String),
      },
    ]);
  });

  it('is not misled by keys that every object has', () => {
    const file = JSON.parse(
      '{"units": [], "people": [], "__proto__": {"units": 1}, "constructor": 1, "toString": "x"}',
    ) as unknown;
    expect(faultsOf(file).map(({ path }) => path)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(
      faultsOf(
        officeWith([
          ['people', 0, 'roles'],
          ['constructor', '__proto__'],
        ]),
      ),
    ).toHaveLength(2);
    expect(faultsOf(officeWith([['people', 0, 'lineManager'], '__proto__']))).toHaveLength(2);
  });

  it('has an answer for anything at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(faultsOf(value).length).toBeGreaterThan(0);
      }),
    );
  });

  it('has an answer for an office with anything at all in one place', () => {
    const places: Path[] = [
      ['units', 0],
      ['units', 2, 'police'],
      ['units', 2, 'alertPhrases'],
      ['people', 0, 'mobile'],
      ['people', 0, 'car'],
      ['people', 0, 'roles'],
      ['rota', 0, 'contacts'],
      ['rota', 0, 'from'],
      ['absences', 0, 'from'],
      ['absences'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (at, value) => {
        for (const fault of faultsOf(officeWith([at, value]))) {
          expect(fault.message).not.toBe('');
          expect(fault.mend).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('reading YAML', () => {
  const SMALL = [
    'units:',
    '  - id: team-1',
    '    name: Team One',
    '    kind: team',
    'people:',
    '  - id: contact-1',
    '    name: Contact One',
    '    mobile: 07700900101',
    '    unit: team-1',
    '    roles: [contact]',
    'rota:',
    '  - { unit: team-1, contacts: [contact-1], days: [mon], from: 9:00, to: 24:00 }',
  ];
  /** The small file with other text on one line (from 1). */
  const smallWith = (line: number, text: string): string =>
    SMALL.map((old, index) => (index === line - 1 ? text : old)).join('\n');

  it('takes what is written, where other readers see numbers, booleans and base sixty', () => {
    const reading = readOrganisationYaml(
      smallWith(
        7,
        [
          '    name: Contact One',
          '    pin: 0071',
          '    car: { registration: 1E5 }',
          '    description: no',
          '    device: 0x1F',
          '    lineManager: ~',
        ].join('\n'),
      ),
    );
    expect(reading).toMatchObject({
      organisation: {
        people: [
          {
            mobile: '+447700900101',
            car: { registration: '1E5', description: '' },
            description: 'no',
            device: '0x1F',
            lineManager: null,
          },
        ],
        rota: [{ from: '09:00', to: '24:00' }],
      },
      pins: new Map([['contact-1', '0071']]),
      lineOf: expect.any(Function),
    });
  });

  it.each([
    ['with Windows line ends', SMALL.join('\r\n')],
    ['with a byte order mark', `\ufeff${SMALL.join('\n')}`],
    ['as YAML 1.1', `%YAML 1.1\n---\n${SMALL.join('\n')}`],
    ['as JSON', JSON.stringify(office())],
  ])('reads it %s', (_title, text) => {
    expect(yamlFaults(text)).toEqual([]);
  });

  it.each([
    ['a value', smallWith(8, '    mobile: "999"'), 'people[0].mobile', 8],
    ['a key', smallWith(8, '    mobil: 07700900101'), 'people[0].mobil', 8],
    ['an entry that lacks something', smallWith(7, '    # no name'), 'people[0].name', 6],
    ['an id that leads nowhere', smallWith(9, '    unit: team-2'), 'people[0].unit', 9],
    [
      'an item of a list',
      smallWith(
        12,
        '  - unit: team-1\n    contacts:\n      - contact-1\n      - contact-2\n    days: [mon]\n    from: 9:00\n    to: 9:00',
      ),
      'rota[0].contacts[1]',
      15,
    ],
    ['a warning as well', smallWith(8, '    mobile:'), 'people[0].mobile', 8],
  ])('gives the line of %s', (_title, text, path, line) => {
    const reading = readOrganisationYaml(text);
    const told = 'faults' in reading ? reading.faults : reading.warnings;
    expect(told.map((fault) => [fault.path, fault.line])).toContainEqual([path, line]);
  });

  it('says on which line the first of two stands', () => {
    const twice = `${SMALL.slice(0, 10).join('\n')}\n  - { id: contact-1, name: Other, unit: team-1, roles: [contact] }`;
    expect(yamlFaults(twice)).toEqual([
      {
        path: 'people[1].id',
        line: 11,
        message: '"contact-1" is already the id of the person at line 6',
        mend: expect.any(String),
      },
    ]);
  });

  it.each([
    ['a bracket that is not closed', smallWith(10, '    roles: [contact'), 11, /is not YAML/, /./],
    ['a quote that is not closed', smallWith(7, '    name: "Contact'), 12, /is not YAML/, /./],
    ['a tab', smallWith(8, '\tmobile: 07700900101'), 8, /is not YAML/, /spaces/],
    ['a wrong indentation', smallWith(8, '   mobile: 07700900101'), 8, /is not YAML/, /indentation/],
    ['a second document', `${SMALL.join('\n')}\n---\nunits: []`, 13, /second document/, /---/],
    ['a tag', smallWith(7, '    name: !!js/function x'), 7, /is not YAML/, /tag/],
    ['an unknown anchor', smallWith(7, '    name: *nobody'), 7, /refers to an anchor|is not YAML/, /./],
    [
      'an anchor',
      smallWith(7, '    name: &n Contact One\n    device: *n'),
      8,
      /refers to an anchor/,
      /Write the value itself/,
    ],
    [
      'a key given twice',
      smallWith(8, '    name: Contact Two'),
      8,
      /comes twice here, on lines 7 and 8/,
      /Keep one "name"/,
    ],
    [
      'a key that is a list',
      smallWith(8, '    ? [mobile]\n    : 07700900101'),
      8,
      /key that is not plain text/,
      /one word/,
    ],
  ])('refuses %s, with its line', (_title, text, line, message, mend) => {
    const faults = yamlFaults(text);
    const fault = faults.find((found) => message.test(found.message));
    expect({ faults, line: fault?.line }).toEqual({ faults, line });
    expect(fault?.mend).toMatch(mend);
  });

  it.each([
    ['an empty file', ''],
    ['only a comment', '# nothing yet\n'],
    ['only a tag', '!'],
    ['only a dash', '---'],
    ['a list', '- 1'],
    ['a word', 'office'],
  ])('refuses %s', (_title, text) => {
    expect(yamlFaults(text)).toHaveLength(1);
  });

  it('tells a key given twice together with all other faults', () => {
    expect(yamlFaults(smallWith(8, '    name: Contact Two\n    unit: team-9')).length).toBeGreaterThan(1);
  });

  it.each([
    [
      'doubling anchors',
      `a: &a [x,x]\n${[...'bcdefghijklmnop'].map((name, n) => `${name}: &${name} [*${'abcdefghijklmno'[n]},*${'abcdefghijklmno'[n]}]`).join('\n')}`,
    ],
    ['an anchor within itself', 'units: &a [*a]'],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['ten thousand brackets, closed', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['ten thousand braces', '{a: '.repeat(10_000)],
    ['ten thousand dashes', `${'- '.repeat(10_000)}a`],
    ['ten thousand question marks', `${'? '.repeat(10_000)}a`],
    ['a thousand indentations', Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['thirty thousand keys', Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`).join('\n')],
    ['a million characters and one', `#${' '.repeat(1_000_000)}`],
    ['a zero byte', 'units: "\u0000"'],
  ])('survives %s', (_title, text) => {
    expect(yamlFaults(text).length).toBeGreaterThan(0);
  });

  it('has an answer for any spoiling of a good file', () => {
    const spoil = fc.tuple(
      fc.nat(OFFICE_YAML.length),
      fc.nat(20),
      fc.string({ unit: fc.constantFrom(...'[]{}:-"\'#&*!|>%@`, \n\tax0'), maxLength: 5 }),
    );
    fc.assert(
      fc.property(spoil, ([from, length, text]) => {
        const spoilt = OFFICE_YAML.slice(0, from) + text + OFFICE_YAML.slice(from + length);
        for (const fault of yamlFaults(spoilt)) expect(fault.line).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('warnings', () => {
  it('has none about an office that wants for nothing', () => {
    expect(warningsOf(office())).toEqual([]);
  });

  it.each<[title: string, changes: (readonly [Path, unknown])[], expected: RegExp[]]>([
    [
      'a practitioner without a mobile',
      [[['people', 0, 'mobile'], null]],
      [/^people\[0\]\.mobile: Practitioner One goes on visits and has no mobile/],
    ],
    [
      'a contact without a mobile',
      [[['people', 1, 'mobile'], null]],
      [/^people\[1\]\.mobile: Contact One has no mobile/],
    ],
    [
      'an administrator without a mobile is no worry',
      [
        [['people', 1, 'mobile'], null],
        [['people', 1, 'roles'], ['admin']],
        [['rota', 0, 'contacts'], ['manager-1']],
      ],
      [],
    ],
    [
      'an administrator on the rota is',
      [
        [['people', 1, 'mobile'], null],
        [['people', 1, 'roles'], ['admin']],
      ],
      [/^people\[1\]\.mobile/],
    ],
    [
      'a practitioner without a line manager',
      [[['people', 0, 'lineManager'], null]],
      [/^people\[0\]\.lineManager: .+ no line manager/],
    ],
    ['a team without a rota', [[['rota'], []]], [/^units\[2\]: Team One has no nominated contact/]],
    ['a rota above will do', [[['rota', 0, 'unit'], 'region-1']], []],
    [
      'a team without police',
      [[['units', 2, 'police'], null]],
      [/^units\[2\]\.police: Team One has no police contact/],
    ],
    [
      'police above will do',
      [
        [['units', 2, 'police'], null],
        [['units', 0, 'police'], { force: 'X', controlRoom: '01632 960000' }],
      ],
      [],
    ],
    [
      'a manager who is alone',
      [
        [['people', 3, 'roles'], ['contact']],
        [['units', 2, 'seniorOnSite'], null],
      ],
      [/^people\[2\]: Manager One has no substitute for Practitioner One/],
    ],
    [
      'a manager whose only substitute has no mobile',
      [[['people', 3, 'mobile'], null]],
      [/^people\[2\]: .+ no substitute/, /^people\[3\]\.mobile/],
    ],
    [
      'a manager with a manager is not alone',
      [
        [['people', 3, 'roles'], ['contact']],
        [['units', 2, 'seniorOnSite'], null],
        [['people', 2, 'lineManager'], 'director-1'],
      ],
      [],
    ],
    [
      'an alert phrase of one common word',
      [
        [
          ['units', 2, 'alertPhrases'],
          ['Cancel!', 'OK', 'green umbrella', 'marmalade'],
        ],
      ],
      [/^units\[2\]\.alertPhrases\[0\]: "Cancel!"/, /^units\[2\]\.alertPhrases\[1\]: "OK"/],
    ],
  ])('%s', (_title, changes, expected) => {
    const warnings = warningsOf(officeWith(...changes));
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect([...warnings].sort()[index]).toMatch(pattern);
  });
});

describe('writing the file', () => {
  const ids = fc.constantFrom('a', 'b-1', 'c.2', 'd', 'sîan');
  const line = fc
    .string({ unit: fc.constantFrom(...'abc ÄÅé0:,#'), minLength: 1, maxLength: 12 })
    .map((text) => `x${text}`.replace(/\s+/g, ' ').trim());
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

  /** Organisations that hold together: every id leads somewhere, and nobody is above themself. */
  const organisations: fc.Arbitrary<Organisation> = fc
    .tuple(fc.uniqueArray(ids, { minLength: 1 }), fc.uniqueArray(ids, { minLength: 1 }))
    .chain(([unitIds, personIds]) => {
      const anyUnit = fc.constantFrom(...unitIds);
      const anyPerson = fc.constantFrom(...personIds);
      const above = (known: string[], index: number) =>
        index === 0 ? fc.constant(null) : fc.option(fc.constantFrom(...known.slice(0, index)));
      const units = fc.tuple(
        ...unitIds.map((id, index) =>
          fc.record({
            id: fc.constant(id),
            name: line,
            kind: fc.constantFrom(...UNIT_KINDS),
            parent: above(unitIds, index),
            head: fc.option(anyPerson),
            seniorOnSite: fc.option(anyPerson),
            alertPhrases: fc.array(line, { maxLength: 2 }),
            police: fc.option(
              fc.record({ force: line, controlRoom: fc.constantFrom('+441632960000', '+442079460999') }),
            ),
          }),
        ),
      );
      const people = fc.tuple(
        ...personIds.map((id, index) =>
          fc.record({
            id: fc.constant(id),
            name: line,
            mobile: fc.option(fc.constant(`+44770090010${index}`)),
            unit: anyUnit,
            lineManager: above(personIds, index),
            roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 }),
            car: fc.option(fc.record({ registration: line, description: fc.oneof(line, fc.constant('')) })),
            description: fc.oneof(line, fc.constant('')),
            device: fc.oneof(line, fc.constant('')),
          }),
        ),
      );
      const shift = fc.record({
        unit: anyUnit,
        contacts: fc.uniqueArray(anyPerson, { minLength: 1 }),
        days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
        from: time,
        to: fc.oneof(time, fc.constant('24:00')),
      });
      const absence = fc
        .record({
          person: anyPerson,
          from: fc.integer({ min: 0, max: 4e12 }),
          length: fc.integer({ min: 1, max: 1e10 }),
        })
        .map(({ person, from, length }) => ({ person, from, to: from + length }));
      return fc.record({
        units,
        people,
        rota: fc.array(shift, { maxLength: 3 }),
        absences: fc.array(absence, { maxLength: 3 }),
      });
    });

  it('gives what is read as the same organisation, as JSON and as YAML', () => {
    fc.assert(
      fc.property(organisations, (organisation) => {
        const file = JSON.stringify(organisationToFile(organisation));
        expect(readOrganisationJson(JSON.parse(file))).toMatchObject({ organisation });
        expect(readOrganisationYaml(file)).toMatchObject({ organisation });
      }),
    );
  });

  it('is settled after one reading', () => {
    const organisation = read(office());
    expect(read(organisationToFile(organisation))).toEqual(organisation);
    expect(Object.keys(organisationToFile(organisation))).toEqual(['units', 'people', 'rota', 'absences']);
  });
});
