import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directoryOf } from '../../domain/organisation/directory-of.js';
import { ROLES, UNIT_KINDS, WEEKDAYS, type Organisation } from '../../domain/organisation/organisation.js';
import { HOUR } from '../../domain/time/instant.js';
import { faultsOf, office, officeWith, type Place, read } from './office-to-spoil.js';
import { EXAMPLE } from './organisation-example.js';
import { organisationToFile, readOrganisationJson, readOrganisationYaml } from './organisation-file.js';

const OFFICE_YAML = readFileSync(new URL('../../../examples/office.yaml', import.meta.url), 'utf8');

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
      silentOnCodes: new Set(),
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
    const optional: Place[] = [
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
