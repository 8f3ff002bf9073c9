import type { Clock } from '../application/ports/clock.js';
import type { Operator } from '../application/ports/operator.js';
import { CLOCK_OFF } from '../application/vital-signs.js';
import type { Log } from '../application/watchman.js';
import { SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';

const EVERY = 10 * SECOND;

/**
 * How far this process's clock is ahead of Postgres's. Postgres's decides (decision 4), so a clock that is off
 * loses nothing; but its logs and links mislead, and whoever keeps the machine should know.
 */
export class ClockWatch {
  /** Null: not measured yet. */
  private measured: Milliseconds | null = null;
  private off = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly postgres: Clock,
    private readonly log: Log,
    private readonly operator: Operator,
    private readonly own: () => Instant = Date.now,
  ) {}

  /** Milliseconds that this process's clock is ahead; negative when behind; 0 until it was measured. */
  get ahead(): Milliseconds {
    return this.measured ?? 0;
  }

  get isOff(): boolean {
    return this.off;
  }

  /** Postgres's time, without asking it. */
  now(): Instant {
    return this.own() - this.ahead;
  }

  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Measures; says so in the log once when it becomes off, and once when it is right again. */
  async look(): Promise<void> {
    const asked = this.own();
    const began = performance.now();
    const there = await this.postgres.now().catch(() => null);
    if (there === null) return;
    const roundTrip = performance.now() - began;
    // Postgres read its clock at some time within the round trip: halfway is the best guess, and wrong by half at most.
    this.measured = Math.round(asked + roundTrip / 2 - there);
    this.judge(Math.abs(this.measured) - roundTrip / 2);
  }

  private judge(atLeast: Milliseconds): void {
    const off = atLeast > CLOCK_OFF;
    if (off === this.off) return;
    this.off = off;
    const facts = { aheadMilliseconds: this.ahead };
    if (!off) return this.log.info(facts, "This process's clock agrees with Postgres's again");
    this.log.warn(facts, "This process's clock does not agree with Postgres's");
    this.operator.alarm(
      'clock',
      "The clock of one of Allswell's machines is more than 2 seconds off Postgres's. Nothing is late by it; set the clock (NTP) all the same.",
    );
  }
}
