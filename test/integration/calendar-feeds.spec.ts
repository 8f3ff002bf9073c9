import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/domain/time/instant.js';
import { read, type Component } from '../support/icalendar.js';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor, type Shown } from '../support/visitor.js';

/** Visits in calendar programs outside: addresses that are made and stopped on a page, and fetched without a sign-in. */

const HOSTILE = 'Pat; O’Hara, "BEGIN:VALARM" \\n';
const OFFICE_WITH_HOSTILE_NAME = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    { id: 'hostile', name: HOSTILE, unit: 'team-2', roles: ['practitioner'] },
    { id: 'administrator', name: 'Administrator', unit: 'region-1', roles: ['administrator'] },
  ],
};
const PERSONAL = /Example Name|Example Street|Exampleton|ZZ1 1ZZ|X123456|first visit|low/i;

let service: TestService;
let own: { id: string; reference: string };
beforeAll(async () => {
  service = await startTestService({ office: OFFICE_WITH_HOSTILE_NAME });
  own = await plan('practitioner-1');
  await plan('practitioner-2');
  await plan('hostile');
}, 60_000);
afterAll(() => service?.stop());

async function plan(person: string, inHours = 2, more: object = {}): Promise<{ id: string; reference: string }> {
  const start = (await service.now()) + inHours * HOUR;
  const { status, body } = await service.api('POST', '/api/v1/visits', {
    attendees: [person],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: new Date(start).toISOString(),
    plannedEnd: new Date(start + 45 * MINUTE).toISOString(),
    ...more,
  });
  expect(status).toBe(201);
  return { id: body.id, reference: body.reference };
}

async function as(person: string): Promise<Visitor> {
  const visitor = new Visitor(service);
  await visitor.get('/itinerary/feeds');
  await visitor.actAs(person);
  await visitor.get('/itinerary/feeds');
  return visitor;
}

const addressOn = ({ html }: Shown): string => /<textarea[^>]* id="address"[^>]*>([^<]+)</.exec(html)?.[1] ?? '';

async function made(person: string, diary = 'own'): Promise<string> {
  const visitor = await as(person);
  const address = addressOn(await visitor.send('/itinerary/feeds', { diary }));
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/calendar\/[\w-]{43}\.ics$/);
  return address;
}

const statusOf = async (address: string): Promise<number> => (await fetch(address)).status;

async function eventsAt(address: string): Promise<readonly Component[]> {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  return read(await response.text()).components.filter(({ name }) => name === 'VEVENT');
}
const eventOf = async (address: string, id: string) =>
  (await eventsAt(address)).find(({ properties }) => properties['UID'] === id)?.properties;

/** Who is in it, as the summaries say. */
const whoIsAt = async (address: string): Promise<string[]> =>
  (await eventsAt(address)).map(({ properties }) => /\((.*)\)$/.exec(properties['SUMMARY'] ?? '')?.[1] ?? '').sort();

const entries = () =>
  service.query<{ by: string; text: string; data: object }>(
    `SELECT by, text, data FROM entry WHERE chain = 'office' AND text LIKE '%calendar%' ORDER BY seq`,
  );

