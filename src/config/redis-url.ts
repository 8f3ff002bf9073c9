/** Where Redis is, read from REDIS_URL. */
export type RedisAddress = RedisLogin &
  (
    | { readonly kind: 'single'; readonly nodes: readonly [RedisNode] }
    /** The Sentinels; they know who the master of this name is. */
    | { readonly kind: 'sentinel'; readonly nodes: readonly RedisNode[]; readonly master: string }
    /** Some nodes of a Cluster; they know the others. */
    | { readonly kind: 'cluster'; readonly nodes: readonly RedisNode[] }
  );

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

interface RedisLogin {
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
}

/** scheme, mode, user:password, hosts, path */
const SHAPE = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^@/?#]+)(?:\/([^?#]*))?$/;

/** An IPv6 address stands in brackets. */
const NODE = /^(\[[0-9a-fA-F:.]+\]|[^:[\],\s]+)(?::(\d{1,5}))?$/;

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26379;

/**
 * Reads `redis[s]://[user:password@]host[:port][/database]`, `redis[s]+sentinel://[user:password@]host[:port],…/master[/database]`
 * or `redis[s]+cluster://[user:password@]host[:port],…`. User and password are Redis's own. Null when it is none of these.
 */
export function readRedisUrl(text: string): RedisAddress | null {
  const [, scheme, mode = 'single', login, hosts = '', path = ''] = SHAPE.exec(text) ?? [];
  if (!scheme) return null;
  const nodes = hosts.split(',').map((host) => readNode(host, mode === 'sentinel' ? SENTINEL_PORT : REDIS_PORT));
  if (!nodes.every((node) => node !== null)) return null;
  const signIn = readLogin(login);
  if (!signIn) return null;
  const common = { tls: scheme === 'rediss', ...signIn };
  const parts = path.split('/').filter((part) => part !== '');
  const [node] = nodes;
  switch (mode) {
    case 'sentinel': {
      const database = readDatabase(parts[1]);
      const master = decoded(parts[0] ?? '');
      if (!master || database === null || parts.length > 2) return null;
      return { kind: 'sentinel', nodes, master, database, ...common };
    }
    case 'cluster':
      // A Cluster has one database.
      return parts.length === 0 ? { kind: 'cluster', nodes, database: 0, ...common } : null;
    default: {
      const database = readDatabase(parts[0]);
      if (!node || nodes.length > 1 || database === null || parts.length > 1) return null;
      return { kind: 'single', nodes: [node], database, ...common };
    }
  }
}

function readNode(text: string, defaultPort: number): RedisNode | null {
  const [, host, port] = NODE.exec(text.trim()) ?? [];
  if (!host || Number(port ?? defaultPort) > 65_535) return null;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? defaultPort) };
}

/** A password without a user name is the default user's. */
function readLogin(text: string | undefined): Pick<RedisLogin, 'username' | 'password'> | null {
  if (text === undefined || text === '') return { username: null, password: null };
  const colon = text.indexOf(':');
  const username = decoded(colon < 0 ? text : text.slice(0, colon));
  const password = decoded(colon < 0 ? '' : text.slice(colon + 1));
  return username === null || password === null ? null : { username: username || null, password: password || null };
}

const readDatabase = (text: string | undefined): number | null =>
  text === undefined ? 0 : /^\d{1,4}$/.test(text) ? Number(text) : null;

/** Null where a percent sign stands for nothing. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
