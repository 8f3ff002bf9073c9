import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { ChangeListener, Changes } from '../../application/ports/changes.js';
import { SECOND, type Milliseconds } from '../../domain/time/instant.js';
import { PooledClient } from './pooled-client.js';

const CHANNEL = 'allswell_visits';

/** One word in this time at most, however many transactions end in it. */
const REST: Milliseconds = 100;

const RECONNECT_AFTER: Milliseconds = SECOND;

/** A connection that a firewall has forgotten says nothing and hears nothing: it is asked now and then. */
const ASK_EVERY: Milliseconds = 10 * SECOND;
const ANSWER_WITHIN: Milliseconds = 5 * SECOND;
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

  constructor(
    private readonly databaseUrl: string,
    private readonly dataSource: DataSource,
  ) {}

  announce(): void {
    if (this.isStopped) return;
    this.announceAgain = this.resting;
    if (this.resting) return;
    this.resting = true;
    const rested = (): void => {
      this.resting = false;
      if (this.announceAgain) this.announce();
    };
    this.dataSource
      .query(`SELECT pg_notify($1, '')`, [CHANNEL])
      .catch(() => undefined)
      .finally(() => setTimeout(rested, REST).unref());
  }

  listen(listener: ChangeListener): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1 && !this.client) void this.connect();
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
    client.on('notification', () => this.changed());
    client.once('end', () => this.lost(client));
    client.once('error', () => this.lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      this.lost(client);
      return;
    }
    // What was said before this moment was not heard.
    this.changed();
    this.askAgain(client);
  }

  private changed(): void {
    for (const listener of this.listeners) listener.changed();
  }

  private askAgain(client: PooledClient): void {
    if (this.isStopped || this.client !== client) return;
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.askAgain(client),
        () => this.lost(client),
      );
    }, ASK_EVERY);
    this.timer.unref();
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
