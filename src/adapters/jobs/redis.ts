import { Cluster, Redis } from 'ioredis';
import type { RedisAddress } from '../../config/redis-url.js';
import { SECOND } from '../../domain/time/instant.js';

export type RedisConnection = Redis | Cluster;

export interface Manner {
  /** False: a command is refused at once while Redis is away, and nothing is kept for later. */
  readonly waits: boolean;
}

/** Comes back within a second of Redis, however long it was away. */
const tryAgain = (times: number): number => Math.min(times * 100, SECOND);

/** Connects to a single Redis, to the master that Sentinels name, or to a Cluster. Faults are events, never exceptions. */
export function connectRedis(address: RedisAddress, { waits }: Manner): RedisConnection {
  const common = {
    ...(address.username === null ? {} : { username: address.username }),
    ...(address.password === null ? {} : { password: address.password }),
    ...(address.tls ? { tls: {} } : {}),
    maxRetriesPerRequest: waits ? null : 1,
    connectTimeout: 5 * SECOND,
    // A connection that Redis does not close in answer to ours is torn down, so that a stop is not held up.
    disconnectTimeout: SECOND / 4,
    // A frozen Redis keeps its connections and says nothing. Whoever waits blocks on purpose, and must not be cut off.
    ...(waits ? {} : { socketTimeout: 3 * SECOND }),
  };
  const connection = open(address, common, waits);
  connection.on('error', () => undefined);
  return connection;
}

function open(
  address: RedisAddress,
  common: { readonly tls?: object; readonly maxRetriesPerRequest: number | null },
  enableOfflineQueue: boolean,
): RedisConnection {
  const retrying = { enableOfflineQueue, retryStrategy: tryAgain };
  switch (address.kind) {
    case 'single':
      return new Redis({ ...common, ...retrying, ...address.nodes[0], db: address.database });
    case 'sentinel':
      return new Redis({
        ...common,
        ...retrying,
        db: address.database,
        sentinels: [...address.nodes],
        name: address.master,
        sentinelRetryStrategy: tryAgain,
        ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
      });
    case 'cluster':
      return new Cluster([...address.nodes], {
        redisOptions: common,
        enableOfflineQueue,
        clusterRetryStrategy: tryAgain,
        // A certificate names the host, not the address that it stands for.
        ...(address.tls ? { dnsLookup: (host, found) => found(null, host) } : {}),
      });
  }
}

/** Ready to take a command now. */
export const isReady = (connection: RedisConnection): boolean => connection.status === 'ready';

/**
 * What is unsafe in Redis's own settings, in plain sentences with the mend; empty when nothing is. Where a Redis (a
 * managed one) does not let them be read, that is said too. Throws when it goes away meanwhile.
 */
export async function unsafeSettings(connection: RedisConnection): Promise<string[]> {
  const nodes = connection instanceof Cluster ? connection.nodes('master') : [connection];
  const found = await Promise.all(nodes.map((node) => unsafeSettingsOf(node)));
  return [...new Set(found.flat())];
}

async function unsafeSettingsOf(node: Redis): Promise<string[]> {
  const [settings, facts] = await Promise.all([read(node, 'config'), read(node, 'info')]);
  const policy = settings?.get('maxmemory-policy') ?? facts?.get('maxmemory_policy');
  const appends = settings?.get('appendonly') ?? APPENDS[facts?.get('aof_enabled') ?? ''];
  const saves = settings?.get('save');
  const warnings: string[] = [];
  if (policy === undefined) warnings.push(NOT_CHECKED('maxmemory-policy', '"noeviction"'));
  else if (policy !== 'noeviction')
    warnings.push(`Redis has maxmemory-policy "${policy}" and may throw wake-ups away: set it to "noeviction".`);
  if (appends === 'no' && saves === '')
    warnings.push('Redis keeps nothing on disk and loses every wake-up when it restarts: set "appendonly yes".');
  else if (appends === undefined || (appends === 'no' && saves === undefined))
    warnings.push(NOT_CHECKED('appendonly', '"yes"'));
  return warnings;
}

const APPENDS: Readonly<Record<string, string>> = { '0': 'no', '1': 'yes' };

const NOT_CHECKED = (setting: string, right: string): string =>
  `Redis does not let its setting ${setting} be read: see to it that it is ${right}.`;

/** Null where this is not allowed. */
async function read(node: Redis, what: 'config' | 'info'): Promise<Map<string, string> | null> {
  try {
    return what === 'config' ? await config(node) : await info(node);
  } catch (error) {
    // What Redis itself refuses (NOPERM, an unknown command) it says; a lost connection is something else.
    if (error instanceof Error && error.name === 'ReplyError') return null;
    throw error;
  }
}

async function config(node: Redis): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  // One by one: before Redis 7, CONFIG GET takes one name.
  for (const name of ['maxmemory-policy', 'appendonly', 'save']) {
    const answer = await node.config('GET', name);
    if (answer[1] !== undefined) found.set(name, answer[1]);
  }
  return found;
}

async function info(node: Redis): Promise<Map<string, string>> {
  const lines = (await node.info()).split(/\r?\n/);
  return new Map(lines.map((line) => line.split(':', 2)).map(([name = '', value = '']) => [name, value]));
}
