import type { NewEntry } from '../../domain/decision.js';
import type { TallyKind } from '../../domain/sign-in/throttle.js';
import type { Instant } from '../../domain/time/instant.js';

/** What is counted together: "this account from this network address". */
export interface Counted {
  readonly kind: TallyKind;
  /** Unguessable from outside and without meaning: a hash. */
  readonly key: string;
}

/** How often it was tried, over all processes. */
export interface SignInAttempts {
  /**
   * Counts an attempt, unless one of these must wait: then nothing is counted, so that trying on makes the wait no longer.
   * `tell`: nobody was told of this wait before.
   */
  take(
    counted: readonly Counted[],
    at: Instant,
  ): Promise<{ readonly heldUntil: Instant | null; readonly tell: boolean }>;
  wentWell(counted: readonly Counted[]): Promise<void>;
  /** What was refused, and changes nothing else. */
  record(entries: readonly NewEntry[]): Promise<void>;
}

export const SIGN_IN_ATTEMPTS = Symbol('SignInAttempts');
