import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '../../src/adapters/postgres/embedded.js';

/** A database of one's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh database on the one Postgres that all suites of a run share, or on TEST_DATABASE_URL's. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'] ?? (await sharedPostgres());
  const name = `t_${randomBytes(6).toString('hex')}`;
  await ask(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** The first suite starts it, the others of whatever process wait and find its address. Jest's teardown stops it. */
async function sharedPostgres(): Promise<string> {
  const folder = process.env['ALLSWELL_TEST_FOLDER'];
  if (folder === undefined) throw new Error('Run the tests with jest.config.js: it prepares the folder of the run.');
  const note = join(folder, 'url');
  const lock = join(folder, 'lock');
  while (!existsSync(note)) {
    try {
      mkdirSync(lock);
    } catch {
      await pause(50);
      continue;
    }
    try {
      if (!existsSync(note)) writeFileSync(note, await start(folder));
    } finally {
      rmdirSync(lock);
    }
  }
  return readFileSync(note, 'utf8');
}

async function start(folder: string): Promise<string> {
  const { url } = await startEmbedded(folder);
  // Nothing of this outlives the run, so nothing need reach the disk.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await ask(url, `ALTER SYSTEM SET ${setting} = off`);
  await ask(url, 'SELECT pg_reload_conf()');
  return url;
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
