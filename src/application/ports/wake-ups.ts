import type { Instant } from '../../domain/time/instant.js';

/** Wakes the loop at these moments. A hint only: the deadline is a row, and the loop finds it without being woken (P2). */
export interface WakeUps {
  /** Never throws, and is never waited for. */
  at(moments: readonly Instant[]): void;
}

export const WAKE_UPS = Symbol('WakeUps');
