import type { Socket } from 'node:net';
import pg from 'pg';
import { SECOND, type Milliseconds } from '../../domain/time/instant.js';

/** More statements than this are not remembered: each costs every connection memory at Postgres. */
const MOST_NAMED = 150;

/** Longer than this they are lists made for one occasion. */
const LONGEST_NAMED = 3_000;

/** Longer than any statement may take (`statement_timeout`, data-source.ts). */
const SILENT_FOR: Milliseconds = 35 * SECOND;

/** What pg does not tell of itself. */
interface Inside {
  readonly connection: { readonly stream: Socket };
  readonly readyForQuery: boolean;
}

const names = new Map<string, string>();

/**
 * A connection of a pool. Statements with values are prepared once for each connection: half of what a text cost Postgres was
 * the planning of statements that it had planned a thousand times.
 *
 * It may break at any moment. pg's pool hands out a new one while nobody hears its errors, and whoever takes it begins to
 * listen a moment later: what Postgres says in that moment ("terminating connection") would end the whole process. Here it is
 * always heard; that the connection is gone is seen by whoever asks it something.
 *
 * And it may fall silent: a server that lost its power, or a firewall that forgot the connection, says no goodbye, and the
 * round that waits for an answer would wait for up to two hours. What is asked and not answered in time breaks the connection.
 */
export class PooledClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig, silentFor = SILENT_FOR) {
    super(config);
    // Not a listener: whoever has done with a connection takes all of them away, and it may break after that.
    const emit = this.emit.bind(this);
    this.emit = (event: string | symbol, ...said: unknown[]) =>
      event === 'error' && this.listenerCount('error') === 0 ? false : emit(event, ...said);
    this.once('connect', () => {
      const inside = this as unknown as Inside;
      const { stream } = inside.connection;
      stream.setTimeout(silentFor, () => {
        if (!inside.readyForQuery) stream.destroy(new Error('Postgres did not answer: connection timeout'));
      });
    });
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
