import type { DataSource } from 'typeorm';
import type { KnownPhones } from '../../application/ports/known-phones.js';
import { ANSWERS } from '../../domain/incident/answers.js';
import type { PhoneTrouble } from '../../domain/readiness/readiness.js';
import type { Instant } from '../../domain/time/instant.js';

/** What is the provider's or ours says nothing of the phone; an opt-out is kept in a table of its own, until it is taken back. */
const NOT_THE_PHONES = ['settings', 'queue', 'opted_out'];

export class PostgresKnownPhones implements KnownPhones {
  constructor(private readonly dataSource: DataSource) {}

  async optedOut(): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{ mobile: string }[]>('SELECT mobile FROM opted_out');
    return new Set(rows.map(({ mobile }) => mobile));
  }

  /** One step into the index message_mobile for each number. */
  async troubles(mobiles: readonly string[], since: Instant): Promise<ReadonlyMap<string, PhoneTrouble>> {
    const rows = await this.dataSource.query<{ mobile: string; at: Date; failure: string | null }[]>(
      `SELECT asked.mobile, last.created_at AS at, last.failure
         FROM unnest($1::text[]) AS asked(mobile), LATERAL (
           SELECT state, failure, created_at FROM message
            WHERE message.mobile = asked.mobile AND created_at >= $2 AND state IN ('delivered', 'undelivered', 'failed')
              AND coalesce(failure, '') <> ALL($3)
            ORDER BY created_at DESC LIMIT 1) AS last
        WHERE last.state <> 'delivered'`,
      [mobiles, new Date(since), NOT_THE_PHONES],
    );
    return new Map(
      rows.map(({ mobile, at, failure }) => [mobile, { at: at.getTime(), badNumber: failure === 'bad_number' }]),
    );
  }

  /** A drill that was stopped in between has tried nobody's phone but those of whoever answered it. */
  async lastDrilled(): Promise<ReadonlyMap<string, Instant>> {
    const rows = await this.dataSource.query<{ person: string; at: Date }[]>(
      `SELECT person, max(at) AS at FROM (
         SELECT message.person, drill.started_at AS at
           FROM drill JOIN message ON message.incident_id = drill.incident_id
          WHERE drill.outcome IS DISTINCT FROM 'stopped' AND message.purpose IN ('ask', 'tell')
            AND message.state IN ('sent', 'delivered')
         UNION ALL
         SELECT entry.by, drill.started_at
           FROM drill JOIN entry ON entry.incident_id = drill.incident_id
          WHERE entry.kind = ANY($1) AND NOT (drill.outcome = 'stopped' AND entry.kind = 'stood_down')) drilled
       GROUP BY person`,
      [ANSWERS],
    );
    return new Map(rows.map(({ person, at }) => [person, at.getTime()]));
  }
}
