import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { spreadOf } from './spread.js';

/** What it was measured on: a number without this says nothing. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly fileSystem: string;
  readonly flushMilliseconds: number;
  readonly node: string;
  readonly postgres: string;
  readonly redis: string | null;
  /** Load over the last minute when the run began: above nought, others were at work too. */
  readonly loadAtStart: number;
}

export async function machine(db: pg.Pool, folder: string, redis: string | null): Promise<Machine> {
  const { rows } = await db.query<{ server_version: string }>('SHOW server_version');
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    system: `${type()} ${release()} ${arch()}`,
    fileSystem: fileSystem(folder),
    flushMilliseconds: flush(folder),
    node: process.version,
    postgres: rows[0]?.server_version ?? 'unknown',
    redis,
    loadAtStart: loadavg()[0] ?? 0,
  };
}

function fileSystem(folder: string): string {
  try {
    return execFileSync('df', ['--output=fstype', folder], { encoding: 'utf8' }).split('\n')[1]?.trim() ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** What it takes to bring one page to the disk, in milliseconds: no commit is quicker. */
function flush(folder: string): number {
  const path = join(folder, 'flush');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(8_192, 1);
  const times = Array.from({ length: 200 }, () => {
    const began = performance.now();
    writeSync(file, page, 0, page.length, 0);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  rmSync(path);
  return spreadOf(times).p50;
}
