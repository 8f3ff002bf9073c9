import type { DataSource } from 'typeorm';
import { FROZEN_AFTER, type Watch } from '../../application/ports/watch.js';
import { SECOND, type Instant, type Milliseconds } from '../../domain/time/instant.js';

/** What Postgres shows of a process's connections: gone with it the moment it is killed. */
export const applicationName = (worker: string): string => `allswell ${worker}`;

const AT_LEAST_EVERY = 1.2 * SECOND;

/**
 * Whether the process of a row of `worker` lives: it was seen a moment ago, or not long ago and still holds a connection.
 * A killed one is known within two seconds, a frozen one within five. Postgres's own clock, whatever ours says.
 */
export const ALIVE = `
  worker.seen_at BETWEEN clock_timestamp() - interval '${AT_LEAST_EVERY} milliseconds'
    AND clock_timestamp() + interval '${AT_LEAST_EVERY} milliseconds'
  OR worker.seen_at > clock_timestamp() - interval '${FROZEN_AFTER} milliseconds'
    AND EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name = 'allswell ' || worker.id)`;

export class PostgresWatch implements Watch {
  private clockOffset: Milliseconds = 0;

  constructor(
    private readonly dataSource: DataSource,
    readonly worker: string,
    /** For people: "host:pid". */
    private readonly name: string,
    private readonly role: string,
  ) {}

  async swept(at: Instant): Promise<void> {
    // Once a second is often enough, whoever does it.
    await this.dataSource.query(
      `UPDATE watch SET swept_at = $1 WHERE swept_at < $1::timestamptz - interval '1 second'`,
      [new Date(at)],
    );
  }

  async alive(): Promise<Milliseconds> {
    const asked = Date.now();
    const [row] = await this.dataSource.query<[{ at: Date }]>(
      `WITH gone AS (DELETE FROM worker WHERE seen_at < clock_timestamp() - interval '1 hour')
       INSERT INTO worker (id, name, role, started_at, seen_at, clock_offset_ms)
         VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), $4)
         ON CONFLICT (id) DO UPDATE SET seen_at = clock_timestamp(), clock_offset_ms = excluded.clock_offset_ms
         RETURNING seen_at AS at`,
      [this.worker, this.name, this.role, this.clockOffset],
    );
    const answered = Date.now();
    const ahead = (asked + answered) / 2 - row.at.getTime();
    this.clockOffset = Math.round(Math.max(-LARGEST, Math.min(LARGEST, ahead)));
    return this.clockOffset;
  }

  async gone(): Promise<void> {
    await this.dataSource.query('DELETE FROM worker WHERE id = $1', [this.worker]);
  }
}

/** What an integer holds. */
const LARGEST = 2_000_000_000;
