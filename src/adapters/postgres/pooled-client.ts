import pg from 'pg';

/** More statements than this are not remembered: each costs every connection memory at Postgres. */
const MOST_NAMED = 150;

/** Longer than this they are lists made for one occasion. */
const LONGEST_NAMED = 3_000;

const names = new Map<string, string>();

/**
 * A connection of a pool. Statements with values are prepared once for each connection: half of what a text cost Postgres was
 * the planning of statements that it had planned a thousand times.
 *
 * It may break at any moment. pg's pool hands out a new one while nobody hears its errors, and whoever takes it begins to
 * listen a moment later: what Postgres says in that moment ("terminating connection") would end the whole process. Here it is
 * always heard; that the connection is gone is seen by whoever asks it something.
 */
export class PooledClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
    const ask = this.query.bind(this) as (...asked: unknown[]) => unknown;
    // pg has a dozen ways to ask; TypeORM's is text with values.
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name ? ask({ name, text }, values, ...rest) : ask(text, values, ...rest);
    }) as typeof this.query;
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST_NAMED || text.length > LONGEST_NAMED) return undefined;
  const name = `allswell_${names.size + 1}`;
  names.set(text, name);
  return name;
}
