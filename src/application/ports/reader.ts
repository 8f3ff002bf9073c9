import type { Scope } from '../../domain/permission/access.js';
import type { IncidentKind } from '../../domain/policy/policy.js';
import type { ChainedEntry, Fault, Head } from '../../domain/record/chain.js';
import type { Incident } from '../../domain/incident/incident.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Visit, VisitStatus } from '../../domain/visit/visit.js';
import type { MessageState, VisitDetails } from './ledger.js';

/** Looking, without locking: what lists, pages and exports show. */
export interface Reader {
  visits(query: VisitQuery): Promise<PageOf<VisitView>>;
  visit(id: string): Promise<VisitView | null>;
  /**
   * Watched visits of these units (null: all), within the scope, that are under way or begin before `until`: the board. Those that need someone now come
   * first, then by expected end, so that the `limit` never cuts off an alarm for the sake of what is in order.
   */
  board(units: readonly string[] | null, until: Instant, scope: Scope, limit: number): Promise<Visit[]>;

  incidents(query: IncidentQuery): Promise<PageOf<IncidentView>>;
  incident(id: string): Promise<IncidentView | null>;
  /** The whole story: the visit's own entries and the incident's, in order. */
  entriesOf(incident: IncidentView): Promise<ChainedEntry[]>;
  entriesOfVisit(visitId: string): Promise<ChainedEntry[]>;

  messages(query: MessageQuery): Promise<PageOf<MessageView>>;
  /** Who may open what with this link; null when it is unknown or has expired. */
  link(
    token: string,
  ): Promise<{ readonly incidentId: string; readonly person: string; readonly expiresAt: Instant } | null>;

  /** Walks every chain of the record. */
  verifyRecord(): AsyncIterable<{ readonly head: Head; readonly fault: Fault | null }>;
}

export const READER = Symbol('Reader');

export interface Paging {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

export interface PageOf<T> extends Paging {
  readonly items: readonly T[];
  readonly total: number;
}

export interface VisitQuery extends Paging {
  /** What whoever asks may see. Unset: all. */
  readonly scope?: Scope;
  readonly units?: readonly string[];
  readonly person?: string;
  readonly status?: readonly VisitStatus[];
  /** Unset: drills among the others. */
  readonly drills?: 'without' | 'only';
  /** Planned to start in this span. */
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface VisitView {
  readonly visit: Visit;
  readonly details: VisitDetails;
}

export interface IncidentQuery extends Paging {
  /** What whoever asks may see: those who were alerted to an incident may see it as well. Unset: all. */
  readonly scope?: Scope;
  readonly units?: readonly string[];
  readonly status?: Incident['status'];
  readonly kind?: IncidentKind;
  readonly reference?: string;
  readonly visitId?: string;
  /** Unset: drills among the others. */
  readonly drills?: 'without' | 'only';
  /** Opened in this span. */
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface IncidentView {
  readonly incident: Incident;
  readonly visit: Visit;
  readonly details: VisitDetails;
}

export interface MessageQuery extends Paging {
  readonly person?: string;
  readonly visitId?: string;
  readonly incidentId?: string;
  readonly state?: MessageView['state'];
}

/** One text in either direction. */
export interface MessageView {
  readonly id: string;
  readonly direction: 'outbound' | 'inbound';
  readonly sid: string | null;
  readonly person: string | null;
  readonly mobile: string;
  readonly body: string;
  readonly purpose: string | null;
  readonly state: MessageState | 'received' | 'handled';
  readonly visitId: string | null;
  readonly incidentId: string | null;
  readonly at: Instant;
  readonly errorCode: number | null;
  readonly detail: string | null;
  readonly attempts: number;
}
