import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { CanaryReader, CanaryView } from '../../application/ports/canaries.js';
import type { CanaryBook, CanaryOutcome, NewCanary } from '../../application/ports/canary-book.js';
import type { PageOf, Paging } from '../../application/ports/reader.js';
import type { Instant } from '../../domain/time/instant.js';
import { Conditions } from './conditions.js';
import { paged } from './paged.js';

export class PostgresCanaryBook implements CanaryBook {
  constructor(private readonly manager: EntityManager) {}

  /** Of two processes the second waits here for the first to commit, and then finds the period taken. */
  async take({ period, token, number, sentAt, due }: NewCanary): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `INSERT INTO canary (id, period, token, number, sent_at, due) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (period) DO NOTHING RETURNING id`,
      [randomUUID(), new Date(period), token, number, new Date(sentAt), new Date(due)],
    );
    return rows.length > 0;
  }

  async isAlertWaiting(): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `SELECT 1 FROM message WHERE state = 'pending' AND urgency = 0 LIMIT 1`,
    );
    return rows.length > 0;
  }

  async cameBack(token: string, from: string, at: Instant): Promise<boolean> {
    const [rows] = await this.manager.query<[unknown[], number]>(
      `UPDATE canary SET
          back_at = coalesce(back_at, $3), seconds = coalesce(seconds, extract(epoch FROM $3 - sent_at)),
          outcome = CASE WHEN back_at IS NOT NULL THEN outcome WHEN outcome = 'lost' OR due < $3 THEN 'late' ELSE 'back' END
        WHERE token = $1 AND number = $2
        RETURNING id`,
      [token, from, new Date(at)],
    );
    return rows.length > 0;
  }

  async giveUp(at: Instant): Promise<{ sentAt: Instant }[]> {
    const [rows] = await this.manager.query<[{ sent_at: Date }[], number]>(
      `UPDATE canary SET outcome = 'lost'
        WHERE id IN (SELECT id FROM canary WHERE outcome IS NULL AND due <= $1 ORDER BY due FOR UPDATE SKIP LOCKED)
        RETURNING sent_at`,
      [new Date(at)],
    );
    return rows.map((row) => ({ sentAt: row.sent_at.getTime() })).sort((a, b) => a.sentAt - b.sentAt);
  }

  async lastOutcome(sentBefore: Instant): Promise<CanaryOutcome | null> {
    const [row] = await this.manager.query<{ outcome: CanaryOutcome }[]>(
      `SELECT outcome FROM canary WHERE sent_at < $1 AND outcome IS NOT NULL ORDER BY sent_at DESC LIMIT 1`,
      [new Date(sentBefore)],
    );
    return row?.outcome ?? null;
  }
}

interface Row {
  sentAt: Date;
  due: Date;
  backAt: Date | null;
  seconds: number | null;
  outcome: CanaryOutcome | null;
}

const COLUMNS = `sent_at AS "sentAt", due, back_at AS "backAt", seconds, outcome`;

export class PostgresCanaries implements CanaryReader {
  constructor(private readonly dataSource: DataSource) {}

  async page(paging: Paging): Promise<PageOf<CanaryView>> {
    const listed = { columns: COLUMNS, from: 'FROM canary', where: new Conditions(), order: () => 'sent_at DESC, id' };
    const { items, ...counted } = await paged<Row>(this.dataSource, listed, paging);
    return { ...counted, items: items.map(toView) };
  }

  async lastCanary(): Promise<CanaryView | null> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM canary WHERE outcome IS NOT NULL ORDER BY sent_at DESC LIMIT 1`,
    );
    return row ? toView(row) : null;
  }

  async toDo(period: Instant, at: Instant): Promise<{ send: boolean; giveUp: boolean }> {
    const [row] = await this.dataSource.query<[{ send: boolean; giveUp: boolean }]>(
      `SELECT NOT EXISTS (SELECT 1 FROM canary WHERE period = $1) AS send,
              EXISTS (SELECT 1 FROM canary WHERE outcome IS NULL AND due <= $2) AS "giveUp"`,
      [new Date(period), new Date(at)],
    );
    return row;
  }
}

const toView = (row: Row): CanaryView => ({
  ...row,
  sentAt: row.sentAt.getTime(),
  due: row.due.getTime(),
  backAt: row.backAt?.getTime() ?? null,
});
