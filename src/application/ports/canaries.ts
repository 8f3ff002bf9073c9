import type { Instant } from '../../domain/time/instant.js';
import type { CanaryOutcome } from './canary-book.js';
import type { PageOf, Paging } from './reader.js';

/** A text to a test number that has to come back. */
export interface CanaryView {
  readonly sentAt: Instant;
  /** By then it must be back. */
  readonly due: Instant;
  readonly backAt: Instant | null;
  /** From its writing to the handling of its return. */
  readonly seconds: number | null;
  /** Null: it is out. */
  readonly outcome: CanaryOutcome | null;
}

/** Looking at canaries, without locking. */
export interface CanaryReader {
  page(paging: Paging): Promise<PageOf<CanaryView>>;
  /** The newest whose fate is known; null: there was none yet. */
  lastCanary(): Promise<CanaryView | null>;
  /** What there is to do: this period's has not been sent, or one is past due. */
  toDo(period: Instant, at: Instant): Promise<{ readonly send: boolean; readonly giveUp: boolean }>;
}

export const CANARY_READER = Symbol('CanaryReader');
