import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { gone, own } from './children.js';
import { freePort } from './free-port.js';

const PROGRAM = process.env['REDIS_SERVER'] ?? 'redis-server';

export const hasRedis = (): boolean => spawnSync(PROGRAM, ['--version']).status === 0;

/** A Redis that may be killed, paused and emptied. It keeps nothing: a kill loses all that it held. */
export class RedisServer {
  private server: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(parent: string): Promise<RedisServer> {
    const folder = join(parent, 'redis');
    mkdirSync(folder);
    const redis = new RedisServer(folder, await freePort());
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async restart(): Promise<void> {
    const flags = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--dir', this.folder];
    this.server = own(
      spawn(PROGRAM, [...flags, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore', detached: false }),
    );
    for (let tries = 0; tries < 100; tries += 1, await pause(50)) if (await this.answers()) return;
    throw new Error('Redis did not start.');
  }

  async kill(): Promise<void> {
    if (!this.server) return;
    this.server.kill('SIGKILL');
    await gone(this.server);
  }

  pause(): void {
    this.server?.kill('SIGSTOP');
  }

  resume(): void {
    this.server?.kill('SIGCONT');
  }

  flush(): Promise<boolean> {
    return this.with((client) => client.flushall());
  }

  async stop(): Promise<void> {
    this.resume();
    await this.kill();
  }

  private answers(): Promise<boolean> {
    return this.with((client) => client.ping());
  }

  private async with(work: (client: Redis) => Promise<unknown>): Promise<boolean> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await work(client);
      return true;
    } catch {
      return false;
    } finally {
      client.disconnect();
    }
  }
}
