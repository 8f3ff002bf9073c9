import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { iso, MINUTE } from '../../src/domain/time/instant.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import { incidentOf, overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** The incident log, through the door that a browser without JavaScript has: an afternoon in two teams. */

const WITH_A_SECOND_TEAM = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    { id: 'manager-3', name: 'Manager Three', mobile: '+447700900109', unit: 'team-2', roles: ['manager'] },
  ],
};
const SECOND = '+447700900106';
const THIRD = '+447700900107';

let service: TestService;
/** Their references, by what became of them. */
let made: Record<'left' | 'police' | 'stayed' | 'safe' | 'covert', { id: string; reference: string; visit: string }>;

const report = async (id: string, body: object): Promise<void> => {
  expect((await service.api('POST', `/api/v1/incidents/${id}/reports`, body)).status).toBe(200);
};

beforeAll(async () => {
  service = await startTestService({ office: WITH_A_SECOND_TEAM, environment: { TIME_ZONE: NOON_ZONE } });
  const left = await overdue(service, 'practitioner-1');
  await service.phone(PHONES.practitioner).texts('LEFT');
  const stayed = await overdue(service, 'practitioner-3');
  await report(stayed.id, { by: 'contact-1', kind: 'extend', minutes: 30 });
  await service.phone(THIRD).texts('LEFT');
  const safe = await overdue(service, 'practitioner-3');
  await report(safe.id, { by: 'contact-1', kind: 'safe', reason: '=HYPERLINK("http://evil.example")' });
  const police = await overdue(service, 'practitioner-2');
  await report(police.id, { by: 'manager-1', kind: 'police', policeReference: '+CAD 12', operator: 'PC Example' });
  await report(police.id, { by: 'manager-1', kind: 'safe' });
  const { body: drill } = await service.api('POST', '/api/v1/drills', {
    unit: 'team-1',
    kind: 'overdue',
    practitioner: 'practitioner-1',
    by: 'manager-1',
  });
  await report(drill.incidentId, { by: 'manager-1', kind: 'safe' });
  const now = await service.now();
  const { body: visit } = await service.api('POST', '/api/v1/visits', {
    attendees: ['practitioner-2'],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: iso(now + MINUTE),
    plannedEnd: iso(now + 45 * MINUTE),
  });
  await service.phone(SECOND).texts('ARRIVED 45');
  await service.phone(SECOND).texts('Please cancel my next appointment');
  made = { left, stayed, safe, police, covert: { ...(await incidentOf(service, visit.id)), visit: visit.reference } };
}, 120_000);
afterAll(() => service?.stop());

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(service);
  await visitor.actAs(person);
  return visitor;
};
/** The references on the page, in their order. */
const listed = (html: string): string[] =>
  [...html.matchAll(/href="\/incidents\/[0-9a-f-]{36}">(\d{4,})</g)].map(([, reference]) => reference!);
const shown = async (query: string, person = 'head-1'): Promise<string[]> =>
  listed((await (await as(person)).get(`/incidents${query}`)).html);
const refs = (...names: (keyof typeof made)[]): string[] => names.map((name) => made[name].reference);
const sorted = (all: readonly string[]): string[] => [...all].sort();

