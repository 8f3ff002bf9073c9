import type { Instant } from './instant.js';

/** A time in which nobody watched: every process was stopped, or could not reach the database. */
export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
}
