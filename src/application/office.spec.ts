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
  const office = new Office(
    {
      change: (change) => {
        const made = change(kept);
        if (made) changes.push(made);
        if (made) kept = { ...kept, organisation: made.organisation };
        return Promise.resolve();
      },
    },
    'Europe/London',
  );
  const version = (part: 'people' | 'units' | 'rota' | 'absences', id: string): string =>
    versionOf(kept.organisation[part].find((one) => one.id === id) ?? {});
  return { office, desk: new OfficeDesk(office), changes, version, organisation: () => kept.organisation };
}

const asker = { by: 'administrator', access: ALL_ACCESS };

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
