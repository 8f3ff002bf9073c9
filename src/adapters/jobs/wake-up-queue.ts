import { createPostgresBackend, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import type { WakeUps } from '../../application/ports/wake-ups.js';
import type { Log } from '../../application/watchman.js';
import { SECOND, type Instant } from '../../domain/time/instant.js';

const QUEUE = 'wake-ups';

export interface WakeUpSettings {
  readonly databaseUrl: string;
  /** Null: BullMQ keeps its jobs in Postgres, in a schema of its own. */
  readonly redisUrl: string | null;
}

/**
 * BullMQ delayed jobs that wake the loop at the second in which something is due. They carry no truth (P2): lost,
 * doubled, early or late, the loop finds the rows by itself. The job's id is the second, so that a thousand deadlines
 * of one second are one job.
 */
export class WakeUpQueue implements WakeUps {
  private queue: Queue | null = null;
  private worker: Worker | null = null;
  private readonly connections: Redis[] = [];
  private readonly asked = new Set<Instant>();

  constructor(
    private readonly settings: WakeUpSettings,
    private readonly log: Log,
  ) {}

  /** Starts waking. A queue that cannot be reached is logged, and never stops the service: the loop needs none. */
  async start(wake: () => void): Promise<void> {
    try {
      const quiet = (error: Error): void =>
        this.log.warn({ error: error.message }, 'The queue of wake-ups has a fault; the loop goes on without it');
      if (this.settings.redisUrl) {
        const producer = this.redis({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
        const consumer = this.redis({ maxRetriesPerRequest: null });
        this.queue = new Queue(QUEUE, { connection: producer, prefix: '{allswell}', defaultJobOptions: JOB });
        this.worker = new Worker(QUEUE, () => Promise.resolve(wake()), {
          connection: consumer,
          prefix: '{allswell}',
          ...WORKER,
        });
      } else {
        const connection = {
          connectionString: this.settings.databaseUrl,
          schema: 'bullmq',
          migrate: true,
          max: 3,
          application_name: 'allswell-jobs',
        };
        this.queue = new Queue(QUEUE, { connection, defaultJobOptions: JOB }, createPostgresBackend as never);
        this.queue.on('error', quiet);
        await this.queue.waitUntilReady();
        this.worker = new Worker(
          QUEUE,
          () => Promise.resolve(wake()),
          { connection, ...WORKER },
          createPostgresBackend as never,
        );
      }
      this.queue.on('error', quiet);
      this.worker.on('error', quiet);
    } catch (error) {
      this.log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'No queue of wake-ups; the loop goes on without it',
      );
    }
  }

  at(moments: readonly Instant[]): void {
    const queue = this.queue;
    if (!queue) return;
    const seconds = new Set(moments.map((moment) => Math.ceil(moment / SECOND) * SECOND));
    const now = Date.now();
    for (const second of seconds) {
      if (this.asked.has(second)) continue;
      if (this.asked.size > 10_000) this.asked.clear();
      this.asked.add(second);
      queue.add('wake', {}, { jobId: `at-${second}`, delay: Math.max(0, second - now) }).catch((error: unknown) => {
        this.asked.delete(second);
        this.log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          'A wake-up could not be set; the loop finds the deadline',
        );
      });
    }
  }

  /** Not by force, which leaves BullMQ's wait for the next job behind; a queue that is away is waited for no longer than this. */
  async stop(): Promise<void> {
    const closed = Promise.allSettled([this.worker?.close(), this.queue?.close()]);
    await Promise.race([closed, pause(2 * SECOND, undefined, { ref: false })]);
    for (const connection of this.connections) connection.disconnect();
  }

  private redis(options: { enableOfflineQueue?: boolean; maxRetriesPerRequest: number | null }): Redis {
    const connection = new Redis(this.settings.redisUrl ?? '', {
      ...options,
      retryStrategy: (times) => Math.min(times * 100, 1_000),
    });
    connection.on('error', () => undefined);
    this.connections.push(connection);
    return connection;
  }
}

/** A kept job id would swallow a new one in silence; a wake-up is worth many tries. */
const JOB = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 20,
  backoff: { type: 'fixed', delay: 1_000 },
} as const;

const WORKER = { lockDuration: 5_000, stalledInterval: 2_000, maxStalledCount: 10, concurrency: 4 } as const;
