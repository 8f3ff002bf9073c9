import type { Policy } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { Visit, VisitKind } from './visit.js';

export interface Plan {
  readonly id: string;
  readonly reference: string;
  readonly unit: string;
  readonly kind: VisitKind;
  readonly attendees: readonly string[];
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
  readonly series?: string;
}

/** A visit as it enters the diary, stamped with the policy that it will be carried out under. */
export const newVisit = ({ series, ...plan }: Plan, policy: Policy, at: Instant): Visit => ({
  ...plan,
  ...(series !== undefined && { series }),
  status: 'planned',
  expectedEnd: plan.plannedEnd,
  expectedEndSetAt: at,
  attendees: plan.attendees.map((person) => ({
    person,
    status: 'planned',
    arrivedAt: null,
    leftAt: null,
    leftSaidBy: null,
  })),
  handled: [],
  incidents: [],
  policy: { name: policy.name, version: policy.version },
});
