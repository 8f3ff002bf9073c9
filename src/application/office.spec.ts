import { describe, expect, it } from '@jest/globals';
import type { Organisation } from '../domain/organisation/organisation.js';
import { ALL_ACCESS } from '../domain/permission/access.js';
import { Office } from './office.js';
import { ChangedMeanwhile, OfficeDesk } from './office-desk.js';
import { readOrganisationJson } from './organisation/organisation-file.js';
import { versionOf } from './organisation/version.js';
import type { KeptOffice, OfficeChange } from './ports/offices.js';

/** The office that is kept in memory, as far as the rules of its change see it. */

const FILE = {
  units: [
    { id: 'pdu', name: 'PDU', kind: 'pdu' },
    { id: 'team', name: 'Team', kind: 'team', parent: 'pdu' },
    { id: 'empty', name: 'Empty', kind: 'team', parent: 'pdu' },
  ],
  people: [
    { id: 'worker', name: 'Worker', unit: 'team', roles: ['practitioner'], lineManager: 'manager' },
    { id: 'manager', name: 'Manager', unit: 'team', roles: ['manager'] },
    { id: 'contact', name: 'Contact', unit: 'team', roles: ['contact'] },
    { id: 'leaver', name: 'Leaver', unit: 'team', roles: ['contact'] },
  ],
  rota: [{ unit: 'team', contacts: ['contact'], days: ['mon'], from: '09:00', to: '17:00' }],
  absences: [{ person: 'leaver', from: '2026-12-24T09:00Z', to: '2026-12-28T09:00Z', reason: 'leave' }],
};

function anOffice(going: Partial<KeptOffice> = {}) {
  const reading = readOrganisationJson(FILE);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  const named = <T>(list: readonly T[], what: string) => list.map((one, index) => ({ ...one, id: `${what}-${index}` }));
  const { organisation: read } = reading;
  const organisation: Organisation = {
    ...read,
    rota: named(read.rota, 'shift'),
    absences: named(read.absences, 'absence'),
  };
  const nothing = { pinHashes: new Map(), onVisits: new Map(), unitsWithVisits: new Map(), alerted: new Set<string>() };
  let kept: KeptOffice = { organisation, now: Date.UTC(2026, 11, 1), ...nothing, ...going };
  const changes: OfficeChange[] = [];
  const waitedFor: boolean[] = [];
  const office = new Office(
    {
      change: async (change) => {
        const making = change(kept);
        waitedFor.push(making instanceof Promise);
        const made = await making;
        if (made) changes.push(made);
        if (made)
          kept = { ...kept, organisation: made.organisation, pinHashes: new Map([...kept.pinHashes, ...made.pins]) };
      },
      pinHashes: () => Promise.resolve(kept.pinHashes),
    },
    'Europe/London',
  );
  const version = (part: 'people' | 'units' | 'rota' | 'absences', id: string): string =>
    versionOf(kept.organisation[part].find((one) => one.id === id) ?? {});
  return { office, desk: new OfficeDesk(office), changes, waitedFor, version, organisation: () => kept.organisation };
}

const asker = { by: 'administrator', access: ALL_ACCESS };

it('The worked example furnishes an empty office alone: who was entered meanwhile stays', async () => {
  const yaml = `units: [{ id: other, name: Other, kind: team }]
people: [{ id: one, name: One, unit: other, roles: [contact] }]`;
  const { office, changes } = anOffice();
  await office.furnish(yaml, 'allswell');
  expect(changes).toEqual([]);
  const empty = anOffice({ organisation: { units: [], people: [], rota: [], absences: [] } });
  await empty.office.furnish(yaml, 'allswell');
  expect(empty.organisation().people.map(({ id }) => id)).toEqual(['one']);
});

describe('The alert codes of a unit', () => {
  const [pdu, ...others] = FILE.units;
  const withCodes = { ...FILE, units: [{ ...pdu, alertPhrases: ['water the fern'] }, ...others] };
  const codes = ({ organisation }: ReturnType<typeof anOffice>) => organisation().units[0]?.alertPhrases;

  it('stay where a file says nothing of them, and where the unit is changed by somebody who is not told them', async () => {
    const all = anOffice();
    await all.office.importJson(withCodes, 'importer');
    expect((await all.office.importJson(FILE, 'importer')).changed).toBe(false);
    await all.office.edit((file) => ({ ...file, units: [{ ...pdu, name: 'The PDU' }, ...file.units.slice(1)] }), 'x');
    expect([codes(all), all.organisation().units[0]?.name]).toEqual([['water the fern'], 'The PDU']);
  });

  it.each([[[]], [null]])('are taken away by %j', async (alertPhrases) => {
    const all = anOffice();
    await all.office.importJson(withCodes, 'importer');
    await all.office.importJson({ ...FILE, units: [{ ...pdu, alertPhrases }, ...others] }, 'importer');
    expect(codes(all)).toEqual([]);
  });
});

