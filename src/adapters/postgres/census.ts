import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';

/** How many of what there are, for `/metrics`. */
export interface Census {
  /** All that are not settled; of the settled ones those of the last quarter of an hour, so that counting stays cheap. */
  readonly messages: readonly { readonly state: string; readonly count: number; readonly oldest: number }[];
  readonly openIncidents: number;
  readonly visitsUnderWay: number;
}

export class PostgresCensus {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Census> {
    const now = new Date(await this.clock.now());
    const [row] = await this.dataSource.query<[Census]>(
      `SELECT
         (SELECT coalesce(json_agg(by_state), '[]') FROM (
            SELECT state, count(*) AS count,
                greatest(extract(epoch FROM $1::timestamptz - min(created_at)), 0)::float8 AS oldest
              FROM (
                SELECT state, created_at FROM message WHERE state = 'pending' AND urgency = 0
                UNION ALL SELECT state, created_at FROM message WHERE state = 'pending' AND urgency > 0
                UNION ALL SELECT state, created_at FROM message WHERE state IN ('sending', 'unknown')
                UNION ALL SELECT state, created_at FROM message
                  WHERE state NOT IN ('pending', 'sending', 'unknown') AND created_at > $1::timestamptz - interval '15 minutes'
              ) counted
              GROUP BY state) by_state) AS messages,
         (SELECT count(*) FROM incident WHERE status = 'open')::integer AS "openIncidents",
         (SELECT count(*) FROM visit WHERE status IN ('in_progress', 'overdue'))::integer AS "visitsUnderWay"`,
      [now],
    );
    return row;
  }
}
