import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { LiveBoards } from '../../src/web/board/live-boards.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, VISITED } from '../support/office.js';
import { follow, type Following, type StreamEvent } from '../support/event-stream.js';
import { startTestService, type TestService } from '../support/service.js';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** Boards that follow: each waits for the event itself. */

const { practitioner } = PHONES;
const NOON = { TIME_ZONE: NOON_ZONE };

const administrator = { id: 'admin-1', name: 'Admin One', unit: 'team-1', roles: ['administrator'] };

let told: Story;
let beside: TestService;
const open: Following[] = [];

const another = (): Promise<TestService> =>
  startTestService({ beside: told.service, environment: { ...NOON, ROLE: 'web' } });
const urlOf = ({ settings }: TestService): string => `http://127.0.0.1:${settings.port}`;

/** One day for the tests of one group, each of which goes on where the one before it ended. */
const aDay = (): void => {
  beforeAll(async () => {
    told = await story({ environment: NOON, office: { ...OFFICE, people: [...OFFICE.people, administrator] } });
    beside = await another();
  }, 60_000);
  afterEach(() => {
    for (const following of open.splice(0)) following.close();
  });
  afterAll(async () => {
    await beside?.stop();
    await told?.end();
  });
};

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
/** A connection on which so much was said, and on which nothing more is. */
const dial = async (url: string, text: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  socket.write(text);
  return socket;
};
const texts = (from: string, body: string): Promise<void> => told.service.phone(from).texts(body);
const htmlOf = ({ data }: StreamEvent): string =>
  [...data.blocks, ...data.lists.flatMap(({ put }) => put)].map(({ html }) => html).join('');
