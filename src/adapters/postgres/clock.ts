import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { Instant } from '../../domain/time/instant.js';

/** Postgres's clock. */
export class PostgresClock implements Clock {
  constructor(private readonly dataSource: DataSource) {}

  async now(): Promise<Instant> {
    const [row] = await this.dataSource.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return row.now.getTime();
  }
}
