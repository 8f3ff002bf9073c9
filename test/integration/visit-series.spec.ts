import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, iso, MINUTE } from '../../src/domain/time/instant.js';
import { localDate, showTime } from '../../src/domain/time/local.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** "This and the later ones" of a visit that is repeated weekly, on screens and through the API (HVPF 8.2.2). */

const PERSONAL = /Example Name|Example Street|ZZ1 1ZZ/;

interface Planned {
  readonly id: string;
  readonly reference: string;
  readonly series: string;
  readonly status: string;
  readonly plannedStart: string;
}

let service: TestService;
let now: number;
/** Each series has a time of its own, so that none is in the way of another. */
let turn = 0;
let plans = 0;
let series: Planned[];
beforeAll(async () => {
  const nextDoor = { id: 'manager-next-door', name: 'Somebody Else', unit: 'team-2', roles: ['manager'] };
  service = await startTestService({
    environment: { TIME_ZONE: NOON_ZONE },
    office: { ...OFFICE, people: [...OFFICE.people, nextDoor] },
  });
  now = await service.now();
}, 60_000);
afterAll(() => service?.stop());

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(service);
  await visitor.get('/itinerary');
  await visitor.actAs(person);
  await visitor.get('/itinerary');
  return visitor;
};
const dateFields = (at: number) => {
  const [year = '', month = '', day = ''] = localDate(at, NOON_ZONE).split('-');
  return { day, month, year };
};
/** Four visits, the first in the given time, a quarter of an hour long. */
async function plan(visitor: Visitor, first: number): Promise<Planned[]> {
  const press = /name="press" value="([^"]*)"/.exec((await visitor.get('/itinerary')).html)?.[1] ?? '';
  await visitor.send('/itinerary/visits', {
    ...dateFields(first),
    start: showTime(first, NOON_ZONE),
    end: showTime(first + 15 * MINUTE, NOON_ZONE),
    ...{ attendee: 'practitioner-1', kind: 'alone', purpose: `Review ${(plans += 1)}`, times: '4', press, sure: 'yes' },
    ...{ reference: 'X1', name: 'Example Name', address: '1 Example Street', postcode: 'ZZ1 1ZZ', risk: 'low' },
  });
  const { items } = (await service.api('GET', '/api/v1/visits?perPage=200&status=planned')).body;
  const own = (items as unknown as (Planned & { purpose: string })[]).filter(
    ({ purpose }) => purpose === `Review ${plans}`,
  );
  return inSeries(own[0]?.series ?? '');
}
const inSeries = async (id: string): Promise<Planned[]> =>
  (await service.api<{ items: Planned[] }>('GET', `/api/v1/visits?series=${id}`)).body.items;
const starts = async () =>
  (await inSeries(series[0]!.series)).map(({ plannedStart }) => showTime(Date.parse(plannedStart), NOON_ZONE));
const statuses = async () => (await inSeries(series[0]!.series)).map(({ status }) => status);
const entries = async (id: string, kind: string) =>
  (
    await service.api<{ items: { kind: string; by: string; text: string; data: object }[] }>(
      'GET',
      `/api/v1/visits/${id}/entries`,
    )
  ).body.items.filter((entry) => entry.kind === kind);
const valueOf = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

let manager: Visitor;
beforeEach(async () => {
  manager ??= await as('manager-1');
  turn += 1;
  series = await plan(manager, Math.floor(now / HOUR) * HOUR + DAY - 3 * HOUR + turn * 20 * MINUTE);
});
const later = (index: number) => `/api/v1/visits/${series[index]!.id}/this-and-later`;
const shift = (index: number, by: number) => ({
  plannedStart: iso(Date.parse(series[index]!.plannedStart) + by),
  plannedEnd: iso(Date.parse(series[index]!.plannedStart) + by + 15 * MINUTE),
});

describe('a visit that is one of a series', () => {
  it('says so on its page, with the way to the others, and in the diary', async () => {
    const { text, html } = await manager.get(`/itinerary/visits/${series[1]!.id}`);
    expect(text).toMatch(/Repeated One of 4, every \w+day until \w{3} \d+ \w{3} \d{4}/);
    for (const { id } of [series[0]!, series[2]!, series[3]!]) expect(html).toContain(`href="/itinerary/visits/${id}"`);
    expect(text).toMatch(/This visit only This and the 2 later ones/);
    const day = await manager.get(`/itinerary?date=${localDate(Date.parse(series[1]!.plannedStart), NOON_ZONE)}`);
    expect(day.text).toContain('Weekly');
  });
});

