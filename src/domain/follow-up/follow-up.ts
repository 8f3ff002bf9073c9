import type { Instant } from '../time/instant.js';

/** One thing that is owed after an incident (HVPF 8.5), with whoever sees to it, and by when. */
export interface FollowUp extends NewFollowUp {
  readonly state: FollowUpState;
  /** What was done, or why it is not needed. May be about somebody's health: for those who see to it, not for a timeline. */
  readonly note: string | null;
  readonly settledBy: string | null;
  readonly settledAt: Instant | null;
  /** When its owner is reminded next; null where there is nothing more to remind of. */
  readonly remindAt: Instant | null;
  readonly reminded: Reminded;
  /** Counts its changes: whoever changes it says which of them they saw. */
  readonly version: number;
}

export interface NewFollowUp {
  readonly incidentId: string;
  /** From 1, within its incident. */
  readonly number: number;
  readonly kind: FollowUpKind;
  /** Whom it supports; null where it is about what happened. */
  readonly about: string | null;
  readonly what: string;
  readonly clause: string | null;
  /** The incident is not closed before it is done, or somebody has said why it is not needed. */
  readonly required: boolean;
  /** Null where nobody was found who could: it stands first in every list until somebody is. */
  readonly owner: string | null;
  /** The end of the office's day by which it is due. */
  readonly dueAt: Instant;
}

export const FOLLOW_UP_KINDS = [
  'reassurance',
  'debrief',
  'time_away',
  'counselling',
  'accident_report',
  'risk_assessment',
  'own',
] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

export const FOLLOW_UP_STATES = ['open', 'done', 'not_needed'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/** How often its owner was texted: when it was due, and when it was overdue; once each. */
export const REMINDED = ['never', 'due', 'overdue'] as const;
export type Reminded = (typeof REMINDED)[number];

/** The form sent twice, or two people with one thought: what somebody is to do by then already is not to be done twice. */
export const isThereAlready = (known: FollowUp, own: Pick<NewFollowUp, 'what' | 'owner' | 'dueAt'>): boolean =>
  known.kind === 'own' &&
  known.state === 'open' &&
  known.what === own.what &&
  known.owner === own.owner &&
  known.dueAt === own.dueAt;

export const isOverdue = ({ state, dueAt }: Pick<FollowUp, 'state' | 'dueAt'>, at: Instant): boolean =>
  state === 'open' && dueAt < at;
