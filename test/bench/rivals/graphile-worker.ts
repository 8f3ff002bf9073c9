import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import { AT_ONCE, type StartRival } from './rival.js';

const TASK = 'timer';
const quiet = new Logger(() => () => undefined);

export const startGraphileWorker: StartRival = async ({ databaseUrl, done }) => {
  const utils = await makeWorkerUtils({ connectionString: databaseUrl, logger: quiet });
  await utils.migrate();
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: AT_ONCE,
    maxPoolSize: AT_ONCE + 4,
    pollInterval: 100,
    noHandleSignals: true,
    logger: quiet,
    taskList: { [TASK]: (payload) => done([(payload as { id: string }).id]) },
  });
  return {
    add: async (jobs) => {
      await utils.withPgClient((client) =>
        client.query(
          `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
            SELECT ROW($2, json_build_object('id', job->>'id'), NULL, (job->>'at')::timestamptz, NULL, NULL, NULL, NULL)::graphile_worker.job_spec
              FROM jsonb_array_elements($1::jsonb) AS job))`,
          [JSON.stringify(jobs.map(({ id, at }) => ({ id, at: new Date(at).toISOString() }))), TASK],
        ),
      );
    },
    stop: async () => {
      await runner.stop();
      await utils.release();
    },
  };
};