describe('times that are changed for this and the later ones', () => {
  it('8.2.2: are shown first, then changed in one go, with before and after in each record', async () => {
    const path = `/itinerary/visits/${series[1]!.id}`;
    const start = Date.parse(series[1]!.plannedStart) + HOUR;
    const saw = valueOf((await manager.get(path)).html, 'saw');
    const typed = {
      ...dateFields(start),
      start: showTime(start, NOON_ZONE),
      end: showTime(start + 30 * MINUTE, NOON_ZONE),
      saw,
      which: 'later',
    };
    const before = await starts();
    const asked = await manager.send(`${path}/times`, typed);
    expect([asked.status, asked.text]).toEqual([
      200,
      expect.stringContaining('Check these 3 visits before they are changed'),
    ]);
    expect(await starts()).toEqual(before);
    const back = await manager.send(`${path}/times`, { ...typed, change: 'yes' });
    expect(back.html).toMatch(/value="later" checked/);
    const sure = { ...typed, sure: valueOf(asked.html, 'sure'), press: valueOf(asked.html, 'press') };
    const done = await manager.send(`${path}/times`, sure);
    expect(done.text).toContain('3 visits are changed');
    expect((await manager.send(`${path}/times`, sure)).text).toContain('3 visits are changed already');
    const moved = showTime(start, NOON_ZONE);
    expect(await starts()).toEqual([before[0], moved, moved, moved]);
    for (const { id } of series.slice(1)) {
      const [entry, ...more] = await entries(id, 'visit_changed');
      expect([entry, more]).toEqual([
        expect.objectContaining({
          by: 'manager-1',
          text: expect.stringMatching(/with others of its series: start .* \(was /),
        }),
        [],
      ]);
      expect(entry?.data).toHaveProperty('plannedStartBefore');
    }
    expect(await entries(series[0]!.id, 'visit_changed')).toEqual([]);
  });

  it('are not changed where somebody changed one meanwhile; what was moved by hand then stays, and is said', async () => {
    const path = `/itinerary/visits/${series[0]!.id}`;
    const start = Date.parse(series[0]!.plannedStart) + HOUR;
    const saw = valueOf((await manager.get(path)).html, 'saw');
    const typed = {
      ...dateFields(start),
      start: showTime(start, NOON_ZONE),
      end: showTime(start + 15 * MINUTE, NOON_ZONE),
      saw,
      which: 'later',
    };
    const asked = await manager.send(`${path}/times`, typed);
    await service.api('PATCH', `/api/v1/visits/${series[2]!.id}`, shift(2, 3 * HOUR));
    const before = await starts();
    const refused = await manager.send(`${path}/times`, { ...typed, sure: valueOf(asked.html, 'sure') });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Somebody changed one of these visits meanwhile'),
    ]);
    expect(refused.text).toMatch(new RegExp(`Left as it is ${series[2]!.reference}, .*: it keeps its own times`));
    expect(await starts()).toEqual(before);
    const done = await manager.send(`${path}/times`, { ...typed, sure: valueOf(refused.html, 'sure') });
    expect(done.text).toMatch(new RegExp(`3 visits are changed .* Left as it is: ${series[2]!.reference}`));
    const moved = showTime(start, NOON_ZONE);
    expect(await starts()).toEqual([moved, moved, before[2], moved]);
  });

  it('are refused whole where one of them cannot be so, beside the field', async () => {
    const { status, body } = await service.api('PATCH', later(0), shift(0, 360 * DAY));
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({
      field: 'plannedEnd',
      message: expect.stringMatching(/^of \w+ is more than a year away/),
    });
    expect((await service.api('PATCH', later(0), shift(0, -30 * DAY))).body.errors[0].message).toBe(
      'has passed already',
    );
    for (const { id } of series) expect(await entries(id, 'visit_changed')).toEqual([]);
  });
});

describe('all of a visit that is changed for this and the later ones', () => {
  it('has who goes and where, and an address of one visit alone stays', async () => {
    const elsewhere = { address: { lines: ['9 Example Street'], postcode: 'ZZ1 1ZZ' } };
    await service.api('PATCH', `/api/v1/visits/${series[3]!.id}`, { personVisited: elsewhere });
    const path = `/itinerary/visits/${series[1]!.id}/change`;
    const form = await manager.get(path);
    const typed = {
      saw: valueOf(form.html, 'saw'),
      which: 'later',
      attendee: 'practitioner-2',
      address: '7 Example Road',
      risk: 'high',
    };
    const asked = await manager.send(path, typed);
    expect(asked.text).toMatch(/Practitioner Two, alone .*It keeps its own address/);
    await manager.send(path, { ...typed, sure: valueOf(asked.html, 'sure') });
    const found = (await inSeries(series[0]!.series)) as unknown as {
      attendees: { person: string }[];
      personVisited: { riskOfSeriousHarm: string; address: { lines: string[] } };
    }[];
    expect(
      found.map((one) => [
        one.attendees[0]?.person,
        one.personVisited.riskOfSeriousHarm,
        one.personVisited.address.lines[0],
      ]),
    ).toEqual([
      ['practitioner-1', 'low', '1 Example Street'],
      ['practitioner-2', 'high', '7 Example Road'],
      ['practitioner-2', 'high', '7 Example Road'],
      ['practitioner-2', 'high', '9 Example Street'],
    ]);
    const [entry] = await entries(series[2]!.id, 'visit_changed');
    expect(entry?.text).toMatch(/address, risk of serious harm, attendees Practitioner Two \(was Practitioner One\)/);
    expect(JSON.stringify(entry)).not.toMatch(PERSONAL);
  });
});

