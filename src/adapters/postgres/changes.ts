import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { ChangeListener, Changes } from '../../application/ports/changes.js';
import type { Log } from '../../application/watchman.js';
import { SECOND, type Milliseconds } from '../../domain/time/instant.js';
import { Echo } from './echo.js';
import { isPassing } from './passing.js';
import { PooledClient } from './pooled-client.js';

const CHANNEL = 'allswell_visits';

/** One word in this time at most, however many transactions end in it. */
const REST: Milliseconds = 100;

const RECONNECT_AFTER: Milliseconds = SECOND;

/** A connection that a firewall has forgotten says nothing and hears nothing: it is asked now and then. */
const ASK_EVERY: Milliseconds = 10 * SECOND;
const ANSWER_WITHIN: Milliseconds = 5 * SECOND;

/** So long a word may take to come back from Postgres, at an evil moment. */
const BACK_WITHIN: Milliseconds = 3 * SECOND;

const FAREWELL_WITHIN: Milliseconds = SECOND;

/**
 * LISTEN and NOTIFY. The word follows the commit in a statement of its own instead of going with it: Postgres lets only one
 * transaction that notifies commit at a time, and what saves a life would queue for what moves a screen (decision 20).
 */
export class PostgresChanges implements Changes {
  private readonly listeners = new Set<ChangeListener>();
  private client: PooledClient | null = null;
  private timer: NodeJS.Timeout | null = null;
  private resting = false;
  private announceAgain = false;
  private isStopped = false;
  private readonly askEvery: Milliseconds;
  private readonly echo: Echo;

  constructor(
    private readonly databaseUrl: string,
    private readonly dataSource: DataSource,
    log: Log,
    { askEvery = ASK_EVERY, backWithin = BACK_WITHIN }: { askEvery?: Milliseconds; backWithin?: Milliseconds } = {},
  ) {
    this.askEvery = askEvery;
    this.echo = new Echo((word) => this.say(word), backWithin, log);
  }

  get isHeard(): boolean | null {
    return this.echo.isHeard;
  }

  start(): void {
    // On its way, or about to try again.
    if (!this.client && !this.timer) void this.connect();
  }

  announce(): void {
    if (this.isStopped) return;
    this.announceAgain = this.resting;
    if (this.resting) return;
    this.resting = true;
    const rested = (): void => {
      this.resting = false;
      if (this.announceAgain) this.announce();
    };
    this.say('')
      .catch(() => undefined)
      .finally(() => setTimeout(rested, REST).unref());
  }

  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    this.start();
    return () => void this.listeners.delete(listener);
  }

  async stop(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
    for (const listener of this.listeners) listener.stopped();
    // Where the database does not answer, the end of the process does not wait for its farewell.
    const farewell = this.client?.end().catch(() => undefined);
    await Promise.race([farewell, pause(FAREWELL_WITHIN, undefined, { ref: false })]);
  }

  private async say(word: string): Promise<void> {
    await this.dataSource.query(`SELECT pg_notify($1, $2)`, [CHANNEL, word]);
  }

  private async connect(): Promise<void> {
    if (this.isStopped) return;
    const client = new PooledClient({
      connectionString: this.databaseUrl,
      application_name: 'allswell boards',
      connectionTimeoutMillis: ANSWER_WITHIN,
      query_timeout: ANSWER_WITHIN,
      keepAlive: true,
    });
    this.client = client;
    client.on('notification', ({ payload = '' }) => {
      // An echo, of this process or another, is no change.
      if (!this.echo.hears(payload)) this.changed();
    });
    client.once('end', () => this.lost(client));
    client.once('error', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      if (!isPassing(error)) this.echo.isSwallowed();
      this.lost(client);
      return;
    }
    // What was said before this moment was not heard.
    this.changed();
    await this.tryEcho(client);
    this.askAgain(client);
  }

  private changed(): void {
    for (const listener of this.listeners) listener.changed();
  }

  private askAgain(client: PooledClient): void {
    if (this.isStopped || this.client !== client) return;
    this.timer = setTimeout(() => {
      client
        .query('SELECT 1')
        .then(() => this.tryEcho(client))
        .then(
          () => this.askAgain(client),
          () => this.lost(client),
        );
    }, this.askEvery);
    this.timer.unref();
  }

  /** What is not heard on a connection that was lost meanwhile says nothing. */
  private tryEcho(client: PooledClient): Promise<void> {
    return this.echo.listen(() => !this.isStopped && this.client === client);
  }

  private lost(client: PooledClient): void {
    if (this.client !== client) return;
    this.client = null;
    client.end().catch(() => undefined);
    if (this.isStopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), RECONNECT_AFTER);
    this.timer.unref();
  }
}
