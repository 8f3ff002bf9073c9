import type { Instant } from '../../domain/time/instant.js';

/** `late`: it came back after it had been given up. */
export type CanaryOutcome = (typeof CANARY_OUTCOMES)[number];
export const CANARY_OUTCOMES = ['back', 'late', 'lost'] as const;

/** Canaries inside a transaction. */
export interface CanaryBook {
  /** Takes this period's canary; false when another process has it, or had it. */
  take(canary: NewCanary): Promise<boolean>;
  /** Whether an alert waits to be sent: a canary must not stand in its way. */
  isAlertWaiting(): Promise<boolean>;
  /** A text with this token came from this number: the first time it is taken down. Whether there is such a canary. */
  cameBack(token: string, from: string, at: Instant): Promise<boolean>;
  /** Gives up those that are past due, once each, the oldest first. */
  giveUp(at: Instant): Promise<{ readonly sentAt: Instant }[]>;
  /** How the newest ended that was sent before `sentBefore`. */
  lastOutcome(sentBefore: Instant): Promise<CanaryOutcome | null>;
}

export interface NewCanary {
  readonly period: Instant;
  readonly token: string;
  /** E.164. */
  readonly number: string;
  readonly sentAt: Instant;
  readonly due: Instant;
}