describe('two who change the same series at the same moment', () => {
  it('one is done whole; the other is told, and nothing of theirs is', async () => {
    const { saw } = (await service.api('GET', later(0))).body;
    const answers = await Promise.all(
      [HOUR, 2 * HOUR].map((by) => service.api('PATCH', later(0), { ...shift(0, by), saw })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.detail).toContain(
      'Somebody changed one of these visits meanwhile',
    );
    expect(new Set(await starts()).size).toBe(1);
    for (const { id } of series) expect(await entries(id, 'visit_changed')).toHaveLength(1);
  });
});

describe('two who change all of one visit at the same moment', () => {
  it('one is done, on that visit alone; the other is told, and nothing of theirs is lost on the way', async () => {
    const path = `/itinerary/visits/${series[1]!.id}/change`;
    const other = await as('manager-2');
    const saw = valueOf((await other.get(path)).html, 'saw');
    await manager.get(path);
    const answers = await Promise.all([
      manager.send(path, { saw, which: 'this', purpose: 'One' }),
      other.send(path, { saw, which: 'this', purpose: 'Other' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect(answers.find(({ status }) => status === 422)?.text).toContain('Somebody changed this visit meanwhile');
    for (const [index, { id }] of series.entries())
      expect([index, (await entries(id, 'visit_changed')).length]).toEqual([index, index === 1 ? 1 : 0]);
  });
});

describe('this and the later ones, cancelled', () => {
  it('are shown, cancelled with the reason in each record, and counted once', async () => {
    const path = `/itinerary/visits/${series[2]!.id}`;
    await manager.get(path);
    expect((await manager.send(`${path}/cancel`, { which: 'later', reason: '' })).text).toContain(
      'Enter why it is cancelled',
    );
    const asked = await manager.send(`${path}/cancel`, { which: 'later', reason: 'moved away' });
    expect(asked.text).toMatch(/Check these 2 visits before they are cancelled .*Why: moved away/);
    expect(await statuses()).toEqual(['planned', 'planned', 'planned', 'planned']);
    const sure = {
      which: 'later',
      reason: 'moved away',
      sure: valueOf(asked.html, 'sure'),
      press: valueOf(asked.html, 'press'),
    };
    const both = await Promise.all([manager.send(`${path}/cancel`, sure), manager.send(`${path}/cancel`, sure)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await statuses()).toEqual(['planned', 'planned', 'cancelled', 'cancelled']);
    expect((await entries(series[3]!.id, 'visit_cancelled')).map(({ text }) => text)).toEqual([
      expect.stringMatching(/cancelled with others of its series: moved away\.$/),
    ]);
    expect((await manager.get(`/itinerary/visits/${series[0]!.id}`)).text).toContain('One of 4 (2 cancelled)');
    const none = await manager.send(`${path}/cancel`, { which: 'later', reason: 'again' });
    expect([none.status, none.text]).toEqual([422, expect.stringContaining('it is cancelled already')]);
  });

  it('leaves out one that has begun meanwhile, and says which', async () => {
    const started = await plan(manager, (await service.now()) + 5 * MINUTE);
    const path = `/itinerary/visits/${started[0]!.id}`;
    await manager.get(path);
    const asked = await manager.send(`${path}/cancel`, { which: 'later', reason: 'moved away' });
    await service.phone('+447700900101').texts(`${started[0]!.reference} ARRIVED 45`);
    const done = await manager.send(`${path}/cancel`, {
      which: 'later',
      reason: 'moved away',
      sure: valueOf(asked.html, 'sure'),
    });
    expect(done.text).toMatch(
      new RegExp(`3 visits are cancelled .* Left as it is: ${started[0]!.reference}, .*: it has begun`),
    );
    expect((await inSeries(started[0]!.series)).map(({ status }) => status)).toEqual([
      'in_progress',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });
});

describe('what is out of reach', () => {
  it('is not touched nor named, on screens or through the API', async () => {
    const gone = series[2]!;
    await service.api('PATCH', `/api/v1/visits/${gone.id}`, { attendees: ['practitioner-3'] });
    const practitioner = await as('practitioner-1');
    const path = `/itinerary/visits/${series[1]!.id}`;
    const shown = await practitioner.get(path);
    expect(shown.text).toMatch(/One of 3, .*This and the later one/);
    const asked = await practitioner.send(`${path}/cancel`, { which: 'later', reason: 'ill' });
    expect(asked.text).toContain('Check these 2 visits');
    const done = await practitioner.send(`${path}/cancel`, {
      which: 'later',
      reason: 'ill',
      sure: valueOf(asked.html, 'sure'),
    });
    for (const { html } of [shown, asked, done]) expect(html).not.toMatch(new RegExp(`${gone.reference}|${gone.id}`));
    expect(await statuses()).toEqual(['planned', 'cancelled', 'planned', 'cancelled']);
    const nextDoor = await as('manager-next-door');
    const refused = await nextDoor.send(`${path}/cancel`, { which: 'later', reason: 'not mine', sure: 'x' });
    expect(refused.status).toBe(404);
  });

  it('is nothing to a token of another unit', async () => {
    const made = await service.api<{ token: string }>('POST', '/api/v1/tokens', {
      name: 'next door',
      expiresAt: iso(now + DAY),
      rights: ['plan_visits', 'see_visits'],
      unit: 'team-2',
    });
    const headers = { authorization: `Bearer ${made.body.token}` };
    for (const [method, path, body] of [
      ['GET', later(0), undefined],
      ['PATCH', later(0), { purpose: 'x' }],
      ['POST', `${later(0)}/cancel`, { reason: 'x' }],
    ] as const)
      expect((await service.api(method, path, body, headers)).status).toBe(404);
    expect(
      (await service.api('GET', `/api/v1/visits?series=${series[0]!.series}`, undefined, headers)).body.total,
    ).toBe(0);
  });
});

describe('through the API', () => {
  it('they are looked at, changed and cancelled, each answered as it is now', async () => {
    const { body: look } = await service.api('GET', later(2));
    expect(look.visits.map(({ reference }) => reference)).toEqual([series[2]!.reference, series[3]!.reference]);
    const changed = await service.api('PATCH', later(2), { purpose: 'Check', saw: look.saw });
    expect(changed.body.visits).toMatchObject([
      { reference: series[2]!.reference, purpose: 'Check', kept: [] },
      { reference: series[3]!.reference, purpose: 'Check', kept: [] },
    ]);
    const cancelled = await service.api('POST', `${later(3)}/cancel`, { reason: 'over' });
    expect(cancelled.body).toMatchObject({ visits: [{ status: 'cancelled' }], leftOut: [] });
    const rest = await service.api('POST', `${later(2)}/cancel`, { reason: 'over' });
    expect(rest.body).toMatchObject({
      visits: [{ id: series[2]!.id }],
      leftOut: [{ id: series[3]!.id, why: 'it is cancelled already' }],
    });
    expect(await service.api('POST', `${later(2)}/cancel`, { reason: 'over' })).toMatchObject({ status: 409 });
  });

  it('what is wrong is refused with its field, and a visit that is alone is none of a series', async () => {
    expect((await service.api('PATCH', later(0), {})).body.errors[0].message).toBe('names nothing to change');
    expect((await service.api('PATCH', later(0), { saw: 'x' })).status).toBe(422);
    expect((await service.api('PATCH', later(0), { purpose: 'x', saw: 'x' })).status).toBe(409);
    expect((await service.api('PATCH', later(0), { attendees: ['nobody'] })).body.errors).toHaveLength(1);
    expect((await service.api('POST', `${later(0)}/cancel`, {})).body.errors[0].field).toBe('reason');
    expect(
      (await service.api('GET', '/api/v1/visits/00000000-0000-4000-8000-000000000000/this-and-later')).status,
    ).toBe(404);
    const { body: alone } = await service.api('POST', '/api/v1/visits', {
      ...{
        attendees: ['practitioner-2'],
        kind: 'alone',
        purpose: 'x',
        personVisited: {
          reference: 'X2',
          name: 'Example Name',
          address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
          riskOfSeriousHarm: 'low',
        },
      },
      ...{ plannedStart: iso(now + 3 * DAY), plannedEnd: iso(now + 3 * DAY + HOUR) },
    });
    expect(alone.series).toBe(null);
    expect(await service.api('GET', `/api/v1/visits/${alone.id}/this-and-later`)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not one of a series') },
    });
  });
});
