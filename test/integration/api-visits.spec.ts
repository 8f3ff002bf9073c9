import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR, iso, MINUTE } from '../../src/domain/time/instant.js';
import { LEDGER, type Ledger } from '../../src/application/ports/ledger.js';
import { PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';

/** The itinerary diary through the API (HVPF 8.2). */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service?.stop());

const UUID = /^[0-9a-f-]{36}$/;
const NOBODY = '00000000-0000-4000-8000-000000000000';

async function plan(changes: Readonly<Record<string, unknown>> = {}) {
  const now = await service.now();
  return {
    attendees: ['practitioner-1'],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: iso(now + HOUR),
    plannedEnd: iso(now + 2 * HOUR),
    ...changes,
  };
}

const post = async (changes: Readonly<Record<string, unknown>> = {}) =>
  service.api('POST', '/api/v1/visits', await plan(changes));
const planned = async (changes: Readonly<Record<string, unknown>> = {}) => (await post(changes)).body;
const patch = (id: string, body: unknown) => service.api('PATCH', `/api/v1/visits/${id}`, body);

describe('planning a visit (HVPF 8.2.1)', () => {
  it('answers with the visit and where it is', async () => {
    const asked = await plan();
    const { status, headers, body } = await service.api('POST', '/api/v1/visits', asked);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/visits/${body.id}`);
    expect(body).toMatchObject({
      id: expect.stringMatching(UUID),
      reference: expect.stringMatching(/^[A-Z0-9]{4}$/),
      status: 'planned',
      unit: 'team-1',
      kind: 'alone',
      purpose: 'first visit',
      personVisited: VISITED,
      plannedStart: asked.plannedStart,
      plannedEnd: asked.plannedEnd,
      expectedEnd: asked.plannedEnd,
      incidentId: null,
      attendees: [
        { person: 'practitioner-1', name: 'Practitioner One', status: 'planned', arrivedAt: null, leftAt: null },
      ],
    });
    const { warnings, ...visit } = body;
    expect(warnings).toEqual([]);
    expect((await service.api('GET', headers.get('location') ?? '')).body).toEqual(visit);
  });

  it.each([
    ['Alone', 'alone'],
    ['lone', 'alone'],
    ['In pairs', 'in_pairs'],
    ['pairs', 'in_pairs'],
    ['joint agency', 'joint'],
    ['JOINT', 'joint'],
  ])('understands the kind %s', async (written, kind) => {
    const attendees = kind === 'alone' ? ['practitioner-2'] : ['practitioner-1', 'practitioner-2'];
    expect((await planned({ kind: written, attendees })).kind).toBe(kind);
  });

  it('takes a time with whatever offset', async () => {
    const now = await service.now();
    const inFrance = iso(now + 3 * HOUR).replace('Z', '+01:00');
    expect((await planned({ attendees: ['practitioner-3'], plannedEnd: inFrance })).plannedEnd).toBe(
      iso(now + 2 * HOUR),
    );
  });

  it('takes a home-safe check without a person visited, from now', async () => {
    const { body, status } = await post({ kind: 'home safe', personVisited: undefined, plannedStart: undefined });
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'home_safe', personVisited: null });
    expect(Math.abs(Date.parse(body.plannedStart) - (await service.now()))).toBeLessThan(5_000);
  });

  it('warns of an overlap, and of who may not go alone, and takes it', async () => {
    const now = await service.now();
    const span = { plannedStart: iso(now + 20 * HOUR), plannedEnd: iso(now + 21 * HOUR) };
    const first = await planned({ ...span, attendees: ['practitioner-2'] });
    const second = await planned({
      ...span,
      attendees: ['practitioner-2'],
      personVisited: { ...VISITED, riskOfSeriousHarm: 'Very high' },
    });
    expect(second.warnings).toEqual([expect.stringContaining(first.reference), expect.stringContaining('HVPF 5.3.2')]);
    expect(second.personVisited.riskOfSeriousHarm).toBe('very_high');
  });

  it('tells every fault at once, each with its mend, and plans nothing', async () => {
    const before = (await service.api('GET', '/api/v1/visits')).body.total;
    const { status, body } = await service.api('POST', '/api/v1/visits', {
      attendee: ['practitioner-1'],
      personVisited: { ...VISITED, address: { lines: [], postcode: '?' }, riskOfSeriousHarm: 'lowish' },
      kind: 'alnoe',
      purpose: ' ',
      plannedEnd: '2026-12-01T14:45:00',
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'about:blank', status: 422, instance: '/api/v1/visits' });
    expect(Object.fromEntries(body.errors.map((error) => [error.field, `${error.message}. ${error.mend}`]))).toEqual({
      attendee: expect.stringContaining('Did you mean attendees?'),
      attendees: expect.stringContaining('is missing'),
      'personVisited.address.lines': expect.stringContaining('is empty'),
      'personVisited.address.postcode': expect.stringContaining('Write it like ZZ1 1ZZ'),
      'personVisited.riskOfSeriousHarm': expect.stringContaining('low'),
      kind: expect.stringContaining('Did you mean alone?'),
      purpose: expect.stringContaining('is missing'),
      plannedStart: expect.stringContaining('is missing'),
      plannedEnd: expect.stringMatching(/has no offset.*Z/),
    });
    expect((await service.api('GET', '/api/v1/visits')).body.total).toBe(before);
  });

  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['nobody', { attendees: [] }, 'attendees', /is empty/],
    [
      'a stranger',
      { attendees: ['practitioner-1', 'practitionr-2'], kind: 'joint' },
      'attendees[1]',
      /nobody in the organisation/,
    ],
    ['two alone', { attendees: ['practitioner-1', 'practitioner-2'] }, 'kind', /more than one/],
    [
      'an end in the past',
      { plannedStart: '2020-01-01T10:00:00Z', plannedEnd: '2020-01-01T11:00:00Z' },
      'plannedEnd',
      /passed/,
    ],
    ['a date that does not exist', { plannedStart: '2027-02-30T10:00:00Z' }, 'plannedStart', /is not a date/],
    ['no person visited', { personVisited: null }, 'personVisited', /is missing/],
    ['a number for a text', { purpose: 5 }, 'purpose', /is a number and must be text/],
    ['a control character', { purpose: 'a\u0000b' }, 'purpose', /control character/],
    ['half a letter', { purpose: 'a\ud800b' }, 'purpose', /cut in half/],
    ['a list for the whole', [] as never, '', /must be keys with values/],
  ])('refuses %s', async (_what, changes, field, message) => {
    const asked = Array.isArray(changes) ? changes : await plan(changes);
    const { status, body } = await service.api('POST', '/api/v1/visits', asked);
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(
      expect.objectContaining({ field, message: expect.stringMatching(message), mend: expect.stringMatching(/./) }),
    );
  });

  it('names in the record on whose behalf it was done', async () => {
    const asked = await plan({ attendees: ['practitioner-3'] });
    const { body } = await service.api('POST', '/api/v1/visits', asked, { 'on-behalf-of': 'manager-2' });
    const entries = (await service.api('GET', `/api/v1/visits/${body.id}/entries`)).body;
    expect(entries).toMatchObject({
      total: 1,
      items: [{ seq: 1, kind: 'visit_planned', by: 'manager-2', clause: 'HVPF 8.2.1' }],
    });
    const refused = await service.api('POST', '/api/v1/visits', asked, { 'on-behalf-of': 'somebody' });
    expect([refused.status, refused.body.errors[0].field]).toEqual([422, 'On-Behalf-Of']);
  });
});

describe('the list of visits', () => {
  it('has a visit for those who are on it, and not for whoever was taken off', async () => {
    const { id } = await planned({ attendees: ['practitioner-1'] });
    expect((await patch(id, { attendees: ['practitioner-2'] })).status).toBe(200);
    const of = async (person: string): Promise<string[]> =>
      (await service.api('GET', `/api/v1/visits?person=${person}&perPage=200`)).body.items.map(
        (visit: { id: string }) => visit.id,
      );
    expect([await of('practitioner-1'), await of('practitioner-2')]).toEqual([
      expect.not.arrayContaining([id]),
      expect.arrayContaining([id]),
    ]);
  });

  it('is paged and filtered', async () => {
    const now = await service.now();
    const at = now + 100 * HOUR;
    const mine = [];
    for (const [index, person] of ['practitioner-1', 'practitioner-3', 'practitioner-1'].entries()) {
      mine.push(
        await planned({
          attendees: [person],
          plannedStart: iso(at + index * HOUR),
          plannedEnd: iso(at + index * HOUR + 30 * MINUTE),
        }),
      );
    }
    const list = async (query: string) =>
      (await service.api('GET', `/api/v1/visits?from=${iso(at)}&to=${iso(at + 3 * HOUR)}&${query}`)).body;
    const ids = async (query: string) => (await list(query)).items.map((visit) => visit.id);
    const [first, second, third] = mine.map(({ id }) => id);
    expect(await ids('')).toEqual([first, second, third]);
    expect(await list('perPage=2&page=2')).toMatchObject({ items: [{ id: third }], page: 2, perPage: 2, total: 3 });
    expect(await ids('person=practitioner-3')).toEqual([second]);
    expect(await ids('unit=team-1')).toEqual([first, third]);
    expect(await ids('unit=region-1')).toEqual([first, second, third]);
    await service.api('POST', `/api/v1/visits/${first}/cancel`, { reason: 'moved' });
    expect(await ids('status=planned,in%20progress')).toEqual([second, third]);
    expect(await ids('status=cancelled&status=planned')).toEqual([first, second, third]);
  });

  it('reads an offset whose plus sign was not encoded', async () => {
    expect((await service.api('GET', '/api/v1/visits?from=2026-07-01T15:00:00+01:00')).status).toBe(200);
  });

  it.each([
    ['perPage=201', 'perPage', /from 1 to 200/],
    ['page=0', 'page', /from 1/],
    ['page=two', 'page', /not a number/],
    ['unit=team-9', 'unit', /no unit/],
    ['status=planed,overdue', 'status', /not known/],
    ['from=2026-12-01T10:00', 'from', /no offset/],
    ['persn=practitioner-1', 'persn', /not a known key/],
  ])('refuses %s', async (query, field, message) => {
    const { status, body } = await service.api('GET', `/api/v1/visits?${query}`);
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ field, message: expect.stringMatching(message) })]);
  });
});

describe('changing a visit (HVPF 8.2.2)', () => {
  it('changes what is named and leaves the rest', async () => {
    const visit = await planned();
    const { status, body } = await patch(visit.id, {
      purpose: 'second visit',
      personVisited: { address: { postcode: 'zz2 2zz' } },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      purpose: 'second visit',
      personVisited: { ...VISITED, address: { ...VISITED.address, postcode: 'ZZ2 2ZZ' } },
    });
    expect(body.plannedStart).toBe(visit.plannedStart);
  });

  it('needs the whole of a person visited where there was none', async () => {
    const visit = await planned({ kind: 'home_safe', personVisited: undefined, attendees: ['practitioner-3'] });
    const { status, body } = await patch(visit.id, { personVisited: { name: 'Example Name' } });
    expect(status).toBe(422);
    expect(body.errors.map((error) => error.field)).toContain('personVisited.reference');
  });

  it('moves the deadlines of one that is under way, and tells the contact', async () => {
    const now = await service.now();
    const visit = await planned({
      attendees: ['practitioner-2'],
      plannedStart: iso(now + 1_000),
      plannedEnd: iso(now + 45 * MINUTE),
    });
    await service.phone('+447700900106').texts(`${visit.reference} ARRIVED 45`);
    await service.phone(PHONES.contact).hears();
    const { body } = await patch(visit.id, { plannedEnd: iso(now + 90 * MINUTE) });
    expect(body).toMatchObject({ status: 'in_progress', expectedEnd: iso(now + 90 * MINUTE) });
    expect(await service.phone(PHONES.contact).heardLast()).toContain(visit.reference);
    const cancelled = await service.api('POST', `/api/v1/visits/${visit.id}/cancel`, { reason: 'too late' });
    expect(cancelled).toMatchObject({ status: 409, body: { detail: expect.stringContaining('somebody is inside') } });
    await service.phone('+447700900106').texts('LEFT');
    expect((await patch(visit.id, { purpose: 'over' })).status).toBe(409);
  });

  it('that changes nothing is refused', async () => {
    const { id } = await planned();
    expect((await patch(id, {})).body.errors).toEqual([
      expect.objectContaining({ field: '', message: 'names nothing to change' }),
    ]);
  });

  it('is cancelled with a reason, once', async () => {
    const { id } = await planned();
    expect((await service.api('POST', `/api/v1/visits/${id}/cancel`, {})).body.errors[0].field).toBe('reason');
    expect((await service.api('POST', `/api/v1/visits/${id}/cancel`, { reason: 'ill' })).body.status).toBe('cancelled');
    expect((await service.api('POST', `/api/v1/visits/${id}/cancel`, { reason: 'ill' })).status).toBe(409);
  });

  it.each(['GET', 'PATCH'])('of nobody’s id is not found: %s', async (method) => {
    for (const id of [NOBODY, 'V7K2', '%00', "1' OR '1'='1"]) {
      const body = method === 'GET' ? undefined : { purpose: 'x' };
      expect((await service.api(method, `/api/v1/visits/${encodeURIComponent(id)}`, body)).status).toBe(404);
    }
  });
});

describe('the import of a spreadsheet', () => {
  const HEADER =
    'attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1,address2,postcode,riskOfSeriousHarm';
  const load = (csv: string, type = 'text/csv') =>
    service.api('POST', '/api/v1/visits/import', csv, { 'content-type': type });
  const soon = async (hours: number): Promise<string> =>
    iso((await service.now()) + hours * HOUR)
      .slice(0, 16)
      .replace('T', ' ');

  it('plans every line', async () => {
    const [start, end] = [await soon(200), await soon(201)];
    const [date = '', time = ''] = start.split(' ');
    const british = `${date.split('-').reverse().join('/')} ${time}`;
    const { status, body } = await load(
      [
        `\uFEFF${HEADER}`,
        `practitioner-1,alone,first visit,${start},${end},X1,"Name, Example","1 Example Street",Exampleton,ZZ1 1ZZ,low`,
        '',
        `practitioner-1;practitioner-2,In pairs,"monthly`,
        `visit",${british},${end},X2,Other Name,2 Example Street,,ZZ1 1ZZ,H`,
        `practitioner-3,home safe,end of day,${start},${end}`,
      ].join('\r\n'),
      'text/csv; charset=utf-8',
    );
    expect(status).toBe(201);
    expect(body.planned).toBe(3);
    expect(body.visits.map((visit) => visit.line)).toEqual([2, 4, 6]);
    const at = async (index: number) => (await service.api('GET', `/api/v1/visits/${body.visits[index]?.id}`)).body;
    const [first, pair, home] = [await at(0), await at(1), await at(2)];
    // Winter in the tests' year: local time is UTC.
    expect(first).toMatchObject({
      plannedStart: iso(Date.parse(`${start.replace(' ', 'T')}Z`)),
      personVisited: { name: 'Name, Example', address: { lines: ['1 Example Street', 'Exampleton'] } },
    });
    expect(pair).toMatchObject({
      kind: 'in_pairs',
      purpose: 'monthly visit',
      plannedStart: first.plannedStart,
      personVisited: { riskOfSeriousHarm: 'high' },
    });
    expect(pair.attendees).toHaveLength(2);
    expect(home).toMatchObject({ kind: 'home_safe', personVisited: null });
    expect(body.visits[1]?.warnings.join(' ')).toContain(first.reference);
  });

  it('plans none when one line has a fault, and tells each fault with its line and column', async () => {
    const before = (await service.api('GET', '/api/v1/visits')).body.total;
    const [start, end] = [await soon(300), await soon(301)];
    const { status, body } = await load(
      [
        HEADER,
        `practitioner-1,alone,first visit,${start},${end},X1,Example Name,1 Example Street,,ZZ1 1ZZ,low`,
        `practitioner-1,alone,,${start},31/02/2027 10:00,X1,Example Name,,,ZZ1 1ZZ,none`,
        `practitioner-9,alone,visit,${start},${end},X1,Example Name,1 Example Street,,ZZ1 1ZZ,low,extra`,
      ].join('\n'),
    );
    expect(status).toBe(422);
    expect(body.errors.map(({ line, field }) => `${line} ${field}`).sort()).toEqual([
      '3 address1',
      '3 plannedEnd',
      '3 purpose',
      '3 riskOfSeriousHarm',
      '4 ',
    ]);
    const stranger = await load(
      [HEADER, `practitioner-9,alone,visit,${end},${start},X1,Example Name,1 Example Street,,ZZ1 1ZZ,low`].join('\n'),
    );
    expect(stranger.body.errors.map(({ line, field }) => `${line} ${field}`)).toEqual(['2 attendees', '2 plannedEnd']);
    expect((await service.api('GET', '/api/v1/visits')).body.total).toBe(before);
  });

  it.each([
    ['semicolons between the cells', (text: string) => text.replaceAll(',', ';')],
    ['tabs between the cells', (text: string) => text.replaceAll(',', '\t')],
    [
      'other capitals and spaces in the header',
      (text: string) =>
        text.replace('plannedStart', 'Planned start').replace('riskOfSeriousHarm', 'RISK OF SERIOUS HARM'),
    ],
  ])('reads %s', async (_what, written) => {
    const line = `practitioner-3,alone,visit,${await soon(400)},${await soon(401)},X1,Example Name,1 Example Street,,ZZ1 1ZZ,low`;
    expect((await load(written(`${HEADER}\n${line}\n`))).body.planned).toBe(1);
  });

  it.each([
    ['an unknown column', 'atendees,kind,purpose,plannedEnd\nx,y,z,t', 'atendees', /attendees\?/],
    ['a missing column', 'attendees,kind,purpose\nx,y,z', 'plannedEnd', /Add a column/],
    ['nothing below the header', `${HEADER}\n`, '', /one line for each visit/],
    ['an open quote', `${HEADER}\n"practitioner-1,alone`, '', /quotes/],
    ['another encoding', `${HEADER}\npractitioner-1,alone,\uFFFD`, '', /UTF-8/],
  ])('refuses %s', async (_what, csv, field, mend) => {
    const { status, body } = await load(csv);
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field, mend: expect.stringMatching(mend) });
  });
});

