import type { FollowUp, NewFollowUp } from '../../domain/follow-up/follow-up.js';
import type { Instant } from '../../domain/time/instant.js';

/** What follows incidents, inside a transaction. Whoever changes it holds the lock of the visit. */
export interface FollowUpBook {
  /** In the order of their numbers. */
  of(incidentId: string): Promise<FollowUp[]>;
  add(followUps: readonly NewFollowUp[]): Promise<void>;
  save(followUps: readonly FollowUp[]): Promise<void>;
  /** An incident of which a reminder is due, with its visit; the longest due first. */
  nextToRemind(): Promise<Followed | null>;
  /** What is due now is looked at again then. */
  putOff(incidentId: string, until: Instant): Promise<void>;
  /** An incident that ended before what follows was kept, with its visit. */
  nextUnmade(): Promise<Followed | null>;
  isMade(incidentId: string): Promise<void>;
}

export interface Followed {
  readonly visitId: string;
  readonly incidentId: string;
}