describe('departure PINs of a whole file', () => {
  const withPins = (pins: Readonly<Record<string, string>>) => ({
    ...FILE,
    people: FILE.people.map((person) => ({ ...person, ...(pins[person.id] ? { pin: pins[person.id] } : {}) })),
  });

  it('are worked out before the office is locked: those of hundreds of people take longer than a lock may be held', async () => {
    const { office, waitedFor, changes } = anOffice();
    await office.importJson(withPins({ worker: '4071', leaver: '8812' }), 'import');
    expect([...(changes[0]?.pins.keys() ?? [])]).toEqual(['worker', 'leaver']);
    expect(waitedFor).toEqual([false]);
  });

  it('that are held already change nothing; another is set, and told of by name alone', async () => {
    const { office, changes } = anOffice();
    await office.importJson(withPins({ worker: '4071', leaver: '8812' }), 'import');
    expect(await office.importJson(withPins({ worker: '4071', leaver: '8812' }), 'import')).toMatchObject({
      changed: false,
    });
    await office.importJson(withPins({ worker: '4071', leaver: '8813' }), 'import');
    expect(changes.at(-1)?.entries.map(({ text }) => text)).toEqual(['Departure PINs were set for leaver.']);
  });
});

describe('taking somebody or something out', () => {
  it('takes their absences with them, and writes each as an entry', async () => {
    const { desk, changes, version, organisation } = anOffice();
    await desk.remove('people', 'leaver', version('people', 'leaver'), asker);
    expect(organisation().absences).toEqual([]);
    expect(changes[0]?.entries.map(({ text, by, data }) => [text, by, data['person']])).toEqual([
      ['Person leaver was taken out.', 'administrator', 'leaver'],
      ['Absence was taken out.', 'administrator', 'leaver'],
    ]);
  });

  it.each([
    ['people', 'manager', {}, 'others depend on it'],
    ['people', 'contact', {}, 'others depend on it'],
    ['people', 'leaver', { onVisits: new Map([['leaver', 'V7K2']]) }, 'others depend on it'],
    ['people', 'leaver', { alerted: new Set(['leaver']) }, 'something that is still going on'],
    ['units', 'team', {}, 'others depend on it'],
    ['units', 'pdu', {}, 'others depend on it'],
    ['units', 'empty', { unitsWithVisits: new Map([['empty', 'V7K2']]) }, 'others depend on it'],
  ] as const)('%s, %s: not while it is needed', async (part, id, going, says) => {
    const { desk, changes, version } = anOffice(going);
    await expect(desk.remove(part, id, version(part, id), asker)).rejects.toThrow(says);
    expect(changes).toEqual([]);
  });

  it.each([
    ['somebody on a visit', { onVisits: new Map([['leaver', 'V7K2']]) }, /is on visit V7K2/],
    [
      'somebody who was alerted to what is open; to what is not said (P8)',
      { alerted: new Set(['leaver']) },
      /still going on/,
    ],
    [
      'a unit with a watched visit',
      { unitsWithVisits: new Map([['empty', 'V7K2']]) },
      /visit V7K2 of it is still watched/,
    ],
  ])('a file that leaves out %s is refused whole', async (_, going, says) => {
    const { office, changes } = anOffice(going);
    const { people, units, absences: _theirs, ...rest } = FILE;
    const less = {
      ...rest,
      people: people.filter(({ id }) => id !== 'leaver'),
      units: units.filter(({ id }) => id !== 'empty'),
    };
    await expect(office.importJson(less, 'import')).rejects.toMatchObject({
      kind: 'conflict',
      faults: [{ message: expect.stringMatching(says) }],
    });
    expect(changes).toEqual([]);
  });
});

