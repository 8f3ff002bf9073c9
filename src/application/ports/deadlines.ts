import type { Instant, Milliseconds } from '../../domain/time/instant.js';

/** The deadlines as rows, for whoever wants to look at them just in time. */
export interface Deadlines {
  /** How long until the next one is due, by Postgres's clock; null when none is. Those that have passed do not count. */
  untilNext(): Promise<Milliseconds | null>;
  /** The whole seconds that end the moments from now until then at which one is due. */
  secondsUntil(then: Instant): Promise<Instant[]>;
}

export const DEADLINES = Symbol('Deadlines');
