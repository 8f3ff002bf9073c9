import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Stops the Postgres of this run, if any suite started it. */
export default async function afterAllSuites() {
  const folder = process.env.ALLSWELL_TEST_FOLDER;
  const note = join(folder, 'url');
  if (existsSync(note)) await stop(readFileSync(note, 'utf8'));
  rmSync(folder, { recursive: true, force: true });
}

async function stop(connectionString) {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query(`SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::integer AS pid`);
  await client.end();
  process.kill(rows[0].pid, 'SIGINT');
  for (let tries = 0; tries < 100 && isAlive(rows[0].pid); tries += 1) await pause(50);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
