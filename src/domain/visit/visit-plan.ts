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

export type RiskOfSeriousHarm = (typeof RISKS)[number];
export const RISKS = ['low', 'medium', 'high', 'very_high'] as const;

export type PlannableKind = Exclude<VisitKind, 'unplanned'>;
