import type { Clock } from '../../src/application/ports/clock.js';
import type { Instant, Milliseconds } from '../../src/domain/time/instant.js';

/** Postgres's clock, moved on as far as a test wants. */
export class TestClock implements Clock {
  private ahead: Milliseconds = 0;

  constructor(private readonly real: Clock) {}

  async now(): Promise<Instant> {
    return (await this.real.now()) + this.ahead;
  }

  /** Moves to that moment; never back. */
  async moveTo(moment: Instant): Promise<void> {
    this.ahead += Math.max(0, moment - (await this.now()));
  }
}
