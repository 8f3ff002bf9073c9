import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { programs, type Programs } from './embedded-programs.js';

const run = promisify(execFile);

/** A Postgres of our own, for a machine that has none. */
export interface Embedded {
  readonly url: string;
  /** Stops it, unless another process is using it: the last one out turns off the light. */
  stop(): Promise<void>;
}

const USER = 'allswell';
const DATABASE = 'allswell';

/**
 * Starts Postgres in `dataDir`, or joins the one that runs there already: it is a process of its own, so after a kill -9
 * of this one it lives on, and a second command (`npm run import`) shares it with the service.
 */
export async function startEmbedded(dataDir: string): Promise<Embedded> {
  await mkdir(dataDir, { recursive: true });
  const tools = await programs(dataDir);
  const password = await passwordOf(dataDir);
  const found = await runningPort(tools.folder);
  if (found !== null) {
    const url = address(password, found);
    if (await answers(url)) return { url, stop: () => stop(tools, url) };
  }
  if (!existsSync(join(tools.folder, 'PG_VERSION'))) await initialise(tools, password);
  const port = await freePort();
  await start(tools, port);
  const url = address(password, port);
  await createDatabase(url);
  return { url, stop: () => stop(tools, url) };
}

const address = (password: string, port: number): string =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;

async function initialise({ initdb, folder, as }: Programs, password: string): Promise<void> {
  // A first start that was cut off left half a cluster: nothing is in it yet.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(folder, '..', `.initdb-${randomBytes(6).toString('hex')}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (as) {
    await chown(folder, as.uid, as.gid);
    await chown(passwordFile, as.uid, as.gid);
  }
  try {
    const options = ['--encoding=UTF8', '--no-locale', '--auth=scram-sha-256', '--no-sync'];
    await run(initdb, ['-D', folder, '-U', USER, `--pwfile=${passwordFile}`, ...options], { ...as });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function start({ pgCtl, folder, as }: Programs, port: number): Promise<void> {
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200 -c jit=off -c wal_buffers=16MB`;
  const log = join(folder, 'server.log');
  try {
    await run(pgCtl, ['-D', folder, '-l', log, '-o', options, '-t', '30', '-w', '-s', 'start'], {
      ...as,
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch {
    const lines = existsSync(log) ? (await readFile(log, 'utf8')).trim().split('\n').slice(-3).join(' ') : '';
    throw new Error(`The embedded Postgres did not start in ${folder}: ${lines || 'it left no reason'}`);
  }
}

async function stop({ pgCtl, folder, as }: Programs, url: string): Promise<void> {
  if (await isInUse(url)) return;
  await run(pgCtl, ['-D', folder, '-m', 'fast', '-t', '20', '-w', '-s', 'stop'], { ...as }).catch(() => undefined);
}

async function passwordOf(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return (await readFile(file, 'utf8')).trim();
}

/** The port of a server that left its lock file; the caller finds out whether it still lives. */
async function runningPort(folder: string): Promise<number | null> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const port = Number((await readFile(file, 'utf8')).split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Our own connections take a moment to be gone after they were closed. */
async function isInUse(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let tries = 0; tries < 20; tries += 1) {
      const { rows } = await client.query<{ others: number }>(
        `SELECT count(*)::integer AS others FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
        [DATABASE],
      );
      if (rows[0]?.others === 0) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