describe('looking at who is visited (P11)', () => {
  const looks = (chain: string) =>
    service.query<{ by: string; text: string; data: { token?: string; visits?: string[] } }>(
      `SELECT by, text, data FROM entry WHERE chain = $1 AND kind = 'person_viewed' ORDER BY seq`,
      [chain],
    );
  const of = (id: string) => looks(`visit:${id}`);
  const AS_MANAGER = { 'on-behalf-of': 'manager-1' };
  const BY_TOKEN = ' through the API (token "ADMIN_TOKEN")';

  it('is an entry of the visit: of whom the caller acts for, once for a quarter of an hour', async () => {
    const { id } = await planned();
    expect(await of(id)).toEqual([]);
    for (const headers of [AS_MANAGER, AS_MANAGER, {}])
      await service.api('GET', `/api/v1/visits/${id}`, undefined, headers);
    const look = `looked at who is visited, and where${BY_TOKEN}.`;
    expect(await of(id)).toEqual([
      { by: 'manager-1', text: `Manager One ${look}`, data: { token: 'ADMIN_TOKEN' } },
      { by: 'api', text: `A program ${look}`, data: { token: 'ADMIN_TOKEN' } },
    ]);
    await service.advance(16 * MINUTE);
    await service.api('GET', `/api/v1/visits/${id}`, undefined, AS_MANAGER);
    expect(await of(id)).toHaveLength(3);
  });

  it('is an entry where the answer to a change or a cancellation shows it', async () => {
    const { id } = await planned();
    await patch(id, { purpose: 'second visit' });
    expect(await of(id)).toMatchObject([{ by: 'api' }]);
    await service.api('POST', `/api/v1/visits/${id}/cancel`, { reason: 'ill' }, AS_MANAGER);
    expect((await of(id)).map(({ by }) => by)).toEqual(['api', 'manager-1']);
  });

  it('in a list is one entry of the office for those that were not listed lately; home-safe checks show nobody', async () => {
    const before = (await looks('office')).length;
    const listed = async (query = '') => {
      await service.api('GET', `/api/v1/visits?person=practitioner-3&perPage=200${query}`, undefined, AS_MANAGER);
      return (await looks('office')).slice(before);
    };
    const [one, other] = [
      await planned({ attendees: ['practitioner-3'] }),
      await planned({ attendees: ['practitioner-3'] }),
    ];
    const home = await planned({ attendees: ['practitioner-3'], kind: 'home_safe', personVisited: undefined });
    const [first] = await listed();
    expect(first?.text).toMatch(
      /^Manager One listed visits through the API \(token "ADMIN_TOKEN"\): who is visited, and/,
    );
    expect(first?.data.visits).toEqual(expect.arrayContaining([one.reference, other.reference]));
    expect(first?.data.visits).not.toContain(home.reference);
    expect(await listed()).toHaveLength(1);
    const third = await planned({ attendees: ['practitioner-3'] });
    expect((await listed()).map(({ data }) => data.visits).slice(1)).toEqual([[third.reference]]);
    await service.advance(16 * MINUTE);
    expect(await listed('&status=planned')).toHaveLength(3);
  });

  it('in a list is one entry of the office however much was written to its record meanwhile, or looked at once', async () => {
    const { reference } = await planned({ attendees: ['practitioner-3'] });
    const list = () => service.api('GET', '/api/v1/visits?person=practitioner-3&perPage=200', undefined, AS_MANAGER);
    const named = async () => (await looks('office')).filter(({ data }) => data.visits?.includes(reference)).length;
    await Promise.all([1, 2, 3].map(list));
    expect(await named()).toBe(1);
    const entry = { kind: 'fault', clause: null, by: 'allswell', text: 'A line.', incidentId: null, data: {} } as const;
    const at = await service.now();
    await service.app
      .get<Ledger>(LEDGER)
      .transaction((page) => page.writeOffice(Array.from({ length: 2_100 }, () => ({ at, ...entry }))));
    await list();
    expect(await named()).toBe(1);
    const plan = await service.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT 1 FROM entry WHERE chain = 'office' AND kind = 'person_viewed' AND by = 'a' AND at > now()`,
    );
    expect(plan.map((line) => line['QUERY PLAN']).join(' ')).toContain('entry_list_viewed');
  });

  it('is no entry where nobody is shown: the record, the list of incidents, a token that may not see it', async () => {
    const { id } = await planned();
    const expiresAt = iso((await service.now()) + 24 * HOUR);
    const { body } = await service.api<{ token: string }>('POST', '/api/v1/tokens', {
      name: 'Planner',
      rights: ['see_visits', 'plan_visits'],
      expiresAt,
    });
    const bearer = { authorization: `Bearer ${body.token}` };
    const office = (await looks('office')).length;
    expect((await service.api('GET', `/api/v1/visits/${id}`, undefined, bearer)).body.personVisited).toBeNull();
    await service.api('GET', '/api/v1/visits', undefined, bearer);
    await service.api('GET', `/api/v1/visits/${id}/entries`);
    expect([await of(id), (await looks('office')).length]).toEqual([[], office]);
  });
});