describe('a shift on a date', () => {
  const ADDED = { unit: 'team', contacts: ['leaver'], date: '2026-12-04', from: '18:00', to: '08:00' };
  const later = (days: number) => ({ now: Date.UTC(2026, 11, 1) + days * 24 * 3_600_000 });

  it('is given to others in one go: struck out, taken on, and an entry with before and after', async () => {
    const { desk, changes, version, organisation } = anOffice();
    await desk.give('shift-0', version('rota', 'shift-0'), '2026-12-07', ['leaver'], asker);
    expect(organisation().rota).toMatchObject([
      { id: 'shift-0', contacts: ['contact'], except: ['2026-12-07'] },
      { contacts: ['leaver'], date: '2026-12-07', from: '09:00', to: '17:00' },
    ]);
    expect(changes).toHaveLength(1);
    expect(changes[0]?.entries.map(({ text, by }) => [text, by])).toEqual([
      ['Rota shift of 2026-12-07 was given to others.', 'administrator'],
      ['Rota shift was changed.', 'administrator'],
      ['Rota shift was added.', 'administrator'],
    ]);
    const { before, after } = changes[0]!.entries[0]!.data;
    expect([before, after].map((one) => (JSON.parse(String(one)) as { contacts: string[] }).contacts)).toEqual([
      ['contact'],
      ['leaver'],
    ]);
  });

  it('given twice is given once: the later of two is told', async () => {
    const { desk, version, organisation } = anOffice();
    const seen = version('rota', 'shift-0');
    await desk.give('shift-0', seen, '2026-12-07', ['leaver'], asker);
    await expect(desk.give('shift-0', seen, '2026-12-07', ['manager'], asker)).rejects.toThrow(ChangedMeanwhile);
    const now = version('rota', 'shift-0');
    await expect(desk.give('shift-0', now, '2026-12-07', ['manager'], asker)).rejects.toThrow('struck out on that');
    expect(organisation().rota).toHaveLength(2);
  });

  it.each([
    ['2026-12-08', 'does not begin on that date'],
    ['nonsense', 'does not begin on that date'],
    ['2026-11-30', 'Nothing was changed'],
  ])('is not struck out, nor given to others, on %s', async (date, says) => {
    const { desk, changes, version } = anOffice();
    const seen = version('rota', 'shift-0');
    await expect(desk.strikeOut('shift-0', seen, date, asker)).rejects.toThrow(says);
    await expect(desk.give('shift-0', seen, date, ['leaver'], asker)).rejects.toThrow(says);
    expect(changes).toEqual([]);
  });

  it('struck out and put back is as it was, and both are in the record', async () => {
    const { desk, changes, version, organisation } = anOffice();
    const before = organisation().rota;
    await desk.strikeOut('shift-0', version('rota', 'shift-0'), '2026-12-07', asker);
    await desk.putBack('shift-0', version('rota', 'shift-0'), '2026-12-07', asker);
    expect(organisation().rota).toEqual(before);
    expect(changes.map(({ entries }) => entries.length)).toEqual([1, 1]);
  });

  it('that nobody is known for is refused, whole, and tells the contact’s field', async () => {
    const { desk, changes, version } = anOffice();
    const given = desk.give('shift-0', version('rota', 'shift-0'), '2026-12-07', ['ghost'], asker);
    await expect(given).rejects.toMatchObject({ faults: [{ field: 'contacts[0]' }] });
    expect(changes).toEqual([]);
  });

  it('in the past is refused with a plain word; one that is still on is not, nor is what is entered already', async () => {
    const { desk } = anOffice(later(4));
    // 08:00 on 5 December is its end, and it is midnight.
    await desk.add('rota', ADDED, asker);
    const past = { ...ADDED, date: '2026-12-03' };
    await expect(desk.add('rota', past, asker)).rejects.toMatchObject({
      faults: [{ field: 'date', message: expect.stringContaining('in the past') }],
    });
    const { office, changes } = anOffice(later(9));
    const file = { ...FILE, rota: [...FILE.rota, ADDED] };
    expect(await office.importJson(file, 'import')).toMatchObject({
      changed: true,
      warnings: expect.arrayContaining([expect.objectContaining({ path: 'rota[1].date' })]),
    });
    await office.edit((kept) => ({ ...kept, absences: [] }), 'administrator');
    expect(changes).toHaveLength(2);
  });

  it('in the past is told with its line, where a file has lines', async () => {
    const { office } = anOffice(later(9));
    const yaml = JSON.stringify({ ...FILE, rota: [...FILE.rota, ADDED] }, null, 2);
    const line = yaml.split('\n').findIndex((one) => one.includes(`"date": "${ADDED.date}"`)) + 1;
    expect((await office.importYaml(yaml, 'import')).warnings).toContainEqual(
      expect.objectContaining({ path: 'rota[1].date', line }),
    );
  });

  it('has nobody put on duty after the event', async () => {
    const shift = { ...ADDED, id: 'friday', contacts: ['contact'] };
    const organisation = { ...anOffice().organisation(), rota: [shift] };
    const { desk, version } = anOffice({ ...later(9), organisation });
    const late = desk.change('rota', 'friday', version('rota', 'friday'), { ...shift, contacts: ['leaver'] }, asker);
    await expect(late).rejects.toMatchObject({ faults: [{ field: 'date' }] });
  });

  it('that is over goes with whoever leaves; one that is to come holds them up', async () => {
    const over = anOffice(later(9));
    await over.office.importJson({ ...FILE, rota: [...FILE.rota, ADDED] }, 'import');
    await over.desk.remove('people', 'leaver', over.version('people', 'leaver'), asker);
    expect(over.organisation().rota).toHaveLength(1);
    const coming = anOffice();
    await coming.desk.add('rota', ADDED, asker);
    const held = coming.desk.remove('people', 'leaver', coming.version('people', 'leaver'), asker);
    await expect(held).rejects.toThrow('others depend on it');
  });

  it('is forgotten a quarter later, with the next change, and the record says who did that', async () => {
    const { office, desk, changes, organisation } = anOffice(later(120));
    await office.importJson({ ...FILE, rota: [...FILE.rota, ADDED] }, 'import');
    expect(organisation().rota).toHaveLength(1);
    const old = anOffice({
      ...later(120),
      organisation: { ...organisation(), rota: [...organisation().rota, { ...ADDED, id: 'old' }] },
    });
    await old.office.importJson(FILE, 'import');
    expect(old.changes).toEqual([]);
    await old.desk.add('rota', { ...ADDED, date: '2027-06-04' }, asker);
    expect(old.changes[0]?.entries.map(({ text, by }) => `${by}: ${text}`)).toEqual([
      'allswell: Rota shift was taken out.',
      'administrator: Rota shift was added.',
    ]);
    expect([changes, desk]).toHaveLength(2);
  });
});

