import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { WakeUpQueue } from '../../src/adapters/jobs/wake-up-queue.js';
import { WAKE_UPS } from '../../src/application/ports/wake-ups.js';
import { readRedisUrl } from '../../src/config/redis-url.js';
import { HOUR, iso, SECOND, type Instant } from '../../src/domain/time/instant.js';
import { listen, type Listener } from '../support/listener.js';
import { PHONES, VISITED } from '../support/office.js';
import { describeWithRedis, startRedis, type TestRedis } from '../support/redis.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

/** The wake-ups on a real Redis: single, behind a Sentinel, in a Cluster; unsafe, emptied, away and frozen. */

const servers: TestRedis[] = [];
async function redis(...args: Parameters<typeof startRedis>): Promise<TestRedis> {
  const server = await startRedis(...args);
  servers.push(server);
  return server;
}

function client(server: TestRedis): Redis {
  const connection = new Redis({ host: '127.0.0.1', port: server.port, maxRetriesPerRequest: 1 });
  connection.on('error', () => undefined);
  return connection;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const SAFE = ['appendonly yes', 'maxmemory-policy noeviction'];

afterAll(() => Promise.all(servers.map((server) => server.stop())));

describeWithRedis('The service with a Redis that is set unsafely', () => {
  let server: TestRedis;
  let operator: Listener;
  let service: TestService;
  let onServer: Redis;

  beforeAll(async () => {
    // BullMQ warns by itself too, to the console.
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    [server, operator] = await Promise.all([redis(['save ""', 'maxmemory-policy allkeys-lru']), listen()]);
    onServer = client(server);
    service = await startTestService({
      environment: { REDIS_URL: `redis://127.0.0.1:${server.port}`, OPERATOR_URL: operator.url },
    });
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    onServer?.disconnect();
    await operator?.close();
    jest.restoreAllMocks();
  });

  const health = () =>
    service.api<{ status: string; components: Record<string, { status: string; details: Record<string, unknown> }> }>(
      'GET',
      '/health',
    );
  const queueDetails = async () => (await health()).body.components['queue'];

  it('says in its health what is unsafe, and is UP all the same: the loop needs no queue', async () => {
    await until('warnings', async () => (await queueDetails())?.details['warnings']);
    expect(await queueDetails()).toEqual({
      status: 'UP',
      details: {
        engine: 'redis',
        connected: true,
        warnings: [expect.stringContaining('"allkeys-lru"'), expect.stringContaining('appendonly yes')],
      },
    });
  });

  it('tells the operator', async () => {
    const told = await until('both alarms', () => operator.heard.length >= 2 && operator.heard);
    expect(told.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { kind: 'queue', text: expect.stringContaining('noeviction'), at: expect.any(String) },
      { kind: 'queue', text: expect.stringContaining('appendonly yes'), at: expect.any(String) },
    ]);
  });

  it('asks for the wake-ups to come again after Redis was emptied', async () => {
    const now = await service.now();
    await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: iso(now),
      plannedEnd: iso(now + HOUR),
    });
    // The reminder, 5 minutes before the end, is soon enough to be asked for now.
    await service.phone(PHONES.practitioner).texts('ARRIVED 8');
    const delayed = () => onServer.zcard('{allswell}:wake-ups:delayed');
    const asked = await until('a delayed job', delayed);
    await onServer.flushall();
    await service.app.get<WakeUpQueue>(WAKE_UPS).askAgain();
    expect(await until('a delayed job', delayed)).toBe(asked);
  });

  it('acts on deadlines while Redis is away, is UP, and finds Redis again', async () => {
    await server.kill();
    await until('that Redis is away', async () => (await queueDetails())?.details['connected'] === false);
    await service.advance(HOUR);
    const incidents = await service.query<{ kind: string }>('SELECT kind FROM incident');
    expect(incidents).toEqual([{ kind: 'overdue' }]);
    await until('UP', async () => (await health()).status === 200);
    await server.startAgain();
    await until('that Redis is back', async () => (await queueDetails())?.details['connected']);
  }, 60_000);
});

