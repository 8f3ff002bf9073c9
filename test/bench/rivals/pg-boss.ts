import PgBoss from 'pg-boss';
import { AT_ONCE, type StartRival } from './rival.js';

const NAME = 'timers';
const WORKERS = 4;
const BATCH = 500;

/** pg-boss at its quickest: it polls twice a second at most, so each of its workers takes many jobs at a time. */
export const startPgBoss: StartRival = async ({ databaseUrl, done }) => {
  const boss = new PgBoss({ connectionString: databaseUrl, max: AT_ONCE, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(NAME);
  for (let worker = 0; worker < WORKERS; worker += 1) {
    await boss.work<{ id: string }>(NAME, { batchSize: BATCH, pollingIntervalSeconds: 0.5 }, async (jobs) => {
      await Promise.all(jobs.map(({ data }) => done([data.id])));
    });
  }
  return {
    add: (jobs) =>
      boss.insert(jobs.map(({ id, at }) => ({ name: NAME, data: { id }, startAfter: new Date(at).toISOString() }))),
    stop: () => boss.stop({ graceful: false }),
  };
};