describe('changing something', () => {
  it('is refused when somebody else has changed it since, and leaves what they made of it', async () => {
    const { desk, version, organisation } = anOffice();
    const [shift] = organisation().rota;
    const seen = version('rota', 'shift-0');
    await desk.change('rota', 'shift-0', seen, { ...shift, from: '08:00' }, asker);
    const late = desk.change('rota', 'shift-0', seen, { ...shift, to: '18:00' }, asker);
    await expect(late).rejects.toThrow(ChangedMeanwhile);
    expect(organisation().rota).toMatchObject([{ id: 'shift-0', from: '08:00', to: '17:00' }]);
  });

  it('is an entry with before and after, and whom or what it concerns', async () => {
    const { desk, changes, version, organisation } = anOffice();
    const { id: _id, ...shift } = organisation().rota[0]!;
    await desk.change('rota', 'shift-0', version('rota', 'shift-0'), { ...shift, to: '18:00' }, asker);
    expect(changes[0]?.entries).toMatchObject([
      {
        text: 'Rota shift was changed.',
        data: { unit: 'team', before: JSON.stringify(shift), after: JSON.stringify({ ...shift, to: '18:00' }) },
      },
    ]);
  });

  it('the same file again changes nothing, whatever the ids of its shifts are here', async () => {
    const { office, changes } = anOffice();
    expect(await office.importJson(FILE, 'import')).toMatchObject({ changed: false });
    expect(changes).toEqual([]);
  });

  it('a fault is told of the field of the item', async () => {
    const { desk } = anOffice();
    const person = { id: 'new', name: 'New', unit: 'team', roles: ['contact'], mobile: '999' };
    await expect(desk.add('people', person, asker)).rejects.toMatchObject({ faults: [{ field: 'mobile' }] });
  });

  it.each([
    ['rota', FILE.rota[0]!],
    ['absences', { ...FILE.absences[0]!, from: '2026-12-24T09:00:00.000Z', to: '2026-12-28T09:00:00.000Z' }],
    ['people', FILE.people[0]!],
  ] as const)('the same of %s is not added twice', async (part, item) => {
    const { desk, changes } = anOffice();
    await expect(desk.add(part, item, asker)).rejects.toThrow('It was not added.');
    expect(changes).toEqual([]);
  });
});
