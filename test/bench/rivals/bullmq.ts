import { createPostgresBackend, Queue, Worker, type Job } from 'bullmq';
import { Redis } from 'ioredis';
import { AT_ONCE, type StartRival } from './rival.js';

const NAME = 'timers';

/** Plain BullMQ: a delayed job for each visit. */
export const startBullmq: StartRival = async ({ databaseUrl, redisUrl, done }) => {
  const redis = redisUrl === null ? null : [0, 1].map(() => new Redis(redisUrl, { maxRetriesPerRequest: null }));
  const inPostgres = { connectionString: databaseUrl, schema: 'bullmq', migrate: true, max: AT_ONCE + 2 };
  const backend = redis ? undefined : (createPostgresBackend as never);
  const queue = new Queue(NAME, { connection: redis?.[0] ?? inPostgres }, backend);
  await queue.waitUntilReady();
  const worker = new Worker(
    NAME,
    async (job: Job<{ id: string }>) => done([job.data.id]),
    {
      connection: redis?.[1] ?? inPostgres,
      concurrency: AT_ONCE,
      lockDuration: 30_000,
      removeOnComplete: { count: 0 },
    },
    backend,
  );
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  return {
    add: async (jobs) => {
      const now = Date.now();
      await queue.addBulk(
        jobs.map(({ id, at }) => ({
          name: NAME,
          data: { id },
          opts: { delay: Math.max(0, at - now), timestamp: now, removeOnComplete: true },
        })),
      );
    },
    stop: async () => {
      await worker.close();
      await queue.close();
      redis?.forEach((connection) => connection.disconnect());
    },
  };
};