describeWithRedis('The queue of wake-ups', () => {
  const queues: WakeUpQueue[] = [];
  afterEach(async () => {
    await Promise.all(queues.splice(0).map((queue) => queue.stop()));
  });

  interface Running {
    readonly queue: WakeUpQueue;
    readonly woken: () => number;
    readonly alarms: readonly string[];
  }

  function start(url: string, due: () => readonly Instant[]): Running {
    const address = readRedisUrl(url);
    if (!address) throw new Error(`Not an address: ${url}`);
    let woken = 0;
    const alarms: string[] = [];
    const queue = new WakeUpQueue(
      { databaseUrl: '', redis: address },
      { now: () => Date.now(), due: () => Promise.resolve(due()) },
      silent,
      { alarm: (_kind, text) => alarms.push(text) },
    );
    queues.push(queue);
    void queue.start(() => (woken += 1));
    return { queue, woken: () => woken, alarms };
  }

  const inASecond = () => [Date.now() + SECOND];

  it('wakes by a Redis that is set safely, and has nothing to say of it', async () => {
    const server = await redis(SAFE);
    const { woken, alarms, queue } = start(`redis://127.0.0.1:${server.port}`, inASecond);
    await until('awake', woken);
    expect([alarms, queue.state.warnings]).toEqual([[], []]);
  });

  it('says so where Redis does not let its settings be read', async () => {
    const server = await redis();
    const onServer = client(server);
    await onServer.acl('SETUSER', 'allswell', 'on', '>secret', '~*', '&*', '+@all', '-config');
    onServer.disconnect();
    const { alarms } = start(`redis://allswell:secret@127.0.0.1:${server.port}`, () => []);
    const [told] = await until('an alarm', () => alarms.length > 0 && alarms);
    expect(told).toContain('does not let');
  });

  it('wakes by the master that a Sentinel names', async () => {
    const master = await redis(SAFE);
    const sentinel = await redis([`sentinel monitor the-master 127.0.0.1 ${master.port} 1`], { sentinel: true });
    const { woken } = start(`redis+sentinel://127.0.0.1:${sentinel.port}/the-master`, inASecond);
    await until('awake', woken);
  });

  it('wakes by a Cluster, in one slot of which all its keys lie', async () => {
    const node = await redis([...SAFE, 'cluster-enabled yes', 'cluster-announce-ip 127.0.0.1']);
    const onNode = client(node);
    await onNode.cluster('ADDSLOTSRANGE', 0, 16_383);
    await until('a whole Cluster', async () => (await onNode.cluster('INFO')).includes('cluster_state:ok'));
    const { woken, queue } = start(`redis+cluster://127.0.0.1:${node.port}`, inASecond);
    await until('awake', woken);
    const slots = await Promise.all((await onNode.keys('*')).map((key) => onNode.cluster('KEYSLOT', key)));
    expect(new Set(slots).size).toBe(1);
    expect(queue.state).toMatchObject({ connected: true, warnings: [] });
    onNode.disconnect();
  });

  it('is not there yet when the service starts: nothing waits for it, and it wakes once it is', async () => {
    const server = await redis(SAFE);
    await server.kill();
    const { queue, woken } = start(`redis://127.0.0.1:${server.port}`, inASecond);
    queue.at([Date.now() + SECOND]);
    expect(queue.state.connected).toBe(false);
    await server.startAgain();
    await until('awake', woken);
  });

  it.each(['from the start', 'since a moment ago'])('stops while Redis is away %s', async (since) => {
    const server = await redis(SAFE);
    if (since === 'from the start') await server.kill();
    const { queue } = start(`redis://127.0.0.1:${server.port}`, inASecond);
    if (since !== 'from the start') await until('connected', () => queue.state.connected);
    await server.kill();
    await queue.stop();
    expect(queue.state.connected).toBe(false);
  });

  it('is not held up by a Redis that is frozen, and wakes again when it is not', async () => {
    const server = await redis(SAFE);
    let due: readonly Instant[] = [];
    const { queue, woken } = start(`redis://127.0.0.1:${server.port}`, () => due);
    await until('connected', () => queue.state.connected);
    process.kill(server.pid, 'SIGSTOP');
    try {
      for (let second = 0; second < 5_000; second += 1) queue.at([Date.now() + second * SECOND]);
      await until('that it has given Redis up', () => !queue.state.connected);
      due = inASecond();
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
    await until('awake', woken);
  });
});
