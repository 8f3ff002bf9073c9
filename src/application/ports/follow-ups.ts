import type { FollowUp } from '../../domain/follow-up/follow-up.js';
import type { Scope } from '../../domain/permission/access.js';
import type { Instant } from '../../domain/time/instant.js';
import type { IncidentView, PageOf, Paging } from './reader.js';

/** Looking at what follows incidents, without locking. */
export interface FollowUpReader {
  /** In the order of their numbers. */
  of(incidentId: string): Promise<FollowUp[]>;
  /** Open ones, the longest due first; those that are nobody's before all others. */
  open(query: OpenFollowUps): Promise<PageOf<ListedFollowUp>>;
  /** How many of each of these incidents are open; an incident without any is not in it. */
  counts(incidentIds: readonly string[], at: Instant): Promise<ReadonlyMap<string, FollowUpCount>>;
}

export interface OpenFollowUps extends Paging {
  readonly scope: Scope;
  /** Whoever asks: an alert code of a visit that they are on is not there for them (P8). */
  readonly hiddenFrom: string;
  readonly owner?: string;
  readonly units?: readonly string[];
}

export interface ListedFollowUp extends Pick<IncidentView, 'incident' | 'visit'> {
  readonly followUp: FollowUp;
}

export interface FollowUpCount {
  readonly open: number;
  readonly overdue: number;
}

export const FOLLOW_UP_READER = Symbol('FollowUpReader');
