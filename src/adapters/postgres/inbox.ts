import type { DataSource } from 'typeorm';
import type { Instant } from '../../domain/time/instant.js';
import type { Inbox, IncomingText } from '../../application/ports/inbox.js';

export class PostgresInbox implements Inbox {
  constructor(private readonly dataSource: DataSource) {}

  async takeIn(text: IncomingText): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at, sent_at) VALUES ($1, $2, $3, $4, $5, $5, $6)
        ON CONFLICT (sid) DO NOTHING RETURNING sid`,
      [
        text.sid,
        text.from,
        text.to,
        text.body,
        new Date(text.receivedAt),
        text.sentAt === undefined ? null : new Date(text.sentAt),
      ],
    );
    return rows.length > 0;
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
