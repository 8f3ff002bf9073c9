import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { iso, MINUTE, SECOND } from '../../src/domain/time/instant.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** The figures, through the page's door: an afternoon of known visits and alarms. */

const WITH_A_SECOND_TEAM = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    { id: 'manager-3', name: 'Manager Three', mobile: '+447700900109', unit: 'team-2', roles: ['manager'] },
    { id: 'admin-1', name: 'Admin One', mobile: '+447700900111', unit: 'region-1', roles: ['administrator'] },
  ],
};
const SECOND_PHONE = '+447700900106';
const THIRD_PHONE = '+447700900107';

let service: TestService;

const plan = async (person: string, given: object = {}): Promise<{ id: string; reference: string }> => {
  const now = await service.now();
  const { status, body } = await service.api('POST', '/api/v1/visits', {
    attendees: [person],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: iso(now + SECOND),
    plannedEnd: iso(now + MINUTE),
    ...given,
  });
  expect(status).toBe(201);
  return body;
};
const incidentOf = async (visit: string): Promise<string> =>
  (await service.api('GET', `/api/v1/incidents?visitId=${visit}`)).body.items[0].id;
const report = async (id: string, body: object): Promise<void> => {
  expect((await service.api('POST', `/api/v1/incidents/${id}/reports`, body)).status).toBe(200);
};

beforeAll(async () => {
  service = await startTestService({ office: WITH_A_SECOND_TEAM, environment: { TIME_ZONE: NOON_ZONE } });

  // On time, in and out.
  await plan('practitioner-1');
  await service.advance(2 * SECOND);
  await service.phone(PHONES.practitioner).texts('ARRIVED 5');
  await service.phone(PHONES.practitioner).texts('LEFT');

  // Overdue; the contact answers after one minute, and finds them safe a minute later.
  const second = await plan('practitioner-2');
  await service.advance(2 * SECOND);
  await service.phone(SECOND_PHONE).texts('ARRIVED 1');
  await service.advance(11 * MINUTE);
  const overdue = await incidentOf(second.id);
  await service.advance(MINUTE);
  await report(overdue, { by: 'contact-1', kind: 'ack' });
  await service.advance(MINUTE);
  await report(overdue, { by: 'contact-1', kind: 'safe' });

  // In the other team: overdue, the contact does not answer, and LEFT comes when the manager has been asked.
  await plan('practitioner-3');
  await service.advance(2 * SECOND);
  await service.phone(THIRD_PHONE).texts('ARRIVED 1');
  await service.advance(11 * MINUTE + 4 * MINUTE);
  await service.phone(THIRD_PHONE).texts('LEFT');

  // What is not counted: a cancelled visit, a home-safe check, a drill, and tomorrow.
  const cancelled = await plan('practitioner-1');
  await service.api('POST', `/api/v1/visits/${cancelled.id}/cancel`, { reason: 'Moved' });
  const { body: drill } = await service.api('POST', '/api/v1/drills', {
    unit: 'team-1',
    kind: 'overdue',
    practitioner: 'practitioner-1',
    by: 'manager-1',
  });
  await report(drill.incidentId, { by: 'manager-1', kind: 'safe' });
  await plan('practitioner-1', {
    plannedStart: iso((await service.now()) + 24 * 60 * MINUTE),
    plannedEnd: iso((await service.now()) + 25 * 60 * MINUTE),
  });

  // An alert code, still open.
  await plan('practitioner-2', { plannedEnd: iso((await service.now()) + 45 * MINUTE) });
  await service.advance(2 * SECOND);
  await service.phone(SECOND_PHONE).texts('ARRIVED 45');
  await service.phone(SECOND_PHONE).texts('Please cancel my next appointment');
}, 120_000);
afterAll(() => service?.stop());

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(service);
  await visitor.actAs(person);
  return visitor;
};
const rows = async (person: string, query = ''): Promise<Record<string, string>[]> => {
  const { html, headers } = await (await as(person)).get(`/figures/export.csv${query}`);
  expect(headers.get('content-type')).toContain('text/csv');
  return parse<Record<string, string>>(html, { columns: true, bom: true });
};
const whole = async (person: string, query = ''): Promise<Record<string, string>> =>
  (await rows(person, query)).find(({ Month, Unit }) => Month === 'All' && Unit === 'All') ?? {};

