import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Operator } from '../../application/ports/operator.js';
import type { WakeUps } from '../../application/ports/wake-ups.js';
import type { Log } from '../../application/watchman.js';
import type { RedisAddress } from '../../config/redis-url.js';
import { MINUTE, SECOND, type Instant } from '../../domain/time/instant.js';
import { PooledClient } from '../postgres/pooled-client.js';
import { connectRedis, isReady, unsafeSettings, type RedisConnection } from './redis.js';

const QUEUE = 'wake-ups';

/** Where BullMQ keeps its tables in Postgres. */
const SCHEMA = 'bullmq';

/** In braces: in a Redis Cluster all keys of the queue must lie in one slot. */
const PREFIX = '{allswell}';

/** What is further off is asked for later: the queue stays small, and a queue that lost its jobs has them again soon. */
export const AHEAD = 5 * MINUTE;

const ASK_AGAIN_EVERY = MINUTE;

/** More requests than this without an answer, and new ones are left out: the loop finds the deadlines. */
const MOST_UNANSWERED = 1_000;

/** The same complaint is not logged more often than this. */
const COMPLAIN_EVERY = MINUTE;

export interface WakeUpSettings {
  readonly databaseUrl: string;
  /** Null: BullMQ keeps its jobs in Postgres, in a schema of its own. */
  readonly redis: RedisAddress | null;
}

export interface WakeUpSurroundings {
  /** Postgres's time, without waiting for it. */
  now(): Instant;
  /** The moments, from now until then, at which a deadline is due: read from the rows, which are the truth. */
  due(until: Instant): Promise<readonly Instant[]>;
}

export interface WakeUpState {
  readonly engine: 'postgres' | 'redis';
  readonly connected: boolean;
  /** What is unsafe in the engine's settings. */
  readonly warnings: readonly string[];
}

/**
 * BullMQ delayed jobs that wake the loop at the second in which something is due. They carry no truth (P2): lost,
 * doubled, early or late, the loop finds the rows by itself. The job's id is the second, so that a thousand deadlines
 * of one second are one job.
 */
export class WakeUpQueue implements WakeUps {
  private queue: Queue | null = null;
  private worker: Worker | null = null;
  private pool: pg.Pool | null = null;
  private producer: RedisConnection | null = null;
  private consumer: RedisConnection | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;
  private unanswered = 0;
  /** Seconds asked for since the last round of asking. It forgets within a minute, because a queue may forget too. */
  private asked = new Set<Instant>();
  private warnings: readonly string[] = [];
  private isOpen = false;
  private readonly complained = new Map<string, number>();

  constructor(
    private readonly settings: WakeUpSettings,
    private readonly surroundings: WakeUpSurroundings,
    private readonly log: Log,
    private readonly operator: Operator,
  ) {}

  get state(): WakeUpState {
    return {
      engine: this.settings.redis ? 'redis' : 'postgres',
      connected: this.producer ? isReady(this.producer) : this.isOpen,
      warnings: this.warnings,
    };
  }

  /**
   * Starts asking for wake-ups, and waking; with null it only asks (a process that has doors and no loop). A queue that
   * cannot be reached is logged, and never stops the service: the loop needs none.
   */
  async start(wake: (() => void) | null): Promise<void> {
    if (this.settings.redis) this.connect(this.settings.redis, wake !== null);
    const opened = this.open(wake);
    // Postgres is there already; Redis may be away, and nobody waits for it.
    if (!this.settings.redis) await opened;
    this.timer = setInterval(() => void this.askAgain(), ASK_AGAIN_EVERY);
    void this.askAgain();
  }

  at(moments: readonly Instant[]): void {
    const { queue } = this;
    if (!queue || this.stopped || (this.producer && !isReady(this.producer))) return;
    const now = this.surroundings.now();
    for (const second of secondsOf(moments, now)) {
      if (this.asked.has(second) || this.unanswered >= MOST_UNANSWERED) continue;
      this.asked.add(second);
      this.unanswered += 1;
      queue
        .add('wake', {}, { jobId: `at-${second}`, delay: Math.max(0, second - now) })
        .catch((error: unknown) => {
          this.asked.delete(second);
          this.complain(error, 'A wake-up could not be set; the loop finds the deadline');
        })
        .finally(() => (this.unanswered -= 1));
    }
  }

  /** Asks for every wake-up that is to come soon, whether or not it was asked for before: jobs that were lost come back so. */
  async askAgain(): Promise<void> {
    try {
      const moments = await this.surroundings.due(this.surroundings.now() + AHEAD);
      this.asked = new Set();
      this.at(moments);
    } catch (error) {
      this.complain(error, 'The wake-ups to come could not be read; the loop finds the deadlines');
    }
  }

