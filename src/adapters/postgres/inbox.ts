import type { DataSource } from 'typeorm';
import type { Inbox, IncomingText } from '../../application/ports/inbox.js';
import type { Instant, Milliseconds } from '../../domain/time/instant.js';
import { Gathered } from './gathered.js';

interface Arrival {
  readonly text: IncomingText;
  isNew: boolean;
}

const GATHER_WITHIN: Milliseconds = 4;

export class PostgresInbox implements Inbox {
  private readonly arrivals = new Gathered<Arrival>(GATHER_WITHIN, (all) => this.keep(all));

  constructor(private readonly dataSource: DataSource) {}

  async takeIn(text: IncomingText): Promise<boolean> {
    const one = { text, isNew: false };
    // Together in one statement, which counts when hundreds come in a second; one that cannot be kept turns away no other.
    await this.arrivals.do(one).catch(() => this.keep([one]));
    return one.isNew;
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
    const [row] = await this.dataSource.query<[{ at: Date }]>(`SELECT inbound_read_to AS at FROM watch`);
    return row.at.getTime();
  }

  async setReadTo(to: Instant): Promise<void> {
    await this.dataSource.query(`UPDATE watch SET inbound_read_to = $1 WHERE inbound_read_to < $1`, [new Date(to)]);
  }

  async retryLater(sid: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE inbound SET attempts = attempts + 1, retry_at = clock_timestamp() + interval '1 second' WHERE sid = $1`,
      [sid],
    );
  }
}
