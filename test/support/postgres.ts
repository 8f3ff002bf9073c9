import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { WakeUpQueue } from '../../src/adapters/jobs/wake-up-queue.js';
import { connect, migrate } from '../../src/adapters/postgres/data-source.js';
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
  // One that is migrated already: what migrations do is tried once (migrations.spec.ts), not at each start.
  const template = server === process.env['TEST_DATABASE_URL'] ? '' : ` TEMPLATE ${TEMPLATE}`;
  await ask(server, `CREATE DATABASE ${name}${template}`);
  const url = of(server, name);
  // A copy remembers when its rounds were last made; nobody has been missing since.
  if (template) await ask(url, 'UPDATE watch SET swept_at = now(), inbound_read_to = now()');
  return { url, drop: () => ask(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

const TEMPLATE = 'allswell_template';

function of(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
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
  // A test makes some twenty connections: for each of them a password is proven, which need not take long here.
  await ask(url, 'ALTER SYSTEM SET scram_iterations = 1');
  await ask(url, 'SELECT pg_reload_conf()');
  const { username, password } = new URL(url);
  await ask(url, `ALTER ROLE ${username} PASSWORD '${password}'`);
  await ask(url, `CREATE DATABASE ${TEMPLATE}`);
  await prepare(of(url, TEMPLATE));
  return url;
}

/** Our tables, and BullMQ's. */
async function prepare(databaseUrl: string): Promise<void> {
  const dataSource = await connect(databaseUrl);
  await migrate(dataSource);
  await dataSource.destroy();
  const wakeUps = new WakeUpQueue(
    { databaseUrl, redis: null },
    { now: () => Date.now(), due: () => Promise.resolve([]) },
    console,
    { alarm: () => undefined },
  );
  await wakeUps.start(null);
  await wakeUps.stop();
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
