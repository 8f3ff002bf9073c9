import type { Milliseconds } from '../time/instant.js';

/**
 * A policy: the rules of one framework as data. Files in `policies/` hold them, with the clause that each comes from;
 * a visit is carried to its end under the version it started with.
 */
export interface Policy {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly visit: VisitTimes;
  /** When a LEFT must carry the person's departure PIN (P9). */
  readonly departurePin: 'never' | 'during_incident' | 'always';
  readonly messages: {
    /** No delivery status from the provider within this: whoever was asked counts as not reached (decision 8). */
    readonly silentAfter: Milliseconds;
    /** A link in a text, to answer on or to the call sheet, stops working after this. */
    readonly linkLasts: Milliseconds;
  };
  /** After an outage: how long those who are asked together have to answer, before the next are asked (P3). */
  readonly catchUp: { readonly answerWithin: Milliseconds };
  readonly escalations: { readonly [K in IncidentKind]: Escalation };
}

export interface VisitTimes {
  /** A gentle question to the practitioner, this long after the planned start, when no arrival was confirmed. */
  readonly lateArrival: { readonly after: Milliseconds; readonly clause: string };
  /** Reminders to the practitioner, this long before the expected end. */
  readonly reminders: readonly { readonly before: Milliseconds; readonly clause: string }[];
  /** No departure confirmed this long after the expected end: the escalation begins. */
  readonly overdue: { readonly after: Milliseconds; readonly clause: string };
  /** The longest stay or extension that one text may ask for. */
  readonly longestStay: Milliseconds;
}

export type IncidentKind = (typeof INCIDENT_KINDS)[number];
export const INCIDENT_KINDS = ['overdue', 'alert_code', 'device', 'sos'] as const;

export interface Escalation {
  readonly clause: string;
  readonly steps: readonly Step[];
  readonly standDown: {
    readonly clause: string;
    /** Whose word ends it before the police have been told, and whose after (P9). */
    readonly beforePolice: readonly Standing[];
    readonly afterPolice: readonly Standing[];
  };
}

/** What someone is to an incident: the practitioner it is about, a contact, or a manager of any level. */
export type Standing = (typeof STANDINGS)[number];
export const STANDINGS = ['practitioner', 'contact', 'manager'] as const;

/** Whom a step asks or tells, found in the directory at the moment the step starts. */
export type StepRole = (typeof STEP_ROLES)[number];
export const STEP_ROLES = [
  'nominated_contact',
  'line_manager',
  'senior_on_site',
  'other_manager',
  'managers_manager',
  'pdu_head',
  'regional_director',
] as const;

export type Step = AskStep | PoliceStep | TellStep;

/** Somebody is asked to reach the practitioner and to say what they found. */
export interface AskStep {
  readonly kind: 'ask';
  readonly id: string;
  readonly clause: string;
  /** Asked together, at once. */
  readonly asks: readonly StepRole[];
  /** Asked one after the other when those before are absent, cannot be reached or do not answer. */
  readonly substitutes: readonly StepRole[];
  /** Told at the same moment, and asked for nothing. */
  readonly tells: readonly StepRole[];
  /** After this without an answer the next substitute is asked; with none left, the next step starts. */
  readonly answerWithin: Milliseconds;
  /** What an acknowledgement buys (P7). */
  readonly outcomeWithin: Milliseconds;
  /** However the answers fall, the next step starts this long after the step did, unless someone has taken it. */
  readonly longest: Milliseconds;
  /** Calls to the practitioner without an answer before the next step starts. 0: nobody is to call them. */
  readonly attempts: number;
}

/** A manager is asked to ring the police, again and again, more of them each time, until one says that it is done. */
export interface PoliceStep {
  readonly kind: 'police';
  readonly id: string;
  readonly clause: string;
  /** Added one at a time, at each repeat. */
  readonly widen: readonly StepRole[];
  readonly repeatEvery: Milliseconds;
  readonly acknowledgementLasts: Milliseconds;
}

/** People are told, as soon as practical; then the incident waits for its stand-down. */
export interface TellStep {
  readonly kind: 'tell';
  readonly id: string;
  readonly clause: string;
  readonly tells: readonly StepRole[];
  /** While the incident stays open, whoever told the police is asked for news this often (P6: never silence). */
  readonly askForNewsEvery: Milliseconds;
}