/** What came until these words came. */
const until = async (board: Following, words: string): Promise<string> => {
  for (let html = ''; ;) {
    html += htmlOf(await board.next());
    if (html.includes(words)) return html;
  }
};
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
  aDay();

  it('has a stream that nobody on the way keeps or holds back', async () => {
    const { status, headers } = await following('manager-1');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not for those who may not see visits', async () => {
    expect((await following('admin-1')).status).toBe(403);
    expect((await following('admin-1', { path: '/wall/part/events' })).status).toBe(200);
  });

  it('takes a strange version, and a strange filter, for none', async () => {
    const path = `/board/events?since[]=x&unit[]=team-1&status=__proto__`;
    expect((await (await following('manager-1', { path })).first()).event).toBe('whole');
  });

  it('too many times by one person takes the place of the first, which is told so', async () => {
    told.service.app.get(LiveBoards).mostOfOne = 3;
    const first = await ready('manager-1');
    for (let more = 0; more < 3; more += 1) await ready('manager-1');
    expect((await first.next()).event).toBe('enough');
    await first.ended();
    told.service.app.get(LiveBoards).mostOfOne = 250;
  });

  it('8.3.1: shows an arrival when the text comes in, whichever process reads it, to those whom it concerns', async () => {
    const theirs = await ready('practitioner-3');
    const boards = [await ready('manager-1'), await ready('manager-1', { at: urlOf(beside) })];
    await texts(practitioner, 'ARRIVED 45');
    for (const board of boards) {
      const change = await board.next();
      expect(change.event).toBe('change');
      expect(htmlOf(change)).toMatch(/Practitioner One.*In progress.*Out by/s);
      expect(htmlOf(change)).not.toMatch(/Example|ZZ1/);
    }
    const own = await visitOf('practitioner-3', 180 * MINUTE, 240 * MINUTE);
    const change = await theirs.next();
    expect(htmlOf(change)).toContain(own);
    expect(htmlOf(change)).not.toContain('Practitioner One');
  });

  it('that has lost its connection goes on where it was: nothing is sent again when nothing has changed', async () => {
    const whole = await (await following('manager-1')).first();
    const again = await following('manager-1', { lastEventId: whole.id! });
    expect((await again.first()).event).toBe('beat');
  });

  it('has what it missed meanwhile, from another process too', async () => {
    const before = await following('manager-1');
    const { id } = await before.first();
    before.close();
    await texts(practitioner, 'EXTEND 5');
    const again = await following('manager-1', { at: urlOf(beside), lastEventId: id! });
    expect(await again.first()).toMatchObject({
      event: 'whole',
      data: { html: expect.stringContaining('Time changed') },
    });
  });

  it('has what was written while its process could not hear of it', async () => {
    const board = await ready('manager-1', { at: urlOf(beside) });
    await told.service.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'allswell boards'`,
    );
    await texts(practitioner, 'EXTEND 5');
    expect(htmlOf(await board.next())).toContain('In progress');
  });

  it('may ask for the part instead, and is not sent what it has', async () => {
    const headers = { cookie: 'person=manager-1' };
    const part = await fetch(`${told.service.url}/board`, { headers });
    const etag = part.headers.get('etag')!;
    const whole = await (await following('manager-1')).first();
    expect(etag).toBe(`"${whole.id}"`);
    const again = await fetch(`${told.service.url}/board`, { headers: { ...headers, 'if-none-match': etag } });
    expect(again.status).toBe(304);
    await texts(practitioner, 'EXTEND 5');
    const later = await fetch(`${told.service.url}/board`, { headers: { ...headers, 'if-none-match': etag } });
    expect(later.status).toBe(200);
  });

  it('8.4.2: shows an alarm when it is raised, with its incident; of another unit only that there is one', async () => {
    const board = await ready('manager-1');
    const other = await ready('contact-1', { path: '/board/events?unit=team-2' });
    await told.service.advance(UNTIL_OVERDUE + 15 * MINUTE);
    await until(board, '1 visit needs someone now');
    const html = await until(other, 'Outside Team Two: 1 visit needs someone now');
    expect(html).not.toContain('Practitioner One');
    const part = await fetch(`${told.service.url}/board`, { headers: { cookie: 'person=manager-1' } });
    expect(await part.text()).toContain(`/incidents/${(await told.incident()).id}`);
  });

  it('on a wall shows references and units, and nobody’s name or number', async () => {
    const response = await fetch(`${told.service.url}/wall`, { headers: { cookie: 'person=manager-1' } });
    const html = await response.text();
    const shown = html.slice(html.indexOf('<main'));
    expect(shown).toMatch(/1 visit needs someone now.*<b>\w{4}<\/b> <span>Team One<.*Overdue.*OVERDUE by/s);
    expect(shown).not.toMatch(/Practitioner|Contact|Manager|07700|Example|ZZ1|X123456/);
  });
});

describe('A board on which much happens', () => {
  aDay();

  it('8.3.6: an alert code is told to no board of whoever is on the visit, not even that something happened (P8), nor to a room which alarm it is', async () => {
    await texts(practitioner, 'ARRIVED 45');
    const theirs = await following('practitioner-1');
    const before = await theirs.first();
    const [board, wall] = [await ready('manager-1'), await ready('manager-2', { path: '/wall/part/events' })];
    await told.service.api('POST', `/api/v1/visits/${told.visitId}/alert-code`, { by: 'contact-1' });
    expect(htmlOf(await board.next())).toContain('Alert code');
    const onTheWall = htmlOf(await wall.next());
    expect(onTheWall).toMatch(/Help needed.*Do not ring them/s);
    expect(onTheWall).not.toMatch(/Alert code|code/i);
    await texts(PHONES.manager, `${(await told.incident()).reference} ACK`);
    const own = await visitOf('practitioner-1', 50 * MINUTE, 90 * MINUTE);
    const change = await theirs.next();
    expect(change.data.from).toBe(before.id);
    expect(change.data.lists).toMatchObject([{ list: 'board-coming', put: [{ id: own }] }]);
    expect(change.data.blocks).toEqual([]);
  });

  it('shows five hundred visits, many of them overdue, in less than 300 KB', async () => {
    await told.service.query(
      `WITH more AS (
         SELECT gen_random_uuid() AS id, 'Z' || number AS reference, number FROM generate_series(1000, 1498) number),
       added AS (
         INSERT INTO visit (id, reference, unit, kind, status, planned_start, planned_end, expected_end, state, updated_at)
           SELECT more.id, more.reference, unit, kind, status, planned_start, planned_end, expected_end,
                  state || jsonb_build_object('id', more.id, 'reference', more.reference, 'incidents', '[]'::jsonb), updated_at
             FROM visit, more WHERE visit.id = $1)
       INSERT INTO attendee (visit_id, person) SELECT id, 'practitioner-1' FROM more`,
      [told.visitId],
    );
    // A quarter of them are alarms: as their states say, which is what the board reads.
    await told.service.query(
      `UPDATE visit SET status = 'overdue', state = state || jsonb_build_object('status', 'overdue', 'incidents', jsonb_build_array(
         jsonb_build_object('id', id, 'reference', '4821', 'kind', 'overdue', 'status', 'open', 'openedAt', state -> 'plannedStart',
         'subjects', '[]'::jsonb, 'step', 'nominated_contact', 'rounds', '[]'::jsonb, 'asks', '[]'::jsonb, 'alerted', '[]'::jsonb, 'police', '[]'::jsonb, 'wait', null)))
       WHERE reference < 'Z1125' AND reference LIKE 'Z%'`,
    );
    const response = await fetch(`${told.service.url}/`, { headers: { cookie: 'person=manager-1' } });
    const html = await response.text();
    // With the visit to come that the test before this one planned.
    expect(html.match(/<tr id=/g)).toHaveLength(501);
    expect(html).toContain('126 visits need someone now');
    expect(Buffer.byteLength(html)).toBeLessThan(300_000);
  });

  it('ends with its process, which lets all of them go at once, and waits for nobody who is gone, or asked nothing, or only half of it', async () => {
    const ending = await another();
    const at = urlOf(ending);
    const [board, dropped] = [await ready('manager-1', { at }), await ready('manager-2', { at })];
    const half = await Promise.all(
      ['', 'GET /board/events HTTP/1.1\r\nHost: localhost\r\n'].map((text) => dial(at, text)),
    );
    dropped.close();
    const stopped = ending.stop();
    await board.ended();
    await stopped;
    for (const socket of half) if (!socket.destroyed) await once(socket, 'close');
  });
});
