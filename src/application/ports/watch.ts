import type { Instant, Milliseconds } from '../../domain/time/instant.js';

/** The watch over the watch: when the loop last went round in any process, and which processes live. */
export interface Watch {
  readonly worker: string;
  /** The loop has looked at what was due at that moment; not later, for it may have been frozen since. */
  swept(at: Instant): Promise<void>;
  /** This process lives. Says how far its own clock is ahead of Postgres's, as it was measured in saying so. */
  alive(): Promise<Milliseconds>;
  /** This process stops in order. */
  gone(): Promise<void>;
}

export const WATCH = Symbol('Watch');

/** A process that has not been seen for this long is frozen or dead: others take over what it had in hand. */
export const FROZEN_AFTER: Milliseconds = 5_000;
