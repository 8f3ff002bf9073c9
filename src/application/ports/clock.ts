import type { Instant } from '../../domain/time/instant.js';

/** The one source of time. Between processes Postgres's clock decides, so a machine whose clock is off does no harm. */
export interface Clock {
  now(): Promise<Instant>;
}

export const CLOCK = Symbol('Clock');
