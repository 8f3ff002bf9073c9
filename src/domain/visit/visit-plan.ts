import type { Instant } from '../time/instant.js';
import type { VisitKind } from './visit.js';

/** A visit as it is asked for, already of the right shape; whether it makes sense is another question. */
export interface VisitPlan {
  readonly attendees: readonly string[];
  readonly kind: PlannableKind;
  readonly purpose: string;
  readonly personVisited: PersonVisited | null;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
}

export interface PersonVisited {
  readonly reference: string;
  readonly name: string;
  readonly address: Address;
  readonly riskOfSeriousHarm: RiskOfSeriousHarm;
}

export interface Address {
  readonly lines: readonly string[];
  readonly postcode: string;
}

/** How long what is written of a visit may be, in characters, by whatever door: what one takes, the other can change. */
export const LONGEST_WRITTEN = { purpose: 200, reference: 50, name: 100, addressLine: 300 } as const;
export const MOST_ADDRESS_LINES = 10;
/** In capitals. */
export const POSTCODE = /^[A-Z0-9][A-Z0-9 -]{1,11}$/;

export type RiskOfSeriousHarm = (typeof RISKS)[number];
export const RISKS = ['low', 'medium', 'high', 'very_high'] as const;

export type PlannableKind = Exclude<VisitKind, 'unplanned'>;
