import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { Pulse, Readings } from '../../application/ports/pulse.js';

/** Each part reads through an index of its own (message_alerts_to_send and the like), so that looking costs next to nothing. */
export class PostgresPulse implements Pulse {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Readings> {
    const now = new Date(await this.clock.now());
    const [row] = await this.dataSource.query<[Readings]>(
      `WITH taken AS (
         -- The newest that the provider took: found from the end, however many there are.
         SELECT max(accepted_at) AS at FROM (
           SELECT accepted_at FROM message
            WHERE created_at > $1::timestamptz - interval '70 minutes' AND accepted_at IS NOT NULL
            ORDER BY created_at DESC LIMIT 50) newest)
       SELECT
         coalesce((SELECT greatest(extract(epoch FROM $1 - min(due_at)), 0) FROM deadline WHERE urgency IN (0, 1) AND due_at <= $1), 0)::float8 AS "latestDeadline",
         coalesce((SELECT greatest(extract(epoch FROM $1 - min(created_at)), 0) FROM (
           SELECT created_at FROM message WHERE state = 'pending' AND urgency = 0
           UNION ALL SELECT created_at FROM message WHERE state IN ('sending', 'unknown') AND urgency = 0
           -- Or the planner may walk all messages ever sent in the order of their age, to find the first that waits.
           OFFSET 0) waiting), 0)::float8 AS "oldestAlert",
         coalesce((SELECT greatest(extract(epoch FROM $1 - received_at), 0) FROM inbound WHERE handled_at IS NULL ORDER BY seq LIMIT 1), 0)::float8 AS "oldestText",
         (SELECT least(abs(extract(epoch FROM $1) - extract(epoch FROM inbound_read_to)), 1e9) FROM watch)::float8 AS "listAge",
         -- Ahead of now by as much is as bad: a sweeper that runs pulls it back at once.
         (SELECT least(abs(extract(epoch FROM $1) - extract(epoch FROM swept_at)), 1e9) FROM watch)::float8 AS "sweeperAge",
         json_build_object(
           'takesMessages', coalesce((SELECT at > $1 - interval '1 minute' FROM taken), false),
           'triedInVain', coalesce((SELECT sum(attempts) FROM (
             SELECT attempts, claimed_at FROM message WHERE state = 'pending' AND urgency = 0
             UNION ALL SELECT attempts, claimed_at FROM message WHERE state = 'pending' AND urgency > 0
             UNION ALL SELECT attempts, claimed_at FROM message WHERE state = 'unknown') tried
             WHERE claimed_at > $1 - interval '1 minute'), 0),
           'refusesSettings', coalesce((
             SELECT max(claimed_at) > greatest($1 - interval '1 hour', (SELECT at FROM taken))
               FROM message WHERE failure = 'settings'), false)
         ) AS provider,
         coalesce((SELECT json_agg(json_build_object(
             'id', left(id::text, 8), 'role', role,
             'silentFor', greatest(extract(epoch FROM clock_timestamp() - seen_at), 0)::float8,
             'clockAhead', clock_offset_ms / 1000.0) ORDER BY started_at)
           FROM worker WHERE seen_at > clock_timestamp() - interval '1 minute'), '[]') AS processes`,
      [now],
    );
    return row;
  }
}
