import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { NightWatch } from '../../src/adapters/jobs/night-watch.js';
import type { SimulatorSettings } from '../../src/adapters/simulator/simulator-settings.js';
import { readSettings, type Settings } from '../../src/config/settings.js';
import { SECOND, type Instant, type Milliseconds } from '../../src/domain/time/instant.js';
import { startService, type Service } from '../../src/service.js';
import { checkContract } from './contract.js';
import { OFFICE } from './office.js';
import { freshDatabase } from './postgres.js';
import type { Said } from './said.js';
import { TestClock } from './test-clock.js';

export const TOKEN = 'a-token-for-the-tests';

export interface Answer<T = Said> {
  readonly status: number;
  readonly headers: Headers;
  /** JSON as what it says; anything else as text. */
  readonly body: T;
}

/** The whole service, with simulated phones and a clock that can be moved on. */
export interface TestService extends Service {
  readonly url: string;
  now(): Promise<Instant>;
  /** Lets time pass: every deadline on the way is acted on at its own moment. */
  advance(time: Milliseconds): Promise<void>;
  /** Time passes, and nobody watches. */
  outage(time: Milliseconds): Promise<void>;
  /** Waits until there is nothing left to do at this moment. */
  settled(): Promise<void>;
  /** Calls the API with its token, and holds the answer against its description. */
  api<T = Said>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  phone(number: string): TestPhone;
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export interface TestPhone {
  texts(body: string): Promise<void>;
  /** Every text that it has got, oldest first. */
  hears(): Promise<string[]>;
  /** The newest. */
  heardLast(): Promise<string | undefined>;
  /** Fails when it has got more than it was known to have got. */
  expectNoMore(): Promise<void>;
}

export interface TestOptions {
  /** As in the environment: POLICY_FILE, TIME_ZONE ... An empty one is as if it were not set. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Another process on the same database, with the same clock; its doors are those of the first. */
  readonly beside?: TestService;
  /** What stands between the service and its database. */
  readonly through?: (databaseUrl: string) => Promise<string>;
  /** How long the process says that it has run. */
  readonly uptime?: () => number;
  /** Null: nobody is in the office yet. */
  readonly office?: object | null;
}

export async function startTestService({
  environment = {},
  beside,
  through = (url) => Promise.resolve(url),
  uptime,
  office = beside ? null : OFFICE,
}: TestOptions = {}): Promise<TestService> {
  const first = beside as Running | undefined;
  const database = first
    ? { url: first.settings.databaseUrl ?? '', drop: () => Promise.resolve() }
    : await freshDatabase();
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'allswell-data-'));
  const read = readSettings({
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: first?.url ?? `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    DATABASE_URL: await through(database.url),
    ADMIN_TOKEN: TOKEN,
    REDIS_URL: ownRedis(),
    ENCRYPTION_KEYS: first?.settings.encryptionKeys[0] ?? randomBytes(32).toString('base64'),
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    ...environment,
  });
  // A test waits for every status of every text.
  const settings: Settings & Pick<SimulatorSettings, 'statusEvery'> = { ...read, statusEvery: 15 };
  let clock: TestClock | undefined;
  const service = await startService(settings, {
    clock: (real) => (clock = first?.clock ?? new TestClock(real)),
    ...(uptime && { uptime }),
  });
  if (!clock) throw new Error('The service took no clock.');
  const running = new Running(service, clock, async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  if (office) {
    const { status, body } = await running.api('PUT', '/api/v1/organisation', office);
    if (status !== 200) throw new Error(`The office was not taken: ${JSON.stringify(body)}`);
  }
  return running;
}

/** Moving on by less than this is not worth a round. */
const PATIENCE = 20 * SECOND;

class Running implements TestService {
  readonly app: Service['app'];
  readonly settings: Service['settings'];
  readonly url: string;

  constructor(
    private readonly service: Service,
    readonly clock: TestClock,
    private readonly cleanUp: () => Promise<void>,
  ) {
    this.app = service.app;
    this.settings = service.settings;
    this.url = service.settings.publicUrl;
  }

  now(): Promise<Instant> {
    return this.clock.now();
  }

  async advance(time: Milliseconds): Promise<void> {
    const end = (await this.now()) + time;
    await this.settled();
    for (;;) {
      const [row] = await this.query<{ next: Date | null }>(NEXT, [new Date(end)]);
      if (!row?.next) break;
      await this.watchedUntil(row.next.getTime());
    }
    await this.watchedUntil(end);
  }

  async outage(time: Milliseconds): Promise<void> {
    await this.settled();
    await this.clock.moveTo((await this.now()) + time);
    await this.settled();
  }

  /** The loop would have gone round all the while. */
  private async watchedUntil(moment: Instant): Promise<void> {
    await this.query('UPDATE watch SET swept_at = $1', [new Date(moment)]);
    await this.clock.moveTo(moment);
    await this.settled();
  }

  async settled(): Promise<void> {
    const nightWatch = this.app.get(NightWatch);
    const giveUp = Date.now() + PATIENCE;
    for (;;) {
      nightWatch.wake();
      nightWatch.textCameIn();
      nightWatch.messagesWereWritten();
      const [row] = await this.query<Readonly<Record<string, number>>>(BUSY, [new Date(await this.now())]);
      if (Object.values(row ?? {}).every((count) => count === 0)) return;
      if (Date.now() > giveUp) throw new Error(`The service does not come to rest: ${JSON.stringify(row)}`);
      await pause(15);
    }
  }

  async api<T = Said>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const isText = typeof body === 'string';
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const answer = type.includes('json') && text !== '' ? (JSON.parse(text) as T) : (text as T);
    checkContract(method, path, response.status, type, answer);
    return { status: response.status, headers: response.headers, body: answer };
  }

  phone(number: string): TestPhone {
    let known = 0;
    const hears = async (): Promise<string[]> => {
      await this.settled();
      const { body } = await this.api<{ messages: { direction: string; body: string }[] }>(
        'GET',
        `/simulator/phones/${encodeURIComponent(number)}`,
      );
      const heard = body.messages.filter(({ direction }) => direction !== 'inbound').map((message) => message.body);
      return heard;
    };
    return {
      texts: async (body) => {
        const { status } = await this.api('POST', '/simulator/texts', { from: number, body });
        if (status >= 300) throw new Error(`The phone could not text: ${status}`);
        await this.settled();
      },
      hears: async () => {
        const heard = await hears();
        known = heard.length;
        return heard;
      },
      heardLast: async () => {
        const heard = await hears();
        known = heard.length;
        return heard.at(-1);
      },
      expectNoMore: async () => {
        const more = (await hears()).slice(known);
        if (more.length > 0) throw new Error(`The phone ${number} got more: ${more.join(' | ')}`);
      },
    };
  }

  query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.app.get(DataSource).query<Row[]>(sql, parameters);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.cleanUp();
  }
}

/** What is still to be done at this moment, by the service or by the simulated network. */
const BUSY = `
  SELECT
    (SELECT count(*)::integer FROM deadline WHERE due_at <= $1) AS deadlines,
    (SELECT count(*)::integer FROM watch WHERE swept_at < $1::timestamptz - interval '29 seconds') AS unwatched,
    (SELECT count(*)::integer FROM inbound WHERE handled_at IS NULL) AS texts,
    (SELECT count(*)::integer FROM message WHERE state = 'sending' OR (state = 'pending' AND next_attempt_at <= $1)) AS messages,
    (SELECT count(*)::integer FROM message WHERE silent_at <= $1) AS silent,
    (SELECT count(*)::integer FROM message WHERE state = 'unknown' AND claimed_at <= $1::timestamptz - interval '32 seconds') AS doubtful,
    (SELECT count(*)::integer FROM simulator.pending_webhook WHERE due_at <= now() + interval '2 seconds') AS webhooks`;

/** When the service will next have something to do by itself. */
const NEXT = `
  SELECT min(at) AS next FROM (
    SELECT due_at AS at FROM deadline
    UNION ALL SELECT silent_at FROM message WHERE silent_at IS NOT NULL
    UNION ALL SELECT next_attempt_at FROM message WHERE state = 'pending'
    UNION ALL SELECT claimed_at + interval '32 seconds' FROM message WHERE state = 'unknown'
  ) AS to_come WHERE at <= $1`;

/** With TEST_REDIS_URL the wake-ups of every suite are in Redis, and each of Jest's workers has a database of its own in it. */
function ownRedis(): string | undefined {
  const server = process.env['TEST_REDIS_URL'];
  return server && `${server}/${Number(process.env['JEST_WORKER_ID'] ?? 1) % 16}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
