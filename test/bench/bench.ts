import type { Cluster } from './cluster.js';
import type { Options } from './options.js';
import type { Provider } from './provider.js';
import type { RedisServer } from './redis-server.js';
import type { Worlds } from './seeding/world.js';
import type { Table } from './table.js';

/** What BullMQ keeps its jobs in. */
export type Engine = 'postgres' | 'redis';

/** What every stage has at hand. */
export interface Bench {
  readonly options: Options;
  readonly cluster: Cluster;
  readonly worlds: Worlds;
  readonly provider: Provider;
  /** Null: none is installed here, and what needs one is left out. */
  readonly redis: RedisServer | null;
  readonly engines: readonly Engine[];
  say(line: string): void;
}

/** What the service is held to (issue 3). Nothing fails by it: a busy machine is slow. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
  readonly unit: 'ms' | 'MiB' | 's' | 'KB';
}

export interface Result {
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
}

export type Stage = (bench: Bench) => Promise<Result>;