  /**
   * Not by force, which leaves BullMQ's wait for the next job behind; but a Redis that is away lets nothing end in order, and
   * nobody waits longer than this.
   */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    const isAway = this.producer !== null && !isReady(this.producer);
    await Promise.race([this.close(isAway), pause(2 * SECOND, undefined, { ref: false })]);
    this.producer?.disconnect();
    this.consumer?.disconnect();
  }

  private connect(redis: RedisAddress, consumes: boolean): void {
    const producer = connectRedis(redis, { waits: false });
    this.producer = producer;
    if (consumes) this.consumer = connectRedis(redis, { waits: true });
    producer.on('ready', () => {
      this.complained.clear();
      void this.check(producer);
      void this.askAgain();
    });
  }

  /** Makes queue and worker. One that fails for good at its start, as BullMQ's may, is made anew. */
  private async open(wake: (() => void) | null): Promise<void> {
    const complain = (error: Error): void =>
      this.complain(error, 'The queue of wake-ups has a fault; the loop goes on without it');
    try {
      const [queue, worker] = await this.make(wake, complain);
      await Promise.all([queue.waitUntilReady(), worker?.waitUntilReady()]);
      this.isOpen = true;
    } catch (error) {
      if (this.stopped) return;
      complain(error instanceof Error ? error : new Error(String(error)));
      await this.close(true);
      const again = setTimeout(() => !this.stopped && void this.open(wake), 5 * SECOND);
      again.unref();
    }
  }

  private async make(
    wake: (() => void) | null,
    complain: (error: Error) => void,
  ): Promise<readonly [Queue, Worker | null]> {
    const processor = (): Promise<void> => Promise.resolve(wake?.());
    if (this.producer) {
      this.queue = new Queue(QUEUE, { connection: this.producer, prefix: PREFIX, defaultJobOptions: JOB });
      this.queue.on('error', complain);
      if (this.consumer)
        this.worker = new Worker(QUEUE, processor, { connection: this.consumer, prefix: PREFIX, ...WORKER });
    } else {
      // A pool of ours: of its own BullMQ makes a connection that it listens on, and that ends the process when Postgres says
      // goodbye in the moment in which it is made.
      const connection = this.makePool();
      const client = await connection.connect();
      await runMigrations(client, SCHEMA).finally(() => client.release());
      this.queue = new Queue(QUEUE, { connection, defaultJobOptions: JOB }, createPostgresBackend as never);
      this.queue.on('error', complain);
      if (wake) this.worker = new Worker(QUEUE, processor, { connection, ...WORKER }, createPostgresBackend as never);
    }
    this.worker?.on('error', complain);
    return [this.queue, this.worker];
  }

  /** One connection waits for jobs. */
  private makePool(): pg.Pool {
    this.pool = new pg.Pool({
      connectionString: this.settings.databaseUrl,
      max: 4,
      application_name: 'allswell-jobs',
      options: `-c search_path=${SCHEMA}`,
      keepAlive: true,
      Client: PooledClient,
    });
    return this.pool;
  }

  private async close(byForce: boolean): Promise<void> {
    await Promise.allSettled([this.worker?.close(byForce), this.queue?.close()]);
    // Of a Postgres that is away not every connection comes back.
    await Promise.race([this.pool?.end().catch(() => undefined), pause(SECOND, undefined, { ref: false })]);
  }

  /** Looks at Redis's own settings each time it is there again: it may be another one. */
  private async check(producer: RedisConnection): Promise<void> {
    try {
      this.warnings = await unsafeSettings(producer);
      for (const warning of this.warnings) {
        this.log.warn({ engine: 'redis' }, warning);
        this.operator.alarm('queue', warning);
      }
    } catch (error) {
      this.complain(error, "Redis's settings could not be read");
    }
  }

  private complain(error: unknown, message: string): void {
    if (this.stopped) return;
    const reason = error instanceof Error ? error.message : String(error);
    const key = `${message} ${reason}`;
    const now = performance.now();
    if (now - (this.complained.get(key) ?? -Infinity) < COMPLAIN_EVERY) return;
    if (this.complained.size > 100) this.complained.clear();
    this.complained.set(key, now);
    this.log.warn({ error: reason }, message);
  }
}

/** The whole seconds that end these moments; those that have passed are now. */
function secondsOf(moments: readonly Instant[], now: Instant): Set<Instant> {
  const present = Math.floor(now / SECOND) * SECOND;
  const soon = moments.filter((moment) => moment <= now + AHEAD);
  return new Set(soon.map((moment) => Math.max(present, Math.ceil(moment / SECOND) * SECOND)));
}

/** A kept job id would swallow a new one in silence; a wake-up is worth many tries. */
const JOB = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 20,
  backoff: { type: 'fixed', delay: 1_000 },
} as const;

const WORKER = { lockDuration: 5_000, stalledInterval: 2_000, maxStalledCount: 10, concurrency: 4 } as const;
