import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { Deadlines } from '../../application/ports/deadlines.js';
import type { Instant, Milliseconds } from '../../domain/time/instant.js';

export class PostgresDeadlines implements Deadlines {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async untilNext(): Promise<Milliseconds | null> {
    const now = await this.clock.now();
    const [row] = await this.dataSource.query<[{ next: Date | null }]>(
      `SELECT least(
          (SELECT min(due_at) FROM deadline WHERE urgency = 0 AND due_at > $1),
          (SELECT min(due_at) FROM deadline WHERE urgency = 1 AND due_at > $1)) AS next`,
      [new Date(now)],
    );
    return row.next && row.next.getTime() - now;
  }

  async secondsUntil(then: Instant): Promise<Instant[]> {
    const rows = await this.dataSource.query<{ at: number }[]>(
      `SELECT DISTINCT ceil(extract(epoch FROM due_at))::float8 * 1000 AS at
         FROM deadline WHERE urgency IN (0, 1) AND due_at > $1 AND due_at <= $2`,
      [new Date(await this.clock.now()), new Date(then)],
    );
    return rows.map(({ at }) => at);
  }
}
