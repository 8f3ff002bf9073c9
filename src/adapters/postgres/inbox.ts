import type { DataSource } from 'typeorm';
import type { Inbox, IncomingText } from '../../application/ports/inbox.js';

export class PostgresInbox implements Inbox {
  constructor(private readonly dataSource: DataSource) {}

  async takeIn(text: IncomingText): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at) VALUES ($1, $2, $3, $4, $5, $5)
        ON CONFLICT (sid) DO NOTHING RETURNING sid`,
      [text.sid, text.from, text.to, text.body, new Date(text.receivedAt)],
    );
    return rows.length > 0;
  }

  async retryLater(sid: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE inbound SET attempts = attempts + 1, retry_at = clock_timestamp() + interval '1 second' WHERE sid = $1`,
      [sid],
    );
  }
}
