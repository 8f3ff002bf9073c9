import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { StartRival } from './rival.js';

const BATCH = 1_000;
const SWEEP_EVERY = 250;

/** The least that a loop over rows can do: claim what is due and update it, a batch in one statement. */
export const startFloor: StartRival = async ({ databaseUrl }) => {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  let stopped = false;
  const round = async (): Promise<void> => {
    for (;;) {
      const { rowCount } = await db.query(
        `UPDATE timer SET status = 'overdue' WHERE id IN (
          SELECT id FROM timer WHERE status = 'in_progress' AND due_at <= clock_timestamp()
            ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
      );
      if (rowCount === 0) break;
    }
    const { rows } = await db.query<{ wait: number | null }>(
      `SELECT extract(epoch FROM min(due_at) - clock_timestamp())::float8 * 1000 AS wait FROM timer
        WHERE status = 'in_progress' AND due_at > clock_timestamp()`,
    );
    await pause(Math.min(SWEEP_EVERY, Math.max(0, rows[0]?.wait ?? SWEEP_EVERY)));
  };
  const running = (async () => {
    while (!stopped) await round();
  })();
  return {
    add: () => Promise.resolve(),
    stop: async () => {
      stopped = true;
      await running;
      await db.end();
    },
  };
};
