import type { Clock } from '../../application/ports/clock.js';
import { SECOND, type Instant, type Milliseconds } from '../../domain/time/instant.js';

/** How often the way to the real clock is measured, while anybody asks. */
const MEASURE_EVERY = SECOND / 2;

/** An older measurement is not gone by: the asker waits for a new one. */
const TOO_OLD = 2 * SECOND;

/** Of the measurements of this time the quickest is believed: its error is at most half of what it took. */
const BEST_OF = 10 * SECOND;

/**
 * An answer that took longer may have been given at any moment of that time (Postgres was paused, or this process frozen): it is
 * asked for again, so often at most.
 */
const QUICK: Milliseconds = 100;
const TRIES = 3;

interface Measurement {
  /** By this process's own steady clock, which only runs on. */
  readonly at: Milliseconds;
  readonly took: Milliseconds;
  /** What to add to that clock to have Postgres's. */
  readonly offset: Milliseconds;
}

/**
 * Postgres's clock without a question to Postgres each time: this process's steady clock, which no one can set, and its
 * distance from Postgres's, measured twice a second. What the machine believes the time to be plays no part.
 */
export class MeasuredClock implements Clock {
  private measurements: Measurement[] = [];
  private measuring: Promise<void> | null = null;

  constructor(
    private readonly real: Clock,
    private readonly steady: () => Milliseconds = () => performance.now(),
  ) {}

  async now(): Promise<Instant> {
    const age = this.steady() - (this.measurements.at(-1)?.at ?? Number.NEGATIVE_INFINITY);
    if (age > MEASURE_EVERY) {
      this.measuring ??= this.measure().finally(() => (this.measuring = null));
      if (age > TOO_OLD) await this.measuring;
      else this.measuring.catch(() => undefined);
    }
    const best = this.measurements.reduce((one, other) => (other.took < one.took ? other : one));
    return Math.round(this.steady() + best.offset);
  }

  private async measure(): Promise<void> {
    const tried: Measurement[] = [];
    while (tried.length < TRIES && tried.every(({ took }) => took > QUICK)) {
      const asked = this.steady();
      const real = await this.real.now();
      const at = this.steady();
      tried.push({ at, took: at - asked, offset: real - (asked + at) / 2 });
    }
    const now = this.steady();
    this.measurements = [...this.measurements, ...tried].filter(({ at }) => now - at < BEST_OF);
  }
}
