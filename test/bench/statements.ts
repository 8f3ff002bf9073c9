import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** Postgres counts from here what its statements cost (`--profile`). */
export async function countStatements(db: pg.Pool): Promise<void> {
  await db.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await db.query('SELECT pg_stat_statements_reset()');
}

/** The dearest statements of this database since then, as JSON. */
export async function keepStatements(db: pg.Pool, folder: string, name: string): Promise<void> {
  const { rows } = await db.query(
    `SELECT calls, round(total_plan_time) AS planned_ms, round(total_exec_time) AS executed_ms, rows,
        shared_blks_hit AS blocks_hit, shared_blks_read AS blocks_read, wal_bytes, left(query, 400) AS query
      FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid
      WHERE datname = current_database() ORDER BY total_plan_time + total_exec_time DESC LIMIT 40`,
  );
  writeFileSync(join(folder, `${name}.statements.json`), JSON.stringify(rows, null, 2));
}
