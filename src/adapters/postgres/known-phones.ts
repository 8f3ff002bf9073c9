import type { DataSource } from 'typeorm';
import type { KnownPhones } from '../../application/ports/known-phones.js';
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

  async lastDrilled(): Promise<ReadonlyMap<string, Instant>> {
    const rows = await this.dataSource.query<{ person: string; at: Date }[]>(
      `SELECT person, max(drill.started_at) AS at
         FROM drill JOIN incident ON incident.id = drill.incident_id, unnest(incident.alerted) AS person
        GROUP BY person`,
    );
    return new Map(rows.map(({ person, at }) => [person, at.getTime()]));
  }
}
