import type { Instant } from '../domain/time/instant.js';
import type { PersonVisited, PlannableKind } from './ports/ledger.js';

/** A visit as it is asked for, already of the right shape; whether it makes sense is checked here. */
export interface VisitPlan {
  readonly attendees: readonly string[];
  readonly kind: PlannableKind;
  readonly purpose: string;
  readonly personVisited: PersonVisited | null;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
}