describe('the incident log', () => {
  it('is the newest first, with how long each lasted and the step that it reached', async () => {
    expect(await shown('?drills=without')).toEqual(refs('covert', 'police', 'safe', 'stayed', 'left'));
    const { text } = await (await as('head-1')).get('/incidents');
    expect(text).toContain('6 incidents');
    expect(text).toContain('Exercise: Overdue');
    expect(text).toMatch(/Senior leaders are told/);
  });

  it('is searched by the reference of an incident or a visit, or by a name', async () => {
    expect(await shown(`?search=${made.police.reference}`)).toEqual(refs('police'));
    expect(await shown(`?search=${made.stayed.visit.toLowerCase()}`)).toEqual(refs('stayed'));
    expect(await shown('?search=practitioner+THREE')).toEqual(refs('safe', 'stayed'));
    expect(await shown('?search=three+practitioner&status=open')).toEqual([]);
    expect(await shown('?search=cad-12')).toEqual(refs('police'));
    expect(await shown('?search=%25%25%25')).toEqual([]);
    expect(await shown('?search=%27%20OR%201=1%20--%00')).toEqual([]);
  });

  it.each([
    ['?unit=team-2', ['safe', 'stayed']],
    ['?unit=pdu-1&drills=without', ['covert', 'police', 'safe', 'stayed', 'left']],
    ['?person=practitioner-2', ['covert', 'police']],
    ['?kind=alert_code', ['covert']],
    ['?status=open', ['covert']],
    ['?outcome=left', ['left']],
    ['?outcome=stayed', ['stayed']],
    ['?outcome=found_safe', ['safe']],
    ['?outcome=police', ['police']],
    ['?step=senior_leaders', ['police']],
    ['?kind=overdue&unit=team-1&drills=without', ['police', 'left']],
    ['?from=1/1/2020&to=2/1/2020', []],
  ] as const)('is filtered by %s', async (query, expected) => {
    expect(await shown(query)).toEqual(refs(...expected));
  });

  it('counts a day to its end, and drills only when they are asked for', async () => {
    const today = new Date(await service.now()).toLocaleDateString('en-GB', { timeZone: NOON_ZONE });
    expect(await shown(`?drills=without&from=${today}&to=${today}`)).toHaveLength(5);
    expect(await shown('?drills=only')).toHaveLength(1);
    expect(await shown('')).toHaveLength(6);
  });

  it('is sorted by when it opened, how long it lasted, its kind, and the step', async () => {
    const all = refs('covert', 'police', 'safe', 'stayed', 'left');
    expect(await shown('?drills=without&sort=oldest')).toEqual([...all].reverse());
    expect((await shown('?drills=without&sort=gravest'))[0]).toBe(made.covert.reference);
    expect((await shown('?drills=without&sort=furthest'))[0]).toBe(made.police.reference);
    expect(sorted(await shown('?drills=without&sort=longest'))).toEqual(sorted(all));
    expect(sorted(await shown('?drills=without&sort=shortest'))).toEqual(sorted(all));
  });

  it('names what it could not take, leaves it out, and keeps the rest', async () => {
    const page = await (await as('head-1')).get('/incidents?from=31/2/2026&kind=late&unit=team-2');
    expect(page.status).toBe(422);
    expect(page.text).toContain('There is a problem');
    expect(page.text).toContain('Opened from must be a real date');
    expect(page.text).toContain('Kind must be one of those in the list');
    expect(page.html).toContain('href="#from"');
    expect(page.html).toContain('value="31/2/2026"');
    expect(listed(page.html)).toEqual(refs('safe', 'stayed'));
    const export_ = await (await as('head-1')).get('/incidents/export.csv?kind=late');
    expect(export_.path).toBe('/incidents?kind=late');
  });

  it('takes a filter that is given twice for none', async () => {
    expect(await shown('?kind=sos&kind=device&drills=without')).toHaveLength(5);
  });

  it('says so where nothing is like that, and where there is no such page', async () => {
    const visitor = await as('head-1');
    expect((await visitor.get('/incidents?kind=device')).text).toContain('No incident is like that.');
    expect((await visitor.get('/incidents?page=9')).text).toContain('There is no page 9: these incidents fill 1.');
  });

  it('shows a manager of another unit nothing of this one, whatever they ask for', async () => {
    expect(await shown('', 'manager-3')).toEqual(refs('safe', 'stayed'));
    for (const query of [`?search=${made.left.reference}`, '?search=Practitioner+One', '?outcome=police'])
      expect([query, await shown(query, 'manager-3')]).toEqual([query, []]);
    const page = await (await as('manager-3')).get('/incidents?unit=team-1');
    expect(page).toMatchObject({ status: 422, text: expect.stringContaining('Unit must be one of those in the list') });
    expect(page.text).toContain('2 incidents');
    expect(page.html).not.toContain('Team One');
  });

  it('P8: does not give an alert code away to whoever is on the visit, by row, by count or by search', async () => {
    const { html, text } = await (await as('practitioner-2')).get('/incidents');
    expect(listed(html)).toEqual(refs('police'));
    expect(text).toContain('1 incident');
    for (const query of ['?kind=alert_code', '?status=open', `?search=${made.covert.visit}`, '?sort=gravest&page=2'])
      expect([query, await shown(query, 'practitioner-2')]).toEqual([query, []]);
  });
});

