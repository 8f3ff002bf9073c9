import type { Instant } from '../time/instant.js';

/** What is known of the number of one person. */
export interface NumberStanding {
  /** By whom: who typed the code in. Null: nobody has shown that the phone is theirs. It is texted all the same. */
  readonly verified: { readonly at: Instant; readonly by: string } | null;
  readonly optedOutSince: Instant | null;
  /** The newest text to it that came to an end did not arrive. */
  readonly failedAt: Instant | null;
}

export type NumberState = 'none' | 'opted_out' | 'unreachable' | 'not_verified' | 'verified';

/** What about it has to be mended first. */
export function numberState(mobile: string | null, standing: NumberStanding | undefined): NumberState {
  if (mobile === null) return 'none';
  if (standing?.optedOutSince != null) return 'opted_out';
  if (standing?.failedAt != null) return 'unreachable';
  return standing?.verified ? 'verified' : 'not_verified';
}

export const NUMBER_STATES = ['verified', 'not_verified', 'unreachable', 'opted_out', 'none'] as const;
