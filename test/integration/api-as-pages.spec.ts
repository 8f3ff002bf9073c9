import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, iso, MINUTE } from '../../src/domain/time/instant.js';
import { localDate } from '../../src/domain/time/local.js';
import { NOON_ZONE } from '../support/noon.js';
import { VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';

/** What people do on pages, a machine does through the API: the same use cases, refusals and lines of the record. */

let service: TestService;
let now: number;
beforeAll(async () => {
  service = await startTestService({ environment: { TIME_ZONE: NOON_ZONE } });
  now = await service.now();
}, 60_000);
afterAll(() => service?.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  service.api('POST', `/api/v1/${path}`, body, headers);
const visits = async (query = ''): Promise<number> => (await service.api('GET', `/api/v1/visits?${query}`)).body.total;
const faults = ({ body }: Awaited<ReturnType<typeof post>>): string[] =>
  body.errors.map(({ field, message, mend }) => `${field} ${message}. ${mend}`);

/** Each plan has an hour of its own, so that none is in the way of another. */
let turn = 0;
function plan(changes: object = {}) {
  const start = now + DAY + (turn += 1) * HOUR;
  return {
    attendees: ['practitioner-1'],
    kind: 'alone',
    purpose: `Review ${turn}`,
    personVisited: VISITED,
    plannedStart: iso(start),
    plannedEnd: iso(start + 30 * MINUTE),
    ...changes,
  };
}

describe('a visit that is repeated weekly', () => {
  it('is planned with those of the weeks after it, each a visit of its own of one series', async () => {
    const asked = plan({ times: 3 });
    const { status, headers, body } = await post('visits/series', asked, { 'on-behalf-of': 'manager-1' });
    expect(status).toBe(201);
    const weeks = [0, 7, 14].map((days) => iso(Date.parse(asked.plannedStart) + days * DAY));
    expect(body.visits.map((visit) => visit)).toMatchObject(
      weeks.map((plannedStart) => ({
        plannedStart,
        purpose: asked.purpose,
        series: body.series,
        personVisited: VISITED,
        warnings: [],
      })),
    );
    const listed = await service.api('GET', headers.get('location') ?? '');
    expect(listed.body.items.map(({ id }) => id)).toEqual(body.visits.map(({ id }) => id));
    const later = await service.api('GET', `/api/v1/visits/${body.visits[0].id}/this-and-later`);
    expect(later.body.visits).toHaveLength(3);
    for (const { id } of body.visits)
      expect((await service.api('GET', `/api/v1/visits/${id}/entries`)).body.items).toMatchObject([
        { kind: 'visit_planned', by: 'manager-1', clause: 'HVPF 8.2.1' },
      ]);
  });

  it('goes on until a last day', async () => {
    const asked = plan();
    const start = Date.parse(asked.plannedStart);
    const until = (days: number) => ({ ...asked, until: localDate(start + days * DAY, NOON_ZONE) });
    expect((await post('visits/series', until(20))).body.visits).toHaveLength(3);
    const alone = await post('visits/series', until(6));
    expect([alone.status, alone.body.series, alone.body.visits.length]).toEqual([201, null, 1]);
    expect(alone.headers.get('location')).toBe(`/api/v1/visits/${alone.body.visits[0].id}`);
    expect(alone.body.visits[0].warnings).toEqual([expect.stringContaining('Practitioner One is also on ')]);
  });

  it.each<[string, () => object, RegExp]>([
    ['neither how many nor until when', () => ({}), /^times is missing\. Give it, for example times: 6/],
    [
      'both',
      () => ({ times: 3, until: '2030-01-01' }),
      /^until stands beside times\. Give how many visits, or the last/,
    ],
    ['none', () => ({ times: 0 }), /^times is not a number from 1 to 26/],
    ['more than half a year', () => ({ times: 27 }), /^times is not a number from 1 to 26/],
    ['half a visit', () => ({ times: 1.5 }), /^times is not a number from 1 to 26/],
    ['a last day before the first', () => ({ until: '2020-01-01' }), /^until is before the day of the first visit/],
    ['a last day far away', () => ({ until: '9999-12-31' }), /^until makes \d+ visits\. Repeat it for 26 weeks/],
    ['a last day that there is not', () => ({ until: '2026-02-30' }), /^until is not a date/],
    ['home-safe checks', () => ({ kind: 'home_safe', times: 3 }), /^kind .* is not known here.*alone, in_pairs, joint/],
    ['a stranger', () => ({ attendees: ['nobody'], times: 3 }), /^attendees\[0\] "nobody" is nobody in the organ/],
    ['no person visited', () => ({ personVisited: null, times: 3 }), /^personVisited is missing/],
    [
      'later ones that are more than a year away',
      () => ({ plannedStart: iso(now + 360 * DAY), plannedEnd: iso(now + 360 * DAY + HOUR), times: 3 }),
      /^plannedEnd of number 2 of 3 is more than a year away\. check the year/,
    ],
  ])('with %s is refused whole', async (_what, changes, fault) => {
    const before = await visits();
    const answer = await post('visits/series', plan(changes()));
    expect([answer.status, faults(answer)[0]]).toEqual([422, expect.stringMatching(fault)]);
    expect(new Set(faults(answer)).size).toBe(faults(answer).length);
    expect(await visits()).toBe(before);
  });
});

describe('what must not be done twice', () => {
  const key = (value: string) => ({ 'idempotency-key': value });

  it.each(['visits', 'visits/series'])('is planned once by %s, also when it comes at the same moment', async (path) => {
    const asked = { ...plan(path === 'visits' ? {} : { times: 3 }) };
    const before = await visits();
    const answers = await Promise.all([1, 2, 3].map(() => post(path, asked, key(`key ${path}`.replace(' ', '-')))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const [first, ...others] = answers.map(({ body }) => body);
    for (const other of others) expect(other).toEqual(first);
    expect(await visits()).toBe(before + (path === 'visits' ? 1 : 3));
  });

  it('answers with what it planned as it is by now: that is a look at it', async () => {
    const asked = plan();
    const { body } = await post('visits', asked, key('changed'));
    await service.api('PATCH', `/api/v1/visits/${body.id}`, { purpose: 'Another', attendees: ['practitioner-3'] });
    const again = await post('visits', asked, key('changed'));
    expect([again.status, again.body.id]).toEqual([201, body.id]);
    expect(again.body).toMatchObject({ purpose: 'Another' });
    const looks = await service.api('GET', `/api/v1/visits/${body.id}/entries`);
    expect(looks.body.items.map(({ kind }) => kind)).toContain('person_viewed');
  });

  it('says again what someone should know of it, for the first answer may have been lost', async () => {
    const asked = plan({ personVisited: { ...VISITED, riskOfSeriousHarm: 'high' } });
    const [first, again] = [await post('visits', asked, key('warned')), await post('visits', asked, key('warned'))];
    expect(first.body.warnings).toEqual([expect.stringContaining('HVPF 5.3.2')]);
    expect(again.body.warnings).toEqual(first.body.warnings);
  });

  it('is refused with a key that came with something else, and planned as it is without one', async () => {
    const asked = plan();
    await post('visits', asked, key('once'));
    for (const [path, body] of [
      ['visits', plan()],
      ['visits/series', { ...asked, times: 2 }],
    ] as const) {
      const other = await post(path, body, key('once'));
      expect([other.status, faults(other)]).toEqual([
        422,
        [expect.stringMatching(/^Idempotency-Key came before with something else\. Use a new one for something new/)],
      ]);
    }
    const before = await visits();
    await post('visits', asked);
    await post('visits', asked);
    expect(await visits()).toBe(before + 2);
  });

  it('a spreadsheet is planned once', async () => {
    const { plannedStart, plannedEnd } = plan();
    const csv = [
      'attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1,postcode,riskOfSeriousHarm',
      `practitioner-1,alone,visit,${plannedStart},${plannedEnd},X1,A Name,1 Street,ZZ1 1ZZ,low`,
      `practitioner-2,alone,visit,${plannedStart},${plannedEnd},X2,A Name,1 Street,ZZ1 1ZZ,low`,
    ].join('\n');
    const headers = { ...key('file'), 'content-type': 'text/csv' };
    const [first, again] = [await post('visits/import', csv, headers), await post('visits/import', csv, headers)];
    expect(first.body.visits.map(({ line }) => line)).toEqual([2, 3]);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it.each(['two words', 'ä', 'x'.repeat(201)])('a key that is none is refused: %s', async (value) => {
    // As bytes: a client of another kind may send what this one would not.
    const answer = await post('visits', plan(), key(Buffer.from(value).toString('latin1')));
    expect([answer.status, faults(answer)]).toEqual([422, [expect.stringMatching(/^Idempotency-Key is not one word/)]]);
  });

  it('a key is its token’s own', async () => {
    const token = async (unit: string) => {
      const { body } = await service.api<{ token: string }>('POST', '/api/v1/tokens', {
        ...{ name: unit, unit, rights: ['plan_visits'], expiresAt: iso(now + DAY) },
      });
      return { authorization: `Bearer ${body.token}`, ...key('shared') };
    };
    const mine = await post('visits', plan(), await token('team-1'));
    const theirs = await post('visits', plan({ attendees: ['practitioner-3'] }), await token('team-2'));
    expect([mine.status, theirs.status, theirs.body.id === mine.body.id]).toEqual([201, 201, false]);
  });
});

describe('one date of a weekly shift', () => {
  interface Shift {
    readonly id: string;
    readonly version: string;
    readonly except?: string[];
    readonly contacts: string[];
    readonly date?: string;
  }
  const shifts = async () => (await service.api<{ items: Shift[] }>('GET', '/api/v1/rota?unit=team-2')).body.items;
  const weekly = async (): Promise<Shift> => (await shifts()).find(({ date }) => date === undefined)!;
  const inDays = (days: number): string => localDate(now + days * DAY, NOON_ZONE);
  const at = async (what: string, body: object, headers: Record<string, string> = {}) =>
    post(`rota/${(await weekly()).id}/${what}`, body, headers);
  const changes = async (since: number) =>
    (
      await service.query<{ seq: number; by: string; text: string }>(
        `SELECT seq, by, text FROM entry WHERE kind = 'office_changed' AND seq > $1 ORDER BY seq`,
        [since],
      )
    ).map(({ by, text }) => `${by}: ${text}`);
  const newest = async (): Promise<number> =>
    (await service.query<{ seq: number }>(`SELECT max(seq) AS seq FROM entry WHERE chain = 'office'`))[0]?.seq ?? 0;

  it('is given to others in one go, with the lines of the record that the page writes', async () => {
    const [date, since, { version }] = [inDays(9), await newest(), await weekly()];
    const given = await service.api<{ shift: Shift; given: Shift; warnings: object[] }>(
      'POST',
      `/api/v1/rota/${(await weekly()).id}/give`,
      { date, contacts: ['manager-2'], version },
      { 'on-behalf-of': 'manager-1' },
    );
    expect([given.status, given.headers.get('location')]).toEqual([201, `/api/v1/rota/${given.body.given.id}`]);
    expect(given.body).toMatchObject({
      shift: { except: [date], contacts: ['contact-1'] },
      given: { date, contacts: ['manager-2'], from: '00:00', to: '24:00' },
      warnings: [],
    });
    expect((await service.api('GET', given.headers.get('location') ?? '')).body).toEqual(given.body.given);
    expect(await changes(since)).toEqual([
      `manager-1: Rota shift of ${date} was given to others.`,
      'manager-1: Rota shift was changed.',
      'manager-1: Rota shift was added.',
    ]);
  });

  it('of two at once one is done, and the later is told why theirs was not', async () => {
    const date = inDays(10);
    const answers = await Promise.all(
      ['manager-1', 'manager-2'].map((contact) => at('give', { date, contacts: [contact] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.detail).toMatch(/struck out on that date already/);
    expect((await shifts()).filter((shift) => shift.date === date)).toHaveLength(1);
    const { version } = await weekly();
    await at('strike-out', { date: inDays(11), version });
    const late = await at('give', { date: inDays(12), contacts: ['manager-1'], version });
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('It was changed while')]);
    expect((await weekly()).except).not.toContain(inDays(12));
  });

  it('is struck out and put back, each once, and a gap that opens is told', async () => {
    const date = inDays(15);
    const struck = await service.api<Shift & { warnings: object[] }>(
      'POST',
      `/api/v1/rota/${(await weekly()).id}/strike-out`,
      { date },
    );
    expect(struck.body.except).toContain(date);
    expect(struck.body.warnings).toMatchObject([
      { message: expect.stringMatching(/^leaves unit "team-2" with nobody on duty from /) },
    ]);
    expect(await at('strike-out', { date })).toMatchObject({ status: 409 });
    expect(await at('put-back', { date })).toMatchObject({ status: 200, body: { warnings: [] } });
    const again = await at('put-back', { date });
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('is not struck out on that date')]);
    expect((await weekly()).except ?? []).not.toContain(date);
  });

  it('given to somebody who is away is given, and said', async () => {
    const date = inDays(17);
    await post('absences', { person: 'manager-1', from: `${date}T00:00:00`, to: `${date}T23:00:00`, reason: 'leave' });
    const given = await at('give', { date, contacts: ['manager-1', 'manager-2'] });
    expect(given.body.warnings).toContainEqual(
      expect.objectContaining({
        field: 'contacts[0]',
        message: expect.stringMatching(/^"manager-1" is absent in some/),
      }),
    );
  });

  it.each<[string, string, () => object, RegExp]>([
    ['that is over', 'strike-out', () => ({ date: inDays(-3) }), /^date is in the past/],
    ['that is over', 'give', () => ({ date: inDays(-3), contacts: ['manager-1'] }), /^date is in the past/],
    ['that there is not', 'put-back', () => ({ date: '2026-02-30' }), /^date is not a date. Write it as 2026-12-01/],
    ['that is left out', 'strike-out', () => ({}), /^date is missing/],
    ['with nobody on it', 'give', () => ({ date: inDays(20), contacts: [] }), /^contacts is empty/],
    [
      'with a stranger',
      'give',
      () => ({ date: inDays(20), contacts: ['ghost'] }),
      /^contacts\[0\] there is no person "ghost"/,
    ],
    [
      'with who has it anyway',
      'give',
      () => ({ date: inDays(20), contacts: ['contact-1'] }),
      /^contacts stand on it al/,
    ],
    ['and something else', 'put-back', () => ({ date: inDays(20), on: 1 }), /^on is not a known key/],
  ])('%s is refused, and nothing is changed: %s', async (_what, operation, body, fault) => {
    const before = await shifts();
    const answer = await at(operation, body());
    expect([answer.status, faults(answer)[0]]).toEqual([422, expect.stringMatching(fault)]);
    expect(await shifts()).toEqual(before);
  });

  it('of a shift that begins on other days, or of one date alone, is none of it', async () => {
    const { body: monday } = await post('rota', {
      ...{ unit: 'team-1', contacts: ['manager-1'], days: ['mon'], from: '09:00', to: '17:00' },
    });
    const tuesday = [7, 8, 9, 10, 11, 12, 13].map(inDays).find((date) => new Date(date).getUTCDay() === 2);
    const wrong = await post(`rota/${monday.id}/strike-out`, { date: tuesday });
    expect([wrong.status, faults(wrong)]).toEqual([
      422,
      ['date is no day on which it begins. Give a date that is mon'],
    ]);
    const dated = (await shifts()).find(({ date }) => date !== undefined);
    expect(await post(`rota/${dated?.id}/strike-out`, { date: dated?.date })).toMatchObject({ status: 409 });
    expect(await post('rota/00000000-0000-4000-8000-000000000000/put-back', { date: inDays(9) })).toMatchObject({
      status: 404,
    });
  });

  it('a shift that is replaced says what it was replaced from, where it is sent along', async () => {
    const { version, ...shift } = await weekly();
    const path = `/api/v1/rota/${shift.id}`;
    const first = await service.api('PUT', path, { ...shift, version, contacts: ['contact-1', 'manager-2'] });
    const late = await service.api('PUT', path, { ...shift, version });
    const wrong = await service.api('PUT', path, { ...shift, version: 7 });
    expect([first.status, late.status, wrong.status]).toEqual([200, 409, 422]);
    expect((await weekly()).contacts).toEqual(['contact-1', 'manager-2']);
    expect((await service.api('PUT', path, shift)).status).toBe(200);
  });
});