describe('the log as a file', () => {
  const rows = async (query: string, person = 'head-1'): Promise<Record<string, string>[]> => {
    const { html, headers } = await (await as(person)).get(`/incidents/export.csv${query}`);
    expect(headers.get('content-type')).toContain('text/csv');
    return parse<Record<string, string>>(html, { columns: true, bom: true });
  };

  it('holds what the filters let through, and nobody who is visited', async () => {
    const found = await rows('?unit=team-2&page=7&sort=oldest');
    expect(found.map((row) => row['Reference'])).toEqual(refs('safe', 'stayed'));
    expect(found[1]).toMatchObject({ 'How it ended': 'Was there, and the visit went on', 'Ended by': 'Contact One' });
    expect(JSON.stringify(await rows(''))).not.toMatch(/Example Name|Example Street|X123456/);
  });

  it('runs nothing in the spreadsheet that opens it', async () => {
    const found = await rows('?drills=without');
    expect(found.map((row) => row['Outcome'])).toContain(`'=HYPERLINK("http://evil.example")`);
    expect(found.map((row) => row['Police reference'])).toContain(`'+CAD 12`);
    for (const row of found) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('goes past the end of a batch without losing or doubling one', async () => {
    await service.query(
      `INSERT INTO visit (id, reference, unit, kind, status, planned_start, planned_end, expected_end, state, updated_at)
         SELECT gen_random_uuid(), 'Z' || n, 'team-2', 'alone', 'concluded', old.at, old.at, old.at,
                jsonb_build_object('unit', 'team-2', 'attendees', '[]'::jsonb, 'n', n, 'reference', 'Z' || n), old.at
           FROM generate_series(1, 1200) n, (SELECT timestamptz '2021-01-01 11:30+00' AS at) old;
       INSERT INTO incident (id, reference, visit_id, kind, status, step, opened_at, closed_at, alerted)
         SELECT gen_random_uuid(), '77777', id, 'overdue', 'stood_down', 'police', planned_start, planned_start, '{}'
           FROM visit WHERE planned_start < '2022-01-01';
       UPDATE visit SET state = state || jsonb_build_object('incidents', jsonb_build_array(jsonb_build_object(
           'id', incident.id, 'reference', '77777', 'kind', 'overdue', 'status', 'stood_down', 'subjects', '[]'::jsonb,
           'step', 'police', 'openedAt', 0, 'closedAt', 0, 'police', '[]'::jsonb)))
         FROM incident WHERE incident.visit_id = visit.id AND incident.reference = '77777';`,
    );
    const found = await rows('?from=1/1/2021&to=1/1/2021');
    expect(found).toHaveLength(1200);
    expect(new Set(found.map((row) => row['Visit'])).size).toBe(1200);
  });

  it('is for those who may export, of what they may see', async () => {
    for (const person of ['practitioner-1', 'contact-1']) {
      expect((await (await as(person)).get('/incidents/export.csv')).status).toBe(403);
      expect((await (await as(person)).get('/incidents')).html).not.toContain('export.csv');
    }
    expect((await rows('?from=1/1/2022', 'manager-3')).map((row) => row['Reference'])).toEqual(refs('safe', 'stayed'));
  });
});
