import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, MINUTE } from '../../src/domain/time/instant.js';
import { RIGHTS, type Right } from '../../src/domain/permission/rights.js';
import { VISITED } from '../support/office.js';
import { story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** Machines with tokens of their own: some rights, in some units, for some time. */

const EVERY = Object.keys(RIGHTS) as Right[];
const OF_THE_FIRST_TEAM = /Practitioner One|practitioner-1|Example Name|Contact One/;

let day: Story;
let incidentId: string;
beforeAll(async () => {
  day = await story();
  await day.service.phone('+447700900101').texts('ARRIVED 45');
  await day.service.advance(UNTIL_OVERDUE + MINUTE);
  incidentId = (await day.incident()).id;
}, 60_000);
afterAll(() => day?.end());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function given(
  rights: readonly Right[],
  unit?: string,
  by: Record<string, string> = {},
  days = 30,
): Promise<{ id: string; token: string; headers: Record<string, string> }> {
  const expiresAt = new Date((await day.service.now()) + days * DAY).toISOString();
  const { status, body } = await day.service.api<{ id: string; token: string }>(
    'POST',
    '/api/v1/tokens',
    { name: 'A test', rights, expiresAt, ...(unit ? { unit } : {}) },
    by,
  );
  expect(status).toBe(201);
  return { id: body.id, token: body.token, headers: bearer(body.token) };
}

describe('a token with some rights', () => {
  it('opens what it was given for', async () => {
    const { headers } = await given(['see_visits']);
    const { status, body } = await day.service.api('GET', '/api/v1/visits', undefined, headers);
    expect([status, body.total]).toEqual([200, 1]);
  });

  it('shows nobody who is visited without the right to see them (P11)', async () => {
    const { headers } = await given(['see_visits']);
    const { body } = await day.service.api('GET', `/api/v1/visits/${day.visitId}`, undefined, headers);
    expect(body.personVisited).toBeNull();
  });

  it('of each operation: is refused where it has every right but the one that is needed', async () => {
    const { body: document } = await day.service.api<{
      paths: Record<string, Record<string, { operationId: string; description: string }>>;
    }>('GET', '/api/openapi.json');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, description }]) => ({
        method: method.toUpperCase(),
        path: path.replaceAll(/\{\w+\}/g, '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10'),
        operationId,
        needs: /Needs the right `(\w+)`/.exec(description)?.[1] as Right,
      })),
    );
    expect(operations.length).toBeGreaterThan(40);
    const tokens = new Map<Right, Record<string, string>>();
    for (const { needs } of operations) {
      if (!tokens.has(needs)) tokens.set(needs, (await given(EVERY.filter((right) => right !== needs))).headers);
    }
    for (const { method, path, operationId, needs } of operations) {
      const { status, body } = await day.service.api(method, path, undefined, tokens.get(needs));
      expect([operationId, status, body.detail]).toEqual([operationId, 403, expect.stringContaining(needs)]);
    }
  }, 60_000);
});

