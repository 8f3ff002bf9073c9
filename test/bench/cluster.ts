import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { programs, type Programs } from '../../src/adapters/postgres/embedded-programs.js';
import { startEmbedded } from '../../src/adapters/postgres/embedded.js';
import type { Milliseconds } from '../../src/domain/time/instant.js';
import { processorTimeOfFamily } from './processor-time.js';

const run = promisify(execFile);

export interface Used {
  readonly processor: Milliseconds;
  readonly log: number;
}

/**
 * A Postgres of the bench's own: the embedded one, set as the service sets it, which also keeps when each transaction
 * was committed. So the bench asks the database when an alert was there, and stands in nobody's way.
 */
export class Cluster {
  private constructor(
    private readonly tools: Programs,
    private readonly address: string,
    readonly admin: pg.Pool,
    private readonly stopEmbedded: () => Promise<void>,
  ) {}

  static async start(folder: string, { statistics }: { statistics: boolean }): Promise<Cluster> {
    const embedded = await startEmbedded(folder);
    const tools = await programs(folder);
    const admin = new pg.Pool({ connectionString: embedded.url, max: 2 });
    admin.on('error', () => undefined);
    const cluster = new Cluster(tools, embedded.url, admin, () => embedded.stop());
    await admin.query('ALTER SYSTEM SET track_commit_timestamp = on');
    await admin.query('ALTER SYSTEM SET track_wal_io_timing = on');
    if (statistics) await admin.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
    await cluster.restart('fast');
    if (statistics) {
      await admin.query('ALTER SYSTEM SET pg_stat_statements.track_planning = on');
      await admin.query('SELECT pg_reload_conf()');
    }
    return cluster;
  }

  url(database: string): string {
    const url = new URL(this.address);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** An empty database, or a copy of another one, with nothing left to write to disk. */
  async create(database: string, template: string | null = null): Promise<string> {
    await this.admin.query(`CREATE DATABASE ${database}${template ? ` TEMPLATE ${template} STRATEGY file_copy` : ''}`);
    await this.admin.query('CHECKPOINT');
    return this.url(database);
  }

  async drop(database: string): Promise<void> {
    await this.admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  }

  async checkpoint(): Promise<void> {
    await this.admin.query('CHECKPOINT');
  }

  /** `immediate` is as if the machine had lost its power, as far as Postgres can tell. */
  async halt(how: 'fast' | 'immediate'): Promise<void> {
    await this.control(['-m', how, 'stop']);
  }

  /** Starts it as it was started before, on the same port. */
  async resume(): Promise<void> {
    await this.control(['-l', `${this.tools.folder}/server.log`, 'restart']);
  }

  async restart(how: 'fast' | 'immediate'): Promise<void> {
    await this.control(['-m', how, '-l', `${this.tools.folder}/server.log`, 'restart']);
  }

  /** What it has used up so far: time of a processor in milliseconds, and bytes written to its log. */
  async used(): Promise<Used> {
    const [pid = ''] = readFileSync(join(this.tools.folder, 'postmaster.pid'), 'utf8').split('\n');
    const { rows } = await this.admin.query<{ bytes: number }>(
      `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS bytes`,
    );
    return { processor: processorTimeOfFamily(Number(pid)), log: rows[0]?.bytes ?? Number.NaN };
  }

  async stop(): Promise<void> {
    await this.admin.end();
    await this.stopEmbedded();
  }

  private async control(words: readonly string[]): Promise<void> {
    const { pgCtl, folder, as } = this.tools;
    await run(pgCtl, ['-D', folder, '-w', '-s', '-t', '60', ...words], {
      ...as,
      env: { ...process.env, LC_ALL: 'C' },
    });
  }
}
