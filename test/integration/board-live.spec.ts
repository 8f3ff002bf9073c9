import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NOON_ZONE } from '../support/noon.js';
import { VISITED } from '../support/office.js';
import { follow, type Following, type StreamEvent } from '../support/event-stream.js';
import { startTestService, type TestService } from '../support/service.js';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** Boards that follow: each waits for the event itself. */

const { practitioner } = PHONES;
const NOON = { TIME_ZONE: NOON_ZONE };

let told: Story;
const others: TestService[] = [];
const open: Following[] = [];

beforeEach(async () => {
  told = await story({ environment: NOON });
}, 60_000);
afterEach(async () => {
  for (const following of open.splice(0)) following.close();
  for (const service of others.splice(0)) await service.stop();
  await told?.end();
});

const following = async (
  person: string,
  {
    path = '/board/events',
    at = told.service.url,
    lastEventId,
  }: { path?: string; at?: string; lastEventId?: string } = {},
): Promise<Following> => {
  const stream = await follow(at + path, { person, lastEventId });
  open.push(stream);
  return stream;
};
/** Has the screen as it is now, and waits for what changes. */
const ready = async (person: string, given: { path?: string; at?: string } = {}): Promise<Following> => {
  const stream = await following(person, given);
  expect((await stream.first()).event).toBe('whole');
  return stream;
};
const beside = async (role: 'web' | 'all'): Promise<{ service: TestService; url: string }> => {
  const service = await startTestService({ beside: told.service, environment: { ...NOON, ROLE: role } });
  others.push(service);
  return { service, url: `http://127.0.0.1:${service.settings.port}` };
};
const texts = (from: string, body: string): Promise<void> => told.service.phone(from).texts(body);
const htmlOf = ({ data }: StreamEvent): string =>
  [...data.blocks, ...data.lists.flatMap(({ put }) => put)].map(({ html }) => html).join('');
const visitOf = async (person: string, from: number, to: number): Promise<string> => {
  const now = await told.service.now();
  const { body } = await told.service.api('POST', '/api/v1/visits', {
    attendees: [person],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: new Date(now + from).toISOString(),
    plannedEnd: new Date(now + to).toISOString(),
  });
  return body.id;
};

describe('A board that is open', () => {
  it('8.3.1: shows an arrival when the text comes in', async () => {
    const board = await ready('manager-1');
    await texts(practitioner, 'ARRIVED 45');
    const change = await board.next();
    expect(change.event).toBe('change');
    expect(htmlOf(change)).toMatch(/Practitioner One.*In progress.*Out by/s);
    expect(htmlOf(change)).not.toMatch(/Example|ZZ1/);
  });

  it('8.4.2: shows an alarm when it is raised, with its incident', async () => {
    await texts(practitioner, 'ARRIVED 45');
    const board = await ready('manager-1');
    await told.service.advance(UNTIL_OVERDUE);
    let html = '';
    while (!html.includes('1 visit needs someone now')) html = htmlOf(await board.next());
    expect(html).toContain(`/incidents/${(await told.incident()).id}`);
  });

  it('is told of a change that another process wrote', async () => {
    const { url } = await beside('web');
    const board = await ready('manager-1', { at: url });
    await texts(practitioner, 'ARRIVED 45');
    expect(htmlOf(await board.next())).toContain('In progress');
  });

  it('of somebody whom it does not concern is told nothing', async () => {
    const theirs = await ready('practitioner-3');
    const board = await ready('manager-1');
    await texts(practitioner, 'ARRIVED 45');
    await board.next();
    const own = await visitOf('practitioner-3', 30 * MINUTE, 60 * MINUTE);
    const change = await theirs.next();
    expect(htmlOf(change)).toContain(own);
    expect(htmlOf(change)).not.toContain('Practitioner One');
  });

  it('of one unit is told of an alarm in another one that this person answers for, without whose it is', async () => {
    await texts(practitioner, 'ARRIVED 45');
    const board = await ready('contact-1', { path: '/board/events?unit=team-2' });
    await told.service.advance(UNTIL_OVERDUE);
    const html = htmlOf(await board.next());
    expect(html).toContain('Outside Team Two: 1 visit needs someone now');
    expect(html).not.toContain('Practitioner One');
  });

  it('8.3.6: of somebody on the visit is told nothing of an alert code, not even that something happened (P8)', async () => {
    await texts(practitioner, 'ARRIVED 45');
    const theirs = await following('practitioner-1');
    const before = await theirs.first();
    const board = await ready('manager-1');
    await told.service.api('POST', `/api/v1/visits/${told.visitId}/alert-code`, { by: 'contact-1' });
    expect(htmlOf(await board.next())).toContain('Alert code');
    await texts(PHONES.manager, `${(await told.incident()).reference} ACK`);
    const own = await visitOf('practitioner-1', 50 * MINUTE, 90 * MINUTE);
    const change = await theirs.next();
    expect(change.data.from).toBe(before.id);
    expect(change.data.lists).toMatchObject([{ list: 'board-coming', put: [{ id: own }] }]);
    expect(change.data.blocks).toEqual([]);
  });
});

