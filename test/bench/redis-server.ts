import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';

const PROGRAM = process.env['REDIS_SERVER'] ?? 'redis-server';

/** Null: none is installed here. */
export function redisVersion(): string | null {
  try {
    return /v=(\S+)/.exec(execFileSync(PROGRAM, ['--version'], { encoding: 'utf8' }))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** A Redis of the bench's own, set as the operator is told to: append-only, nothing thrown away. */
export class RedisServer {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(folder: string): Promise<RedisServer> {
    mkdirSync(folder, { recursive: true });
    const server = new RedisServer(folder, await freePort());
    await server.resume();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async resume(): Promise<void> {
    const settings = ['--save', '', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--bind', '127.0.0.1'];
    this.child = spawn(PROGRAM, ['--port', String(this.port), '--dir', this.folder, ...settings], { stdio: 'ignore' });
    const client = new Redis(this.port, '127.0.0.1', { retryStrategy: () => 50, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    for (;;) {
      const answer = await client.ping().catch(() => '');
      if (answer === 'PONG') break;
      await pause(20);
    }
    client.disconnect();
  }

  async flush(): Promise<void> {
    const client = new Redis(this.port, '127.0.0.1');
    await client.flushall();
    client.disconnect();
  }

  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
