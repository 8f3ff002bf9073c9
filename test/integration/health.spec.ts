import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NightWatch } from '../../src/adapters/jobs/night-watch.js';
import { CHANGES, type Changes } from '../../src/application/ports/changes.js';
import { PULSE, type Pulse } from '../../src/application/ports/pulse.js';
import { HOUR, iso } from '../../src/domain/time/instant.js';
import { VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

/** The suite is run on both (.ci/run). */
const ENGINE = process.env['TEST_REDIS_URL'] ? 'redis' : 'postgres';

/** `/health` (P12), through its door: each thing that can go wrong shows, says why and the mend, and goes away when mended. */

interface Health {
  readonly status: string;
  readonly components: Readonly<Record<string, { status: string; details: Record<string, unknown> }>>;
}

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  // From here on nobody does any work: the rows say what this suite puts there.
  await service.app.get(NightWatch).stop();
}, 60_000);
afterAll(() => service?.stop());

beforeEach(async () => {
  for (const table of ['deadline', 'message', 'inbound', 'worker']) await service.query(`DELETE FROM ${table}`);
  await service.query(`UPDATE watch SET swept_at = now()`);
  await worker('all');
});

const health = () => service.api<Health>('GET', '/health');

/** The names of the components that are DOWN; each says why, and the mend. */
async function down(): Promise<string[]> {
  const { status, body } = await health();
  const found = Object.entries(body.components).filter(([, component]) => component.status === 'DOWN');
  expect([status, body.status]).toEqual(found.length > 0 ? [503, 'DOWN'] : [200, 'UP']);
  for (const [, { details }] of found)
    expect(details).toMatchObject({ why: expect.any(String), mend: expect.any(String) });
  return found.map(([name]) => name);
}

const worker = (role: string, clockAhead = 0) =>
  service.query(
    `INSERT INTO worker (id, name, role, started_at, seen_at, clock_offset_ms)
      VALUES (gen_random_uuid(), 'a:1', $1, now(), now() + interval '1 hour', $2)`,
    [role, clockAhead],
  );

const message = (values: Readonly<Record<string, unknown>>) => {
  const row = {
    id: crypto.randomUUID(),
    person: 'contact-1',
    mobile: '+447700900102',
    body: 'x',
    purpose: 'ask',
    urgency: 0,
    state: 'pending',
    attempts: 0,
    created_at: new Date(),
    next_attempt_at: new Date(),
    ...values,
  };
  const names = Object.keys(row);
  return service.query(
    `INSERT INTO message (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
};

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);

describe('The service is', () => {
  it('UP while nothing is late and a worker is there', async () => {
    expect(await down()).toEqual([]);
    const { components } = (await health()).body;
    expect(components['workers']?.details).toEqual({
      seen: [{ id: expect.stringMatching(/^[0-9a-f]{8}$/), role: 'all' }],
      silent: 0,
    });
    expect(components['queue']).toEqual({ status: 'UP', details: { engine: ENGINE, connected: true } });
  });

  it('DOWN when a deadline has waited for over 10 seconds', async () => {
    const now = await service.now();
    await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: iso(now),
      plannedEnd: iso(now + HOUR),
    });
    await service.query(`UPDATE deadline SET due_at = now() - interval '5 seconds'`);
    expect(await down()).toEqual([]);
    await service.query(`UPDATE deadline SET due_at = now() - interval '11 seconds'`);
    expect(await down()).toEqual(['deadlines']);
  });

  it.each(['pending', 'sending', 'unknown'])('DOWN when an alert is %s for over 15 seconds', async (state) => {
    await message({ state, created_at: ago(5) });
    expect(await down()).toEqual([]);
    await message({ state, created_at: ago(16) });
    expect(await down()).toEqual(['alerts']);
  });

  it('UP while a reminder waits', async () => {
    await message({ urgency: 1, created_at: ago(600) });
    expect(await down()).toEqual([]);
  });

  it('DOWN when a text has waited for over 15 seconds', async () => {
    await service.query(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at)
        VALUES ('SM1', '+447700900101', '+447700900000', 'LEFT', now() - interval '16 seconds', now())`,
    );
    expect(await down()).toEqual(['texts']);
  });

  it('DOWN when nobody has looked for deadlines for 15 seconds', async () => {
    await service.query(`UPDATE watch SET swept_at = 'infinity'`);
    expect(await down()).toEqual(['sweeper']);
    await service.query(`UPDATE watch SET swept_at = now() - interval '16 seconds'`);
    expect(await down()).toEqual(['sweeper']);
  });

  it('DOWN when only doors are there', async () => {
    await service.query(`DELETE FROM worker`);
    await worker('web');
    expect(await down()).toEqual(['workers']);
  });

  it('DOWN while the provider takes nothing, and UP once it takes a text again', async () => {
    for (const state of ['pending', 'unknown']) await message({ state, urgency: 1, attempts: 2, claimed_at: ago(2) });
    expect(await down()).toEqual(['provider']);
    await message({ state: 'accepted', accepted_at: ago(1) });
    expect(await down()).toEqual([]);
  });

  it('UP when the provider has not been tried for a minute', async () => {
    await message({ urgency: 1, attempts: 9, claimed_at: ago(61) });
    expect(await down()).toEqual([]);
  });

  it('DOWN when the provider refuses our settings, until it takes a text', async () => {
    await message({ state: 'failed', failure: 'settings', claimed_at: ago(300), created_at: ago(300) });
    expect(await down()).toEqual(['provider']);
    await message({ state: 'delivered', created_at: ago(200), accepted_at: ago(200) });
    expect(await down()).toEqual([]);
  });

  it('UP when the provider refuses one phone', async () => {
    await message({ state: 'failed', failure: 'bad_number', attempts: 1, claimed_at: ago(2) });
    expect(await down()).toEqual([]);
  });

  it("UP, with a warning, when another process's clock is off: Postgres's decides", async () => {
    await worker('worker', -20_000);
    expect(await down()).toEqual([]);
    expect((await health()).body.components['clock']?.details).toMatchObject({
      warning: expect.any(String),
      others: [{ id: expect.any(String), aheadSeconds: -20 }],
    });
  });

  it('UP, with a warning that says the mend, where changes are not told of at once', async () => {
    const changes = service.app.get<Changes>(CHANGES);
    await until('it hears itself', () => changes.isHeard);
    expect((await health()).body.components['boards']).toEqual({ status: 'UP', details: { toldAtOnce: true } });
    Object.defineProperty(changes, 'isHeard', { value: false, configurable: true });
    try {
      expect(await down()).toEqual([]);
      expect((await health()).body.components['boards']?.details).toEqual({
        toldAtOnce: false,
        warning: expect.stringContaining('DATABASE_URL'),
      });
      expect((await service.api<string>('GET', '/metrics')).body).toContain('\nallswell_changes_heard 0\n');
    } finally {
      Reflect.deleteProperty(changes, 'isHeard');
    }
    expect((await service.api<string>('GET', '/metrics')).body).toContain('\nallswell_changes_heard 1\n');
  });

  it('DOWN, but alive, while the database is away', async () => {
    const pulse = service.app.get<Pulse>(PULSE);
    const read = pulse.read.bind(pulse);
    pulse.read = () => Promise.reject(new Error('Connection terminated unexpectedly'));
    try {
      expect(await down()).toContain('db');
      expect((await service.api('GET', '/health/readiness')).status).toBe(503);
      expect((await service.api('GET', '/health/liveness')).status).toBe(200);
    } finally {
      pulse.read = read;
    }
    expect(await down()).toEqual([]);
  });
});
