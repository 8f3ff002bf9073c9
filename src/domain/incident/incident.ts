import type { Harm } from '../follow-up/called-for.js';
import type { IncidentKind, Standing } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';

export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];
export const INCIDENT_STATUSES = ['open', 'stood_down', 'closed'] as const;

/**
 * Something has gone wrong on a visit. A visit has at most one open incident: a graver event (an alert code on an
 * overdue visit) turns the open one into its own kind, so that responders keep one reference.
 */
export interface Incident {
  id: string;
  /** Four digits (more only in a flood), for texts. */
  reference: string;
  kind: IncidentKind;
  status: IncidentStatus;
  openedAt: Instant;
  /** When it was stood down. That what follows is done with stands in `closing`. */
  closedAt: Instant | null;
  closedBy: string | null;
  outcome: string | null;
  /** Whom it is about: attendees not accounted for. */
  subjects: string[];
  /** The policy step it stands at, and since when. */
  step: string;
  stepAt: Instant;
  /** Who this step may ask, in rounds: those of one round are asked together. Settled when the step starts. */
  rounds: Round[];
  /** How many rounds have been asked. */
  asked: number;
  /** When the present wait is over, and what for. Null where nobody is waited for. */
  wait: Wait | null;
  asks: Ask[];
  /** Levels had to be asked together after an outage: the waits are the policy's shorter ones (P3). */
  hurried?: true;
  /** When it became what it is, where it was opened as something less grave. */
  graverAt?: Instant;
  /** Calls to the practitioner in this step that were not answered. */
  attempts: number;
  police: PoliceReport[];
  /** Everyone who was alerted, in order: they hear of the stand-down. */
  alerted: Alerted[];
  /** What came of it, written down afterwards; none before the first was. */
  review?: Review;
  /** Present while it is closed: nothing is left to follow up. */
  closing?: Closing;
  /** The last time that it was closed and opened again. */
  reopening?: Closing;
}

/** No personal data of the person visited: whoever writes it is asked to leave them out. */
export interface Review {
  harm: Harm;
  account: string;
  learned: string;
  by: string;
  at: Instant;
}

export interface Closing {
  by: string;
  at: Instant;
  reason: string;
}

export interface Round {
  people: string[];
  /** Asked only where those before could not be reached, never for being slow to answer. */
  reserve: boolean;
}

export interface Wait {
  for: 'answer' | 'outcome' | 'police' | 'news';
  until: Instant;
}

/** One person asked in one step. */
export interface Ask {
  person: string;
  step: string;
  askedAt: Instant;
  state: 'waiting' | 'acknowledged' | 'reported' | 'unreachable' | 'unanswered' | 'handed_over';
  /** How often it was asked; a repeat says that it is one (P4). */
  times: number;
  /** They took the police step on, and it asked again since: what they took on has run out (P7). */
  ranOut?: boolean;
}

export interface Alerted {
  person: string;
  /** As what they were alerted. */
  standing: Exclude<Standing, 'practitioner'>;
}

export interface PoliceReport {
  by: string;
  at: Instant;
  reference: string | null;
  operator: string | null;
}
