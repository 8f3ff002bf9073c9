import type { Policy } from '../../domain/policy/policy.js';
import type { Instant } from '../../domain/time/instant.js';

/** Which policy was in force when. */
export interface PolicyHistory {
  /** The newest first, which is the one in force. */
  periods(): Promise<PolicyPeriod[]>;
}

export interface PolicyPeriod {
  /** In order, from 1. */
  readonly number: number;
  readonly since: Instant;
  /** Of its file, in hexadecimal. Null: from before it was kept whole. */
  readonly sha256: string | null;
  readonly policy: Policy;
}

export const POLICY_HISTORY = Symbol('PolicyHistory');
