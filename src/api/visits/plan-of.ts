import { z } from 'zod';
import type { PersonVisited } from '../../domain/visit/visit-plan.js';
import { checked } from '../door/input.js';
import { personVisitedSchema, PERSON_VISITED_EXAMPLE, type visitChangeSchema } from './visit.schemas.js';

/** The person visited with the changes laid over; whole again, or refused. */
export function visitedAfter(
  before: PersonVisited | null,
  change: NonNullable<z.output<typeof visitChangeSchema>['personVisited']>,
): PersonVisited {
  const after = { ...before, ...change, address: { ...before?.address, ...change.address } };
  return checked(whole, { personVisited: after }, { personVisited: PERSON_VISITED_EXAMPLE }).personVisited;
}

const whole = z.object({ personVisited: personVisitedSchema });
