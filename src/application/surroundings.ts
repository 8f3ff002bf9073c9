import { randomUUID } from 'node:crypto';
import type { Circumstances } from '../domain/turn.js';
import type { Visit } from '../domain/visit/visit.js';
import type { Policy } from '../domain/policy/policy.js';
import type { Page } from './ports/ledger.js';

/** What stays the same for as long as the process runs. */
export interface Surroundings {
  readonly zone: string;
  readonly policyInForce: Policy;
  readonly callSheet: Circumstances['callSheet'];
  readonly answerPage: Circumstances['answerPage'];
}

export const SURROUNDINGS = Symbol('Surroundings');

/** All that a decision about this visit may know. `reference` is for an incident, should one be opened. */
export async function circumstancesOf(
  page: Page,
  visit: Visit,
  surroundings: Surroundings,
  reference: string,
): Promise<Circumstances> {
  return {
    at: page.now,
    policy: await page.policyOf(visit),
    directory: page.directory,
    zone: surroundings.zone,
    optedOut: page.optedOut,
    gap: page.gap,
    fresh: { incidentId: randomUUID(), reference },
    callSheet: surroundings.callSheet,
    answerPage: surroundings.answerPage,
  };
}
