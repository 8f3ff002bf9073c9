import pg from 'pg';
import { startBullmq } from './bullmq.js';
import { startFloor } from './floor.js';
import { startGraphileWorker } from './graphile-worker.js';
import { startPgBoss } from './pg-boss.js';
import { AT_ONCE, UPDATE, type Due, type StartRival } from './rival.js';

/** One rival in a process of its own: `process.js NAME DATABASE_URL [REDIS_URL]`. Jobs come by message. */

const RIVALS: Readonly<Record<string, StartRival>> = {
  floor: startFloor,
  bullmq: startBullmq,
  'pg-boss': startPgBoss,
  'graphile-worker': startGraphileWorker,
};

const BATCH = 1_000;

const [name = '', databaseUrl = '', redisUrl = null] = process.argv.slice(2);
const start = RIVALS[name];
if (!start) throw new Error(`There is no rival "${name}".`);

const db = new pg.Pool({ connectionString: databaseUrl, max: AT_ONCE });
const rival = await start({
  databaseUrl,
  redisUrl,
  done: async (ids) => {
    await db.query(UPDATE, [ids]);
  },
});

process.on('message', (jobs: readonly Due[] | 'stop') => {
  void (async () => {
    if (jobs === 'stop') {
      await rival.stop();
      await db.end();
      process.exit(0);
    }
    for (let from = 0; from < jobs.length; from += BATCH) await rival.add(jobs.slice(from, from + BATCH));
    process.send?.('added');
  })();
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
