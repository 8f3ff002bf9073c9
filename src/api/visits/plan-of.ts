import { z } from 'zod';
import type { PersonVisited } from '../../domain/visit/visit-plan.js';
import { Refusal } from '../../application/refusal.js';
import { checked } from '../door/input.js';
import { personVisitedSchema, PERSON_VISITED_EXAMPLE, type visitChangeSchema } from './visit.schemas.js';

/** The person visited with the changes laid over. What stands is not judged anew; where nothing does, it is whole, or refused. */
export function visitedAfter(
  before: PersonVisited | null,
  change: NonNullable<z.output<typeof visitChangeSchema>['personVisited']>,
): PersonVisited {
  if (before) return { ...before, ...change, address: { ...before.address, ...change.address } };
  const after = { ...change, address: { ...change.address } };
  return checked(whole, { personVisited: after }, { personVisited: PERSON_VISITED_EXAMPLE }).personVisited;
}

/** It came before, and what was planned then has been given to people whose visits are not this caller's. */
export const outOfReachByNow = (): Refusal =>
  new Refusal(
    'not_found',
    'This came before. What was planned then is out of your reach by now, and nothing was planned.',
  );

const whole = z.object({ personVisited: personVisitedSchema });