describe('A board that has lost its connection', () => {
  it('goes on where it was: nothing is sent again when nothing has changed', async () => {
    const whole = await (await following('manager-1')).first();
    const again = await following('manager-1', { lastEventId: whole.id! });
    expect((await again.first()).event).toBe('beat');
  });

  it('has what it missed, from another process too', async () => {
    const before = await following('manager-1');
    const { id } = await before.first();
    before.close();
    await texts(practitioner, 'ARRIVED 45');
    const { url } = await beside('web');
    const again = await following('manager-1', { at: url, lastEventId: id! });
    expect(await again.first()).toMatchObject({
      event: 'whole',
      data: { html: expect.stringContaining('In progress') },
    });
  });

  it('asks for the part instead, and is not sent what it has', async () => {
    const headers = { cookie: 'person=manager-1' };
    const part = await fetch(`${told.service.url}/board`, { headers });
    const etag = part.headers.get('etag')!;
    const whole = await (await following('manager-1')).first();
    expect(etag).toBe(`"${whole.id}"`);
    const again = await fetch(`${told.service.url}/board`, { headers: { ...headers, 'if-none-match': etag } });
    expect(again.status).toBe(304);
    await texts(practitioner, 'ARRIVED 45');
    const later = await fetch(`${told.service.url}/board`, { headers: { ...headers, 'if-none-match': etag } });
    expect(later.status).toBe(200);
  });

  it('is let go at once when the process ends', async () => {
    const { service, url } = await beside('web');
    const board = await ready('manager-1', { at: url });
    const [stopped] = [service.stop(), others.splice(0)];
    await board.ended();
    await stopped;
  });
});

describe('The stream', () => {
  it('is not kept by anybody on the way, and says when to come again', async () => {
    const { status, headers } = await following('manager-1');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not for those who may not see visits', async () => {
    const { body } = await told.service.api('GET', '/api/v1/organisation');
    const administrator = { id: 'admin-1', name: 'Admin One', unit: 'team-1', roles: ['administrator'] };
    await told.service.api('PUT', '/api/v1/organisation', { ...body, people: [...body.people, administrator] });
    expect((await following('admin-1')).status).toBe(403);
    expect((await following('admin-1', { path: '/wall/part/events' })).status).toBe(200);
  });

  it('of a seventh page of one person takes the place of the first, which is told so', async () => {
    const first = await ready('manager-1');
    for (let more = 0; more < 6; more += 1) await ready('manager-1');
    expect((await first.next()).event).toBe('enough');
    await first.ended();
  });

  it('takes a strange version, and a strange filter, for none', async () => {
    const path = `/board/events?since[]=x&unit[]=team-1&status=__proto__`;
    expect((await (await following('manager-1', { path })).first()).event).toBe('whole');
  });
});

describe('The wall', () => {
  it('shows first names and references, and no surname, number or visited person', async () => {
    await texts(practitioner, 'ARRIVED 45');
    await told.service.advance(UNTIL_OVERDUE);
    const response = await fetch(`${told.service.url}/wall`, { headers: { cookie: 'person=manager-1' } });
    const html = await response.text();
    const shown = html.slice(html.indexOf('<main'));
    expect(shown).toMatch(/1 visit needs someone now.*Practitioner<\/b> <span>\w{4}.*Overdue.*OVERDUE by/s);
    expect(shown).not.toMatch(/Practitioner One|Contact One|07700|Example|ZZ1|X123456/);
  });

  it('8.3.6: does not say to the room which alarm it is, and says not to ring', async () => {
    await texts(practitioner, 'ARRIVED 45');
    const wall = await ready('manager-2', { path: '/wall/part/events' });
    await texts(practitioner, 'SOS');
    const html = htmlOf(await wall.next());
    expect(html).toMatch(/Help needed.*Do not ring them/s);
    expect(html).not.toMatch(/SOS|Alert code/);
  });
});

describe('Five hundred visits', () => {
  it('are less than 300 KB, many of them overdue', async () => {
    await texts(practitioner, 'ARRIVED 45');
    await told.service.query(
      `WITH more AS (
         SELECT gen_random_uuid() AS id, 'Z' || number AS reference, number FROM generate_series(1000, 1498) number),
       added AS (
         INSERT INTO visit (id, reference, unit, kind, status, planned_start, planned_end, expected_end, state, updated_at)
           SELECT more.id, more.reference, unit, kind, status, planned_start, planned_end, expected_end,
                  state || jsonb_build_object('id', more.id, 'reference', more.reference), updated_at
             FROM visit, more WHERE visit.id = $1)
       INSERT INTO attendee (visit_id, person) SELECT id, 'practitioner-1' FROM more`,
      [told.visitId],
    );
    // A quarter of them are alarms: as their states say, which is what the board reads.
    await told.service.query(
      `UPDATE visit SET status = 'overdue', state = state || jsonb_build_object('status', 'overdue', 'incidents', jsonb_build_array(
         jsonb_build_object('id', id, 'reference', '4821', 'kind', 'overdue', 'status', 'open', 'subjects', '[]'::jsonb)))
       WHERE reference < 'Z1125' AND reference LIKE 'Z%'`,
    );
    const response = await fetch(`${told.service.url}/`, { headers: { cookie: 'person=manager-1' } });
    const html = await response.text();
    expect(html.match(/<tr id=/g)).toHaveLength(500);
    expect(html).toContain('125 visits need someone now');
    expect(Buffer.byteLength(html)).toBeLessThan(300_000);
  });
});
