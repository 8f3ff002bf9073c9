import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type {
  KeptNumberCode,
  NewNumberCode,
  NumberBook,
  Numbers,
  Standings,
} from '../../application/ports/number-book.js';
import type { Instant } from '../../domain/time/instant.js';

export class PostgresNumberBook implements NumberBook {
  constructor(private readonly manager: EntityManager) {}

  async hold(mobile: string): Promise<void> {
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtext('number:' || $1))`, [mobile]);
  }

  async sent(mobile: string, by: string, since: Instant): ReturnType<NumberBook['sent']> {
    const rows = await this.manager.query<{ mobile: string; sent_by: string; sent_at: Date }[]>(
      `SELECT mobile, sent_by, sent_at FROM number_code WHERE (mobile = $1 OR sent_by = $2) AND sent_at > $3`,
      [mobile, by, new Date(since)],
    );
    const times = (which: typeof rows): Instant[] => which.map((row) => row.sent_at.getTime());
    return {
      to: times(rows.filter((row) => row.mobile === mobile)),
      by: times(rows.filter((row) => row.sent_by === by)),
    };
  }

  async add({ person, mobile, hash, sentAt, sentBy }: NewNumberCode): Promise<void> {
    // Whatever is two days old counts for nothing any more.
    await this.manager.query(`DELETE FROM number_code WHERE sent_at < $1::timestamptz - interval '2 days'`, [
      new Date(sentAt),
    ]);
    await this.manager.query(
      `INSERT INTO number_code (id, person, mobile, code_hash, sent_at, sent_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [randomUUID(), person, mobile, hash, new Date(sentAt), sentBy],
    );
  }

  async newest(person: string): Promise<KeptNumberCode | null> {
    const [row] = await this.manager.query<
      { id: string; mobile: string; code_hash: string; sent_at: Date; tries: number; used_at: Date | null }[]
    >(`SELECT * FROM number_code WHERE person = $1 ORDER BY sent_at DESC, id LIMIT 1 FOR UPDATE`, [person]);
    if (!row) return null;
    const { id, mobile, tries } = row;
    const usedAt = row.used_at?.getTime() ?? null;
    return { id, mobile, tries, hash: row.code_hash, sentAt: row.sent_at.getTime(), usedAt };
  }

  async tried(id: string): Promise<void> {
    await this.manager.query(`UPDATE number_code SET tries = tries + 1 WHERE id = $1`, [id]);
  }

  async used(id: string, at: Instant): Promise<void> {
    await this.manager.query(`UPDATE number_code SET used_at = $2 WHERE id = $1`, [id, new Date(at)]);
  }

  async verified(person: string, mobile: string, at: Instant, by: string): Promise<void> {
    await this.manager.query(
      `INSERT INTO number_verified (person, mobile, verified_at, verified_by) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person) DO UPDATE SET
          mobile = excluded.mobile, verified_at = excluded.verified_at, verified_by = excluded.verified_by`,
      [person, mobile, new Date(at), by],
    );
  }
}

/** A number that was changed, by whatever door, is nobody's proven number any more; nor is that of somebody who is gone. */
export const forgetChangedNumbers = (manager: EntityManager): Promise<unknown> =>
  manager.query(
    `DELETE FROM number_verified AS known
      WHERE NOT EXISTS (SELECT 1 FROM person WHERE person.id = known.person AND person.mobile = known.mobile)`,
  );

interface StandingRow {
  readonly id: string;
  readonly verified_at: Date | null;
  readonly verified_by: string | null;
  readonly since: Date | null;
  readonly failed_at: Date | null;
}

export class PostgresNumbers implements Numbers {
  constructor(private readonly dataSource: DataSource) {}

  async standings(people: Parameters<Numbers['standings']>[0]): Promise<Standings> {
    const rows = await this.dataSource.query<StandingRow[]>(
      `SELECT person.id, known.verified_at, known.verified_by, opted_out.since,
              CASE WHEN ended.state <> 'delivered' THEN ended.created_at END AS failed_at
         FROM unnest($1::text[], $2::text[]) AS person(id, mobile)
         LEFT JOIN number_verified AS known ON known.person = person.id AND known.mobile = person.mobile
         LEFT JOIN opted_out ON opted_out.mobile = person.mobile
         LEFT JOIN LATERAL (
           SELECT state, created_at FROM message
            WHERE message.mobile = person.mobile
              AND (state = 'delivered'
                OR state IN ('undelivered', 'failed') AND failure IN ('bad_number', 'unreachable', 'filtered', 'other'))
            ORDER BY created_at DESC LIMIT 1) AS ended ON true
        WHERE person.mobile IS NOT NULL`,
      [people.map(({ id }) => id), people.map(({ mobile }) => mobile)],
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          verified: row.verified_at && row.verified_by ? { at: row.verified_at.getTime(), by: row.verified_by } : null,
          optedOutSince: row.since?.getTime() ?? null,
          failedAt: row.failed_at?.getTime() ?? null,
        },
      ]),
    );
  }

  async optedOut(): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ mobile: string }[]>(`SELECT mobile FROM opted_out`);
    return new Set(rows.map(({ mobile }) => mobile));
  }
}