describe('a person’s own calendar', () => {
  it('shows their visits, and nobody who is visited (P11), without a session', async () => {
    const address = await made('practitioner-1');
    const response = await fetch(address);
    const file = await response.text();
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(PERSONAL.exec(file.replaceAll('\r\n ', ''))?.[0]).toBeUndefined();
    const { properties, components } = read(file);
    expect(properties['NAME']).toBe('Allswell: Practitioner One');
    expect(components.map((one) => [one.properties['UID'], one.properties['SUMMARY']])).toEqual([
      [own.id, `Home visit ${own.reference} (Practitioner One)`],
    ]);
  });

  it('is not sent again to a program that has it as it is, and is once something changed', async () => {
    const address = await made('practitioner-2');
    const asked = (tag: string) => fetch(address, { headers: { 'if-none-match': tag } });
    const tag = (await fetch(address)).headers.get('etag') ?? '';
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const { status, headers, body } = await asked(known);
      expect([known, status, headers.get('etag'), body]).toEqual([known, 304, tag, null]);
    }
    await plan('practitioner-2', 4);
    expect((await asked(tag)).status).toBe(200);
  });

  it('has each change under the same UID with a higher SEQUENCE, and a cancelled visit as cancelled', async () => {
    const { id } = await plan('practitioner-2', 5);
    const address = await made('practitioner-2');
    const before = await eventOf(address, id);
    const start = (await service.now()) + 7 * HOUR;
    await service.api('PATCH', `/api/v1/visits/${id}`, {
      plannedStart: new Date(start).toISOString(),
      plannedEnd: new Date(start + HOUR).toISOString(),
    });
    const moved = await eventOf(address, id);
    await service.api('POST', `/api/v1/visits/${id}/cancel`, { reason: 'moved' });
    const cancelled = await eventOf(address, id);
    const sequences = [before, moved, cancelled].map((event) => Number(event?.['SEQUENCE']));
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(new Set(sequences).size).toBe(3);
    expect(moved?.['DTSTART']).not.toBe(before?.['DTSTART']);
    expect([before, moved, cancelled].map((event) => event?.['STATUS'])).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
    ]);
  });

  it('is a whole file with a name that tries to break it', async () => {
    const address = await made('hostile');
    expect(await whoIsAt(address)).toEqual([HOSTILE]);
  });

  it('P8: says nothing new when the alert code is used, in whosever calendar', async () => {
    const addresses = [await made('practitioner-1'), await made('manager-1', 'unit-team-1')];
    const files = () => Promise.all(addresses.map(async (address) => (await fetch(address)).text()));
    const before = await files();
    await service.phone(PHONES.practitioner).texts('cancel my next appointment');
    expect((await service.api('GET', '/api/v1/incidents?status=open')).body.total).toBe(1);
    expect(await files()).toEqual(before);
  });

  it('holds no visit that the alert code itself brought into the diary (P8)', async () => {
    const address = await made('practitioner-3');
    const before = await eventsAt(address);
    await service.phone('+447700900107').texts('SOS');
    const kinds = await service.query(`SELECT 1 FROM visit WHERE kind = 'unplanned'`);
    expect(kinds.length).toBeGreaterThan(0);
    expect(await eventsAt(address)).toEqual(before);
  });
});

describe('a unit’s calendar', () => {
  it('shows whoever goes, in the unit and those below it', async () => {
    const team = await whoIsAt(await made('manager-1', 'unit-team-1'));
    expect(new Set(team)).toEqual(new Set(['Practitioner One', 'Practitioner Two']));
    const region = await whoIsAt(await made('director-1', 'unit-region-1'));
    expect(new Set(region)).toEqual(new Set(['Practitioner One', 'Practitioner Two', HOSTILE]));
  });

  it.each([
    ['manager-1', 'unit-team-2'],
    ['practitioner-1', 'unit-team-1'],
    ['manager-1', 'unit-nowhere'],
    ['manager-1', ''],
    ['manager-1', 'everybody'],
  ])('is refused to %s as "%s", and the page says what to choose', async (person, diary) => {
    const visitor = await as(person);
    const { status, text, html } = await visitor.send('/itinerary/feeds', { diary });
    expect([status, html]).toEqual([422, expect.stringContaining('href="#diary"')]);
    expect(text).toContain('Choose whose visits the calendar shows');
  });

  it('is for nobody who may not see visits', async () => {
    const visitor = await as('administrator');
    expect((await visitor.get('/itinerary/feeds')).status).toBe(403);
    expect((await visitor.send('/itinerary/feeds', { diary: 'own' })).status).toBe(403);
  });
});

