import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { ClaimedMessage, Outbox } from '../../application/ports/outbox.js';
import type { DeliveryStatus } from '../../application/ports/phones.js';
import type { Instant } from '../../domain/time/instant.js';

interface Row {
  id: string;
  mobile: string;
  body: string;
  urgency: number;
  attempts: number;
  claimed_at: Date;
}

const COLUMNS = 'id, mobile, body, urgency, attempts, claimed_at';

export class PostgresOutbox implements Outbox {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async claim(limit: number): Promise<ClaimedMessage[]> {
    const now = new Date(await this.clock.now());
    const [rows] = await this.dataSource.query<[Row[], number]>(
      `UPDATE message SET state = 'sending', claimed_at = $1, attempts = attempts + 1
        WHERE id IN (
          SELECT id FROM message WHERE state = 'pending' AND next_attempt_at <= $1
            ORDER BY urgency, created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING ${COLUMNS}, created_at`,
      [now, limit],
    );
    return rows.map(toMessage).sort((a, b) => a.urgency - b.urgency);
  }

  /** A report may have overtaken the answer to our own request: then only the SID is new. */
  async accepted(id: string, sid: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET sid = $2, accepted_at = $3,
          state = CASE WHEN state IN ('sending', 'unknown', 'pending') THEN 'accepted' ELSE state END
        WHERE id = $1`,
      [id, sid, new Date(await this.clock.now())],
    );
  }

  async tryAgain(id: string, at: Instant, detail: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET state = 'pending', next_attempt_at = $2, detail = $3 WHERE id = $1 AND state = 'sending'`,
      [id, new Date(at), detail],
    );
  }

  async unknown(id: string, detail: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET state = 'unknown', detail = $2 WHERE id = $1 AND state = 'sending'`,
      [id, detail],
    );
  }

  async inDoubt(before: Instant, limit: number): Promise<ClaimedMessage[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM message WHERE state IN ('sending', 'unknown') AND claimed_at < $1 ORDER BY urgency, claimed_at LIMIT $2`,
      [new Date(before), limit],
    );
    return rows.map(toMessage);
  }

  async repeat(id: string, body: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET state = 'pending', body = $2, next_attempt_at = $3 WHERE id = $1 AND state IN ('sending', 'unknown')`,
      [id, body, new Date(await this.clock.now())],
    );
  }

  async silent(now: Instant, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM message WHERE silent_at <= $1 ORDER BY silent_at LIMIT $2`,
      [new Date(now), limit],
    );
    return rows.map((row) => row.id);
  }

  async reported(id: string, sid: string, status: DeliveryStatus): Promise<void> {
    const state = status === 'delivered' || status === 'sent' ? status : 'accepted';
    await this.dataSource.query(
      `UPDATE message SET sid = coalesce(sid, $2), accepted_at = coalesce(accepted_at, $4), state = $3,
          silent_at = CASE WHEN $3 IN ('sent', 'delivered') THEN NULL ELSE silent_at END
        WHERE id = $1 AND array_position($5::text[], state) < array_position($5::text[], $3)`,
      [id, sid, state, new Date(await this.clock.now()), RANK],
    );
  }

  async idOfSid(sid: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ id: string }[]>(`SELECT id FROM message WHERE sid = $1`, [sid]);
    return row?.id ?? null;
  }
}

/** A report never lowers a state; delivered, undelivered and failed stick. */
const RANK = ['pending', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed'];

const toMessage = (row: Row): ClaimedMessage => ({
  id: row.id,
  mobile: row.mobile,
  body: row.body,
  urgency: row.urgency,
  attempts: row.attempts,
  claimedAt: row.claimed_at.getTime(),
});
