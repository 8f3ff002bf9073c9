import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from './parts/cluster.js';
import { RedisServer } from './parts/redis.js';

/**
 * A place for one run after the other: a Postgres and a Redis of its own, so that what one run kills no other run misses.
 */
export class Slot {
  private redisServer: RedisServer | null = null;

  private constructor(
    readonly folder: string,
    readonly cluster: Cluster,
  ) {}

  static async open(): Promise<Slot> {
    const folder = mkdtempSync(join(tmpdir(), 'allswell-chaos-'));
    // As root Postgres runs as a user of its own, who must be able to enter.
    chmodSync(folder, 0o755);
    // However the harness ends, nothing is left lying about.
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return new Slot(folder, await Cluster.start(folder));
  }

  async redis(): Promise<RedisServer> {
    this.redisServer ??= await RedisServer.start(this.folder);
    return this.redisServer;
  }

  async close(): Promise<void> {
    await this.redisServer?.stop();
    await this.cluster.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