describe('an address', () => {
  it('is kept as a hash, shown once, and listed with when it was fetched', async () => {
    const visitor = await as('contact-1');
    const address = addressOn(await visitor.send('/itinerary/feeds', { diary: 'own' }));
    const token = /([\w-]{43})\.ics$/.exec(address)?.[1] ?? '';
    expect((await visitor.get('/itinerary/feeds')).text).toContain('Never yet');
    await fetch(address);
    await fetch(address);
    const { html, text } = await visitor.get('/itinerary/feeds');
    expect(text).toMatch(/\d\d:\d\d, a moment ago \(2 times in all\)/);
    const kept = JSON.stringify(await service.query('SELECT * FROM calendar_feed')) + JSON.stringify(await entries());
    expect([html.includes(token), kept.includes(token)]).toEqual([false, false]);
  });

  it('stops at once where a new one is made, and where it is stopped; both are entries', async () => {
    const visitor = await as('manager-2');
    const first = addressOn(await visitor.send('/itinerary/feeds', { diary: 'unit-team-1' }));
    const second = addressOn(await visitor.send('/itinerary/feeds', { diary: 'unit-team-1' }));
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    const { text } = await visitor.send('/itinerary/feeds/stop', { diary: 'unit-team-1' });
    expect(text).toContain('The address is stopped');
    expect((await visitor.send('/itinerary/feeds/stop', { diary: 'unit-team-1' })).text).toContain(
      'had stopped before',
    );
    expect(await statusOf(second)).toBe(404);
    expect((await entries()).filter(({ by }) => by === 'manager-2')).toEqual([
      expect.objectContaining({ data: { unit: 'team-1', replaced: false } }),
      expect.objectContaining({ data: { unit: 'team-1', replaced: true } }),
      expect.objectContaining({ text: 'manager-2 stopped the address for a calendar of the visits of Team One.' }),
    ]);
  });

  it('stops nobody else’s', async () => {
    const address = await made('director-1', 'unit-team-1');
    const visitor = await as('manager-1');
    await visitor.send('/itinerary/feeds/stop', { diary: 'unit-team-1' });
    expect(await statusOf(address)).toBe(200);
  });

  it('ends with the right, with the reach and with the person, and is answered as one that never was', async () => {
    const office = async (people: readonly object[]) =>
      expect((await service.api('PUT', '/api/v1/organisation', { ...OFFICE_WITH_HOSTILE_NAME, people })).status).toBe(
        200,
      );
    const people = OFFICE_WITH_HOSTILE_NAME.people as readonly { id: string }[];
    const but = (id: string, more: object | null) =>
      people.flatMap((one) => (one.id !== id ? [one] : more ? [{ ...one, ...more }] : []));
    const [unit, mine] = [await made('head-1', 'unit-team-1'), await made('hostile')];
    expect([await statusOf(unit), await statusOf(mine)]).toEqual([200, 200]);

    await office(but('hostile', { roles: ['administrator'] }));
    expect(await statusOf(mine)).toBe(404);
    await office(but('hostile', { unit: 'team-1' }));
    expect(await statusOf(mine)).toBe(200);

    const manager = await made('contact-1', 'unit-team-1');
    await office(but('contact-1', { roles: ['practitioner'] }));
    expect(await statusOf(manager)).toBe(404);
    expect((await (await as('contact-1')).get('/itinerary/feeds')).text).toContain('Shows nothing now');
    await office(people);
    expect(await statusOf(manager)).toBe(200);

    const never = await fetch(`${service.url}/calendar/${'x'.repeat(43)}.ics`);
    await service.query(
      `INSERT INTO account (person, epoch, opened_at, closed_at) VALUES ('head-1', gen_random_uuid(), now(), now())`,
    );
    const closed = await fetch(unit);
    expect([closed.status, await closed.text()]).toEqual([never.status, await never.text()]);
    await service.query(`DELETE FROM account`);
    const seen = ({ headers }: Response) => [...headers.keys()].filter((name) => name !== 'date').sort();
    expect(seen(closed)).toEqual(seen(never));
  });

  it('is forgotten when its person has left: whoever has their id later is somebody else', async () => {
    const gone = { id: 'leaver', name: 'Leaver', unit: 'team-2', roles: ['practitioner'] };
    const put = (people: readonly object[]) =>
      service.api('PUT', '/api/v1/organisation', { ...OFFICE_WITH_HOSTILE_NAME, people });
    await put([...OFFICE_WITH_HOSTILE_NAME.people, gone]);
    const address = await made('leaver');
    await put(OFFICE_WITH_HOSTILE_NAME.people);
    expect(await statusOf(address)).toBe(404);
    await put([...OFFICE_WITH_HOSTILE_NAME.people, gone]);
    expect(await statusOf(address)).toBe(404);
  });

  it('is seen and stopped by an administrator of the unit; each is an entry, and nobody else may', async () => {
    const page = '/office/people/practitioner-2';
    const [own, unit] = [await made('practitioner-2'), await made('head-1', 'unit-team-1')];
    const manager = await as('manager-1');
    expect((await manager.get(page)).text).not.toContain('Calendar feeds');
    expect((await manager.send(`${page}/feeds/stop`, { diary: 'own' })).status).toBe(403);

    const administrator = await as('administrator');
    expect((await administrator.get(page)).text).toMatch(/Their own visits Made [^.]+\. Never fetched/);
    await eventsAt(own);
    expect((await administrator.get(page)).text).toMatch(/Last fetched [^.]+ \(once in all\)/);
    for (const diary of ['', 'nonsense', 'unit'])
      expect((await administrator.send(`${page}/feeds/stop`, { diary })).status).toBe(404);
    expect((await administrator.send('/office/people/nobody/feeds/stop', { diary: 'own' })).status).toBe(404);
    expect(await statusOf(own)).toBe(200);

    const stopped = await administrator.send(`${page}/feeds/stop`, { diary: 'own' });
    expect(stopped.text).toMatch(/The calendar feed is stopped.*They have none/);
    expect((await administrator.send(`${page}/feeds/stop`, { diary: 'own' })).text).toContain('It had stopped before');
    expect([await statusOf(own), await statusOf(unit)]).toEqual([404, 200]);
    expect((await entries()).at(-1)).toMatchObject({
      by: 'administrator',
      text: 'administrator stopped the address of practitioner-2 for a calendar of their own visits.',
      data: { person: 'practitioner-2', unit: null },
    });

    const another = await made('head-1');
    expect((await administrator.get('/office/people/head-1')).text).toContain('Stop all 2');
    const all = await administrator.send('/office/people/head-1/feeds/stop', { diary: 'all' });
    expect(all.text).toContain('2 calendar feeds are stopped');
    expect([await statusOf(unit), await statusOf(another)]).toEqual([404, 404]);
  });

  it.each(['', 'x', '%00', '..%2f', `${'x'.repeat(43)}`, `${'x'.repeat(43)}.ics.ics`, 'x'.repeat(90)])(
    'that is none, such as "%s", opens nothing',
    async (file) => {
      const { status } = await fetch(`${service.url}/calendar/${file}`);
      expect([404, 400, 414]).toContain(status);
    },
  );

  it('is not fetched without end, nor are addresses guessed', async () => {
    const address = await made('practitioner-1');
    const many = (url: () => string) => Promise.all(Array.from({ length: 45 }, () => statusOf(url())));
    expect(new Set(await many(() => address))).toEqual(new Set([200, 429]));
    let guess = 0;
    const guessed = await many(() => `${service.url}/calendar/${String((guess += 1)).padStart(43, 'x')}.ics`);
    expect(new Set(guessed)).toContain(429);
    expect(await statusOf(await made('manager-1'))).toBe(200);
  });
});
