import type { NewFollowUp } from './follow-up/follow-up.js';
import type { IncidentKind } from './policy/policy.js';
import type { Instant, Milliseconds } from './time/instant.js';
import type { Visit } from './visit/visit.js';

/** What the rules make of an input: the new state and all that must be written and sent with it, in one transaction. */
export interface Decision {
  readonly visit: Visit;
  /** Others go than before: what finds a visit by those who go has to be told. */
  readonly othersGo: boolean;
  readonly entries: readonly NewEntry[];
  readonly messages: readonly NewMessage[];
  readonly links: readonly NewLink[];
  readonly answerLinks: readonly NewAnswerLink[];
  /** What the incident that ended calls for (HVPF 8.5). */
  readonly followUps: readonly NewFollowUp[];
  /** What whoever reported on a screen or through the API is answered; by text it is among the messages. */
  readonly answer: string | null;
  /** Set where the report was recorded and nothing came of it: no door may call that a success. */
  readonly notTaken: NotTaken | null;
}

/** Why a report was not taken. `too_long`: for more time than one report may give. */
export type NotTaken =
  | { readonly why: 'too_long'; readonly most: Milliseconds }
  | { readonly why: 'not_theirs' | 'ended' | 'out_of_date' | 'incomplete' | 'not_understood' | 'cannot_be_asked' };

/** One line of the record (P10): who, when, what, and which clause. */
export interface NewEntry {
  readonly at: Instant;
  readonly kind: EntryKind;
  readonly clause: string | null;
  /** A person's id, or "allswell". */
  readonly by: string;
  readonly text: string;
  readonly incidentId: string | null;
  /** Facts for machines: lateness, references, times. */
  readonly data: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

export type EntryKind =
  | 'visit_planned'
  | 'visit_changed'
  | 'visit_cancelled'
  | 'arrival_confirmed'
  | 'late_reported'
  | 'late_arrival_asked'
  | 'reminder_sent'
  | 'reminder_dropped'
  | 'extended'
  | 'departure_confirmed'
  | 'departure_not_accepted'
  | 'no_access'
  | 'abandoned'
  | 'contact_told'
  | 'text_received'
  | 'incident_opened'
  | 'incident_changed'
  | 'step_started'
  | 'passed_over'
  | 'asked'
  | 'told'
  | 'acknowledged'
  | 'acknowledgement_expired'
  | 'no_answer_reported'
  | 'unanswered'
  | 'message_failed'
  | 'message_dropped'
  | 'caught_up'
  | 'monitoring_gap'
  | 'police_told'
  | 'report_noted'
  | 'stood_down'
  | 'follow_up_due'
  | 'follow_up_changed'
  | 'follow_up_reminded'
  | 'incident_reviewed'
  | 'incident_closed'
  | 'incident_reopened'
  | 'handed_over'
  | 'person_viewed'
  | 'call_sheet_viewed'
  | 'record_made'
  | 'drill_started'
  | 'drill_ended'
  | 'office_changed'
  | 'policy_changed'
  | 'signed_in'
  | 'signed_out'
  | 'sign_in_refused'
  | 'account_changed'
  | 'refused'
  | 'fault';

/** Alerts overtake everything; answers to a person's text go before notices (P4). */
export type Urgency = 'alert' | 'reply' | 'notice';

export interface NewMessage {
  readonly to: string;
  readonly mobile: string;
  readonly body: string;
  /** What is sent in its place, where nobody but the phone may read it: kept encrypted, and shown in no log. */
  readonly sealed?: string;
  readonly urgency: Urgency;
  readonly purpose: MessagePurpose;
  readonly incidentId: string | null;
  /** What kind of incident it spoke of when it was written. */
  readonly incidentKind?: IncidentKind;
}

/** `ask` waits for an answer, so its failure moves the chain on. */
export type MessagePurpose = 'reply' | 'reminder' | 'ask' | 'tell' | 'stand_down' | 'notice';

/** A single-purpose way in for one responder: the call sheet behind a short-lived link. */
export interface NewLink {
  readonly token: string;
  readonly incidentId: string;
  readonly person: string;
  /** The number that it goes to: with another one of theirs it opens nothing. */
  readonly mobile: string | null;
  readonly expiresAt: Instant;
}

/** The link in an ask: one responder's own page to answer it on. Bound to them, the incident, what it then was, and the step. */
export interface NewAnswerLink {
  readonly token: string;
  readonly incidentId: string;
  readonly person: string;
  /** As of a call sheet's link. */
  readonly mobile: string | null;
  readonly kind: IncidentKind;
  readonly step: string;
  readonly expiresAt: Instant;
}
