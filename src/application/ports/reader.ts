import type { Scope } from '../../domain/permission/access.js';
import type { IncidentKind } from '../../domain/policy/policy.js';
import type { ChainedEntry, Fault, Head } from '../../domain/record/chain.js';
import type { Incident } from '../../domain/incident/incident.js';
import type { Outcome } from '../../domain/incident/outcome.js';
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
  /** All of them, the newest first, a batch at a time: a long list is never held whole. */
  everyIncident(filter: IncidentFilter): AsyncIterable<readonly LoggedIncident[]>;
  incident(id: string): Promise<IncidentView | null>;
  /** The whole story: the visit's own entries and the incident's, in order. */
  entriesOf(incident: IncidentView): Promise<ChainedEntry[]>;
  entriesOfVisit(visitId: string): Promise<ChainedEntry[]>;
  /** The visit's whole chain with its head, as both stand at one moment. */
  recordOf(visitId: string): Promise<{ readonly entries: readonly ChainedEntry[]; readonly head: Head }>;

  messages(query: MessageQuery): Promise<PageOf<MessageView>>;
  /** All of them, the newest first, a batch at a time. */
  everyMessage(filter: MessageFilter): AsyncIterable<readonly MessageView[]>;
  /** Who may open what with this link; null when it is unknown or has expired. */
  link(
    token: string,
  ): Promise<{ readonly incidentId: string; readonly person: string; readonly expiresAt: Instant } | null>;

  /** Who is asked what by the link in their text; null when it is unknown or has expired. */
  answerLink(token: string): Promise<AnswerLink | null>;

  /** Walks every chain of the record. */
  verifyRecord(): AsyncIterable<{ readonly head: Head; readonly fault: Fault | null }>;
}

/** A link of one responder: for this incident, as it was, at this step. */
export interface AnswerLink {
  readonly incidentId: string;
  readonly person: string;
  readonly kind: IncidentKind;
  readonly step: string;
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
  /** There are more than `total`: a list of millions is not counted to its end for each page of it. */
  readonly more: boolean;
}

export interface VisitQuery extends Paging {
  /** What whoever asks may see. Unset: all. */
  readonly scope?: Scope;
  readonly units?: readonly string[];
  /** Of one of these units, or somebody of theirs goes. */
  readonly concerning?: readonly string[];
  readonly person?: string;
  readonly status?: readonly VisitStatus[];
  /** Planned together under this id. */
  readonly series?: string;
  /** Unset: drills among the others. */
  readonly drills?: 'without' | 'only';
  /** Planned to start in this span. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** And planned to start then or later, or lasting beyond it. */
  readonly beyond?: Instant;
}

export interface VisitView {
  readonly visit: Visit;
  readonly details: VisitDetails;
}

export interface IncidentQuery extends IncidentFilter, Paging {
  /** Unset: the newest first. */
  readonly sort?: IncidentSort;
}

export interface IncidentFilter {
  /** What whoever asks may see: those who were alerted to an incident may see it as well. Unset: all. */
  readonly scope?: Scope;
  /** Whoever asks: an alert code of a visit that they are on is not there for them, nor in any count (P8). */
  readonly hiddenFrom?: string;
  readonly units?: readonly string[];
  readonly status?: Incident['status'];
  readonly kind?: IncidentKind;
  readonly reference?: string;
  readonly visitId?: string;
  /** One of these is its reference, its visit's, or somebody whom it is about. */
  readonly search?: readonly string[];
  /** Whom it is about. */
  readonly person?: string;
  readonly outcome?: Outcome;
  /** The step it stands at, or stood at when it ended. */
  readonly step?: string;
  /** Unset: drills among the others. */
  readonly drills?: 'without' | 'only';
  /** Opened in this span. */
  readonly from?: Instant;
  readonly to?: Instant;
}

export interface IncidentSort {
  readonly by: 'opened' | 'duration' | 'kind' | 'step';
  readonly descending: boolean;
  /** Until when those that are open have lasted. */
  readonly at: Instant;
  /** The steps in their order; one of another policy comes before them all. */
  readonly steps: readonly string[];
}

/** An incident without the details of its visit, which no list needs (P11). */
export interface LoggedIncident {
  readonly incident: Incident;
  readonly visit: Visit;
  readonly outcome: Outcome | null;
}

export interface IncidentView {
  readonly incident: Incident;
  readonly visit: Visit;
  readonly details: VisitDetails;
}

export interface MessageQuery extends MessageFilter, Paging {}

export interface MessageFilter {
  /** What whoever asks may see: texts with their people. Unset: all, those of strangers among them. */
  readonly scope?: Scope;
  /** Whoever asks: of an alert code of a visit that they are on no text is there for them, nor in any count (P8). */
  readonly hiddenFrom?: string;
  /** Texts with the people of these units. */
  readonly units?: readonly string[];
  readonly person?: string;
  /** Digits that its number ends in. */
  readonly phoneEnds?: string;
  readonly visitId?: string;
  readonly incidentId?: string;
  readonly direction?: MessageView['direction'];
  readonly state?: MessageView['state'];
  /** One of these. */
  readonly states?: readonly MessageView['state'][];
  /** Within this span. */
  readonly from?: Instant;
  readonly to?: Instant;
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
  /** The class of the provider's refusal or of its bad news; "silent": nothing was heard of it. */
  readonly failure: string | null;
  readonly errorCode: number | null;
  readonly detail: string | null;
  readonly attempts: number;
}