describe('a token of the team next door', () => {
  let headers: Record<string, string>;
  beforeAll(async () => {
    ({ headers } = await given(EVERY, 'team-2'));
  });

  it.each([
    '/api/v1/visits',
    '/api/v1/incidents',
    '/api/v1/incidents/export?format=csv',
    '/api/v1/messages',
    '/api/v1/people',
    '/api/v1/units',
    '/api/v1/rota',
    '/api/v1/absences',
    '/api/v1/drills',
    '/api/v1/tokens',
  ])('%s: holds nothing of the first team', async (path) => {
    const { status, body } = await day.service.api<unknown>('GET', path, undefined, headers);
    expect([status, OF_THE_FIRST_TEAM.exec(JSON.stringify(body))?.[0]]).toEqual([200, undefined]);
  });

  it.each<{ method: string; path: () => string; body?: object }>([
    { method: 'GET', path: () => `/api/v1/visits/${day.visitId}` },
    { method: 'GET', path: () => `/api/v1/visits/${day.visitId}/entries` },
    { method: 'PATCH', path: () => `/api/v1/visits/${day.visitId}`, body: { purpose: 'changed' } },
    { method: 'POST', path: () => `/api/v1/visits/${day.visitId}/cancel`, body: { reason: 'x' } },
    { method: 'POST', path: () => `/api/v1/visits/${day.visitId}/alert-code`, body: { by: 'contact-1' } },
    { method: 'GET', path: () => `/api/v1/incidents/${incidentId}` },
    { method: 'GET', path: () => `/api/v1/incidents/${incidentId}/call-sheet` },
    { method: 'GET', path: () => `/api/v1/incidents/${incidentId}/export?format=json` },
    { method: 'POST', path: () => `/api/v1/incidents/${incidentId}/reports`, body: { by: 'manager-1', kind: 'safe' } },
    { method: 'GET', path: () => '/api/v1/people/practitioner-1' },
    { method: 'DELETE', path: () => '/api/v1/people/practitioner-1' },
    { method: 'GET', path: () => '/api/v1/units/team-1' },
  ])('$method of what is the first team’s ($#): there is nothing', async ({ method, path, body }) => {
    const answer = await day.service.api(method, path(), body, headers);
    expect([path(), answer.status]).toEqual([path(), 404]);
    expect(await day.incident()).toMatchObject({ status: 'open', kind: 'overdue' });
  });

  it('plans no visit of somebody in the first team', async () => {
    const now = await day.service.now();
    const { status, body } = await day.service.api(
      'POST',
      '/api/v1/visits',
      {
        attendees: ['practitioner-2'],
        personVisited: VISITED,
        kind: 'alone',
        purpose: 'x',
        plannedStart: new Date(now + MINUTE).toISOString(),
        plannedEnd: new Date(now + 45 * MINUTE).toISOString(),
      },
      headers,
    );
    expect([status, body.errors[0]]).toEqual([422, expect.objectContaining({ field: 'attendees[0]' })]);
  });

  it('changes nobody of the first team, and takes nobody over', async () => {
    const person = { name: 'Practitioner One', mobile: '+447700900101', roles: ['practitioner'] };
    for (const unit of ['team-1', 'team-2']) {
      const { status } = await day.service.api('PUT', '/api/v1/people/practitioner-1', { ...person, unit }, headers);
      expect([unit, status]).toEqual([unit, 404]);
    }
    const shift = { unit: 'team-1', contacts: ['contact-1'], days: ['mon'], from: '09:00', to: '17:00' };
    expect((await day.service.api('POST', '/api/v1/rota', shift, headers)).status).toBe(403);
  });

  it('runs its own people', async () => {
    const person = { id: 'new-2', name: 'Somebody New', unit: 'team-2', roles: ['contact'] };
    expect((await day.service.api('POST', '/api/v1/people', person, headers)).status).toBe(201);
    expect((await day.service.api('DELETE', '/api/v1/people/new-2', undefined, headers)).status).toBe(204);
  });

  it('speaks for nobody of another team', async () => {
    const { status, body } = await day.service.api('DELETE', '/api/v1/people/practitioner-3', undefined, {
      ...headers,
      'on-behalf-of': 'manager-1',
    });
    expect([status, body.errors[0].field]).toEqual([422, 'On-Behalf-Of']);
  });

  it('gives no token that reaches further than itself, nor one with a right that it has not', async () => {
    const expiresAt = new Date((await day.service.now()) + DAY).toISOString();
    const give = async (from: Record<string, string>, asked: object) =>
      (await day.service.api('POST', '/api/v1/tokens', { name: 'x', expiresAt, ...asked }, from)).body.errors?.[0]
        ?.field;
    expect(await give(headers, { rights: ['see_visits'] })).toBe('unit');
    expect(await give(headers, { rights: ['see_visits'], unit: 'team-1' })).toBe('unit');
    const narrow = await given(['manage_tokens'], 'team-2');
    expect(await give(narrow.headers, { rights: ['see_visits'], unit: 'team-2' })).toBe('rights');
  });
});

describe('a token that is no good any more', () => {
  const tried = async (headers: Record<string, string>) =>
    (await day.service.api('GET', '/api/v1/visits', undefined, headers)).status;

  it('revoked: it opens nothing from the next call on, and revoking it again changes nothing', async () => {
    const { id, headers } = await given(['see_visits']);
    expect(await tried(headers)).toBe(200);
    expect((await day.service.api('DELETE', `/api/v1/tokens/${id}`)).status).toBe(204);
    expect((await day.service.api('DELETE', `/api/v1/tokens/${id}`)).status).toBe(204);
    expect(await tried(headers)).toBe(401);
  });

  it('of a unit that there is not: is not given', async () => {
    const { status, body } = await day.service.api('POST', '/api/v1/tokens', {
      name: 'x',
      rights: ['see_visits'],
      unit: 'nowhere',
      expiresAt: '2099-01-01T00:00:00Z',
    });
    expect([status, body.errors[0].field]).toEqual([422, 'unit']);
  });

  it('for longer than two years: is not given', async () => {
    const expiresAt = (days: number) => day.service.now().then((now) => new Date(now + days * DAY).toISOString());
    const give = async (days: number) =>
      day.service.api('POST', '/api/v1/tokens', {
        name: 'x',
        rights: ['see_visits'],
        expiresAt: await expiresAt(days),
      });
    const { status, body } = await give(733);
    expect([status, body.errors[0].field, (await give(731)).status]).toEqual([422, 'expiresAt', 201]);
  });

  it('made up: it opens nothing', async () => {
    expect(await tried(bearer(`allswell_${'A'.repeat(43)}`))).toBe(401);
  });
});

describe('what is kept', () => {
  it('the token itself is nowhere: only its hash; giving and revoking stand in the record', async () => {
    const { id, token } = await given(['see_visits'], 'team-1', { 'on-behalf-of': 'head-1' });
    await day.service.api('DELETE', `/api/v1/tokens/${id}`);
    const rows = await day.service.query<{ row: string }>(
      `SELECT row_to_json(api_token)::text AS row FROM api_token UNION ALL SELECT row_to_json(entry)::text FROM entry`,
    );
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
    const entries = await day.service.query<{ by: string; text: string }>(
      `SELECT by, text FROM entry WHERE data ->> 'token' = $1 ORDER BY seq`,
      [id],
    );
    expect(entries).toEqual([
      { by: 'head-1', text: 'API token "A test" was given.' },
      { by: 'api', text: 'API token "A test" was revoked.' },
    ]);
  });

  it('expired: it opens nothing', async () => {
    const { headers } = await given(['see_visits'], undefined, {}, 1);
    await day.service.query(`UPDATE api_token SET expires_at = now() - interval '1 second'`);
    expect((await day.service.api('GET', '/api/v1/visits', undefined, headers)).status).toBe(401);
  });
});
