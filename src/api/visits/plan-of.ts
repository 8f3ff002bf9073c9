import { z } from 'zod';
import type { VisitPlan } from '../../application/diary.js';
import type { PersonVisited } from '../../application/ports/ledger.js';
import type { Instant } from '../../domain/time/instant.js';
import { checked } from '../door/input.js';
import {
  personVisitedSchema,
  PERSON_VISITED_EXAMPLE,
  type newVisitSchema,
  type visitChangeSchema,
} from './visit.schemas.js';

/** A home_safe check may leave its start out: it is being planned on the way home. */
export const planOf = (
  { personVisited, plannedStart, ...rest }: z.output<typeof newVisitSchema>,
  now: Instant,
): VisitPlan => ({
  ...rest,
  personVisited: personVisited ?? null,
  plannedStart: plannedStart ?? now,
});

/** The person visited with the changes laid over; whole again, or refused. */
export function visitedAfter(
  before: PersonVisited | null,
  change: NonNullable<z.output<typeof visitChangeSchema>['personVisited']>,
): PersonVisited {
  const after = { ...before, ...change, address: { ...before?.address, ...change.address } };
  return checked(whole, { personVisited: after }, { personVisited: PERSON_VISITED_EXAMPLE }).personVisited;
}

const whole = z.object({ personVisited: personVisitedSchema });
