import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Inbox, IncomingText, TakenIn } from '../../application/ports/inbox.js';
import type { Instant, Milliseconds } from '../../domain/time/instant.js';
import { Gathered } from './gathered.js';
import { isPassing } from './passing.js';

interface Arrival {
  readonly text: IncomingText;
  isNew: boolean;
  /** Why it alone could not be kept. */
  failure?: Error;
}

const GATHER_WITHIN: Milliseconds = 4;

/** A connection that says that it ends is handed out again until it has ended. */
const AGAIN_AFTER: Milliseconds = 50;

/** Postgres keeps no NUL; a text with one in it is kept all the same, however it came. */
const storable = (text: IncomingText): IncomingText => {
  const without = (words: string): string => words.replaceAll('\0', '\uFFFD');
  const { sid, from, to, body } = text;
  return { ...text, sid: without(sid), from: without(from), to: without(to), body: without(body) };
};

/** Together in one statement, which counts when hundreds come in a second; one that cannot be kept turns away no other. */
export class PostgresInbox implements Inbox {
  private readonly arrivals = new Gathered<Arrival>(GATHER_WITHIN, (all) => this.keepAll(all));

  constructor(private readonly dataSource: DataSource) {}

  async takeIn(text: IncomingText): Promise<boolean> {
    const one: Arrival = { text: storable(text), isNew: false };
    await this.arrivals.do(one);
    if (one.failure) throw one.failure;
    return one.isNew;
  }

  async takeInAll(texts: readonly IncomingText[]): Promise<TakenIn> {
    const all = texts.map((text): Arrival => ({ text: storable(text), isNew: false }));
    // Of one moment, and so of one statement.
    await Promise.all(all.map((one) => this.arrivals.do(one)));
    const passing = all.find(({ failure }) => isPassing(failure))?.failure;
    if (passing) throw passing;
    return {
      fresh: all.filter(({ isNew }) => isNew).length,
      spoilt: all.flatMap(({ text: { sid }, failure }) => (failure ? [{ sid, why: failure.message }] : [])),
    };
  }

  private async keepAll(arrivals: readonly Arrival[]): Promise<void> {
    try {
      await this.keep(arrivals);
    } catch (error) {
      if (!isPassing(error)) return this.keepEach(arrivals);
      // A connection that broke, or two processes in each other's way, say nothing against the texts: once more. If it fails
      // again none of them is acknowledged, and the provider comes again.
      await pause(AGAIN_AFTER);
      await this.keep(arrivals);
    }
  }

  /** One after the other: a sender's texts are handled in the order in which they were kept. */
  private async keepEach(arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) {
      try {
        await this.keep([arrival]);
      } catch (error) {
        arrival.failure = error instanceof Error ? error : new Error(String(error));
      }
    }
  }

  private async keep(arrivals: readonly Arrival[]): Promise<void> {
    const texts = arrivals.map(({ text }) => text);
    const kept = await this.dataSource.query<{ sid: string }[]>(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at, sent_at)
        SELECT sid, from_number, to_number, body, received_at, received_at, sent_at
          FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
            AS new(sid, from_number, to_number, body, received_at, sent_at)
        ON CONFLICT (sid) DO NOTHING RETURNING sid`,
      [
        texts.map(({ sid }) => sid),
        texts.map(({ from }) => from),
        texts.map(({ to }) => to),
        texts.map(({ body }) => body),
        texts.map(({ receivedAt }) => new Date(receivedAt)),
        texts.map(({ sentAt }) => (sentAt === undefined ? null : new Date(sentAt))),
      ],
    );
    const fresh = new Set(kept.map(({ sid }) => sid));
    // The same text twice at one moment: the first of them is new.
    for (const arrival of arrivals) arrival.isNew = fresh.delete(arrival.text.sid);
  }

  async readTo(): Promise<Instant> {
    // As a number, which "infinity" is too.
    const [row] = await this.dataSource.query<[{ at: number }]>(
      `SELECT extract(epoch FROM inbound_read_to)::float8 * 1000 AS at FROM watch`,
    );
    return row.at;
  }

  async setReadTo(to: Instant): Promise<void> {
    await this.dataSource.query(
      `UPDATE watch SET inbound_read_to = $1
        WHERE inbound_read_to < $1 OR inbound_read_to > greatest($1::timestamptz, clock_timestamp()) + interval '1 minute'`,
      [new Date(to)],
    );
  }

  async retryLater(sid: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE inbound SET attempts = attempts + 1, retry_at = clock_timestamp() + interval '1 second' WHERE sid = $1`,
      [sid],
    );
  }
}
