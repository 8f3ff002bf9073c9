import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { Pulse, Readings } from '../../application/ports/pulse.js';

export class PostgresPulse implements Pulse {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<Readings> {
    const now = new Date(await this.clock.now());
    const [row] = await this.dataSource.query<[Readings]>(
      `SELECT
         coalesce((SELECT greatest(extract(epoch FROM $1 - min(due_at)), 0) FROM deadline WHERE due_at <= $1), 0)::float8 AS "latestDeadline",
         coalesce((SELECT greatest(extract(epoch FROM $1 - min(created_at)), 0) FROM message
                    WHERE urgency = 0 AND state IN ('pending', 'sending', 'unknown')), 0)::float8 AS "oldestAlert",
         coalesce((SELECT greatest(extract(epoch FROM $1 - min(received_at)), 0) FROM inbound WHERE handled_at IS NULL), 0)::float8 AS "oldestText"`,
      [now],
    );
    return row;
  }
}
