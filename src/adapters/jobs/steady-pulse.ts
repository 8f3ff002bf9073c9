import { SECOND, type Milliseconds } from '../../domain/time/instant.js';

const STEADY_FOR = 3;
const APART: Milliseconds = 1.5 * SECOND;

/**
 * Whether this process has been in touch with the database for a while. Right after an outage every process seems dead, and
 * the first to come round must not take over what the others have in hand.
 */
export class SteadyPulse {
  private beats: Milliseconds[] = [];

  constructor(private readonly steady: () => Milliseconds = () => performance.now()) {}

  beat(): void {
    const now = this.steady();
    const last = this.beats.at(-1);
    this.beats = last !== undefined && now - last > APART ? [now] : [...this.beats, now].slice(-STEADY_FOR);
  }

  get isSteady(): boolean {
    const last = this.beats.at(-1) ?? Number.NEGATIVE_INFINITY;
    return this.beats.length === STEADY_FOR && this.steady() - last < APART;
  }
}
