import type { Operator } from '../application/ports/operator.js';
import type { Pulse } from '../application/ports/pulse.js';
import { within } from '../application/patience.js';
import { isDown, reasons, vitalSigns, type Component } from '../application/vital-signs.js';
import { MINUTE, SECOND } from '../domain/time/instant.js';

const EVERY = 5 * SECOND;

/** A database that has not answered by now is away. */
export const PATIENCE = 3 * SECOND;

const SAID_AT_MOST_EVERY = MINUTE;

/** Tells the operator when the service goes DOWN and when it is UP again: once it has looked so twice, and never more than once a minute. */
export class HealthWatch {
  private timer: NodeJS.Timeout | null = null;
  private saw: Component['status'] = 'UP';
  private said: Component['status'] = 'UP';
  private saidAt = -Infinity;

  constructor(
    private readonly pulse: Pulse,
    private readonly operator: Operator,
    /** Milliseconds that only ever go forward. */
    private readonly passed: () => number = () => performance.now(),
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), EVERY);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async look(): Promise<void> {
    const signs = vitalSigns(await within(PATIENCE, this.pulse.read()));
    const status = isDown(signs) ? 'DOWN' : 'UP';
    const sawBefore = this.saw;
    this.saw = status;
    if (status !== sawBefore || status === this.said || this.passed() - this.saidAt < SAID_AT_MOST_EVERY) return;
    this.said = status;
    this.saidAt = this.passed();
    // The time makes each its own, so that a second fall within ten minutes is told too.
    const at = new Date().toISOString();
    this.operator.alarm(
      'health',
      status === 'UP' ? `Allswell is UP again (${at}).` : `Allswell is DOWN (${at}). ${reasons(signs)}`,
    );
  }
}
