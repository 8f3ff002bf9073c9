import { describe, it } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

const PROGRAM = process.env['REDIS_SERVER'] ?? 'redis-server';
const isThere = spawnSync(PROGRAM, ['--version']).status === 0;

/** Without Redis these are skipped, and say so; CI has it, and fails without it. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (isThere) return void describe(name, tests);
  const why = `There is no "${PROGRAM}": set REDIS_SERVER to its path, or install it ("apt-get install redis-server").`;
  if (process.env['CI'] === 'true' || process.env['CI_REQUIRES_REDIS'] === '1') {
    return void describe(name, () => {
      it('needs Redis', () => {
        throw new Error(why);
      });
    });
  }
  process.stderr.write(`\n*** SKIPPED: ${name}. ${why} ***\n\n`);
  describe.skip(name, tests);
}

/** A real redis-server of one's own. */
export interface TestRedis {
  readonly port: number;
  readonly pid: number;
  /** Kills it without a word. */
  kill(): Promise<void>;
  /** Starts it again, on the same port, with what it has on disk. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** `settings`: as in redis.conf, line by line. With `sentinel`, it watches other servers instead of keeping data. */
export async function startRedis(settings: readonly string[] = [], { sentinel = false } = {}): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'allswell-redis-'));
  const port = await freePort();
  const file = join(folder, 'redis.conf');
  writeFileSync(file, [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, ...settings, ''].join('\n'));
  let child = await run(file, port, sentinel);
  const kill = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await gone;
  };
  return {
    port,
    get pid() {
      return child.pid ?? 0;
    },
    kill,
    startAgain: async () => {
      child = await run(file, port, sentinel);
    },
    stop: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function run(file: string, port: number, sentinel: boolean): Promise<ChildProcess> {
  const child = spawn(PROGRAM, [file, ...(sentinel ? ['--sentinel'] : [])], { stdio: 'ignore' });
  const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  try {
    for (const end = Date.now() + 10_000; Date.now() < end; await pause(20)) {
      if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
      if ((await client.ping()) === 'PONG') return child;
    }
    throw new Error('redis-server did not answer');
  } finally {
    client.disconnect();
  }
}