describe('the figures', () => {
  it('count each thing as they say, and no drill, cancelled visit or visit to come', async () => {
    expect(await whole('head-1')).toMatchObject({
      Visits: '4',
      'Departures due': '3',
      'Departures on time': '1',
      Incidents: '3',
      Overdue: '2',
      'Overdue: Found safe by a responder': '1',
      'Overdue: Had left, and said so after the alarm': '1',
      'Overdue: The police were told': '0',
      'False alarms': '2',
    });
  });

  it('take the times from the moment the alarm was due, in seconds, of those that a responder answered', async () => {
    const figures = await whole('head-1', '?unit=team-1');
    expect(figures).toMatchObject({ 'First answers': '1', 'Stand-downs': '1' });
    // The clock of the tests goes on by itself as well: a minute and a little, two and a little.
    const minutes = (column: string): number => Math.floor(Number(figures[column]) / 60);
    expect(minutes('Seconds to first answer, median')).toBe(1);
    expect(minutes('Seconds to stand-down, nine in ten')).toBe(2);
    expect(await whole('head-1', '?unit=team-2')).toMatchObject({
      'First answers': '0',
      'Seconds to first answer, median': '',
    });
  });

  it('count who was asked and let their time run out, and the steps that were reached', async () => {
    expect(await whole('head-1', '?unit=team-2')).toMatchObject({
      'People asked': '2',
      'People who did not answer': '1',
      'Reached: Nominated contact rings the practitioner': '1',
      'Reached: Line manager': '1',
      'Reached: A manager rings the police': '0',
    });
  });

  it('count an arrival as on time once the question about it is due', async () => {
    expect(await whole('head-1', '?unit=team-1')).toMatchObject({ 'Arrivals due': '2', 'Arrivals on time': '2' });
  });

  it('are the same on the page, as a plot with its words, and as a table', async () => {
    const { html, text, status } = await (await as('head-1')).get('/figures');
    expect(status).toBe(200);
    expect(text).toContain('1 of 3 (33%)');
    expect(html).toMatch(/<svg[^>]* role="img" aria-labelledby="plot-causes-title plot-causes-said">/);
    expect(html).toMatch(/<desc id="plot-causes-said">Had left, and said so after the alarm: 1\./);
    expect(html).toContain('href="/figures" aria-current');
    expect(html).not.toMatch(/Example Name|X123456| style="/);
    expect(html.replaceAll(/<select[\s\S]*?<\/select>/g, '')).not.toContain('Practitioner');
  });

  it('are of the unit and the months in the address', async () => {
    const visitor = await as('head-1');
    expect((await visitor.get('/figures?unit=team-2')).text).toContain('Team Two and below');
    expect((await visitor.get('/figures?from=1/2020&to=3/2020')).text).toContain('no visit and no incident');
    expect(await rows('head-1', '?from=1/2020&to=3/2020')).toHaveLength(4);
  });

  it.each([
    ['?from=13/2026', 'From must be a month, such as 6/2026'],
    ['?from=6/2026&to=5/2026', 'To must be the same month as from, or later'],
    ['?from=1/2000&to=1/2026', 'From must be at the most 36 months before to'],
    ['?unit=nowhere', 'Unit must be one of those in the list'],
    ['?unit[]=x&to=%00x', 'To must be a month'],
  ])('%s: say what is wrong, and show the rest', async (query, text) => {
    const page = await (await as('head-1')).get(`/figures${query}`);
    expect([page.status, page.text]).toEqual([422, expect.stringContaining(text)]);
    expect(page.html).toContain('By unit');
    expect((await (await as('head-1')).get(`/figures/export.csv${query}`)).status).toBe(422);
  });

  it('show a manager of another unit theirs, and nothing else', async () => {
    expect(await whole('manager-3')).toMatchObject({ Visits: '1', Incidents: '1' });
    expect((await rows('manager-3')).map(({ Unit }) => Unit)).not.toContain('Team One');
    expect((await (await as('manager-3')).get('/figures?unit=team-1')).html).not.toContain('Team One');
  });

  it('P8: do not give an alert code away to whoever is on the visit', async () => {
    const office = {
      ...WITH_A_SECOND_TEAM,
      people: WITH_A_SECOND_TEAM.people.map((one) =>
        one.id === 'practitioner-2' ? { ...one, roles: ['practitioner', 'manager'] } : one,
      ),
    };
    expect((await service.api('PUT', '/api/v1/organisation', office)).status).toBe(200);
    expect(await whole('manager-1', '?unit=team-1')).toMatchObject({ Incidents: '2' });
    expect(await whole('practitioner-2', '?unit=team-1')).toMatchObject({ Incidents: '1' });
  });

  it('are for those who answer for a unit, and named in the navigation for them alone', async () => {
    for (const person of ['practitioner-1', 'contact-1']) {
      const visitor = await as(person);
      expect((await visitor.get('/figures')).status).toBe(403);
      expect((await visitor.get('/figures/export.csv')).status).toBe(403);
      expect((await visitor.get('/')).html).not.toContain('href="/figures"');
    }
    const office = new Visitor(service);
    await office.get('/');
    const shown = await office.send('/demonstration/sign-in', { person: 'admin-1', back: '/figures' });
    expect([shown.path, shown.status]).toEqual(['/figures', 200]);
  });
});
