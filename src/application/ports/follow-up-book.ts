import type { FollowUp, NewFollowUp } from '../../domain/follow-up/follow-up.js';

/** What follows incidents, inside a transaction. Whoever changes it holds the lock of the visit. */
export interface FollowUpBook {
  /** In the order of their numbers. */
  of(incidentId: string): Promise<FollowUp[]>;
  add(followUps: readonly NewFollowUp[]): Promise<void>;
  save(followUps: readonly FollowUp[]): Promise<void>;
  /** An incident of which a reminder is due, with its visit; the longest due first. */
  nextToRemind(): Promise<{ readonly visitId: string; readonly incidentId: string } | null>;
  /** An incident that ended before what follows was kept, with its visit. */
  nextUnmade(): Promise<{ readonly visitId: string; readonly incidentId: string } | null>;
  isMade(incidentId: string): Promise<void>;
}
