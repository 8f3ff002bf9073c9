import type { Incident } from '../incident/incident.js';
import type { Instant } from '../time/instant.js';

/** A visit in the itinerary diary, and all that the rules need to know of it. No personal data of the person visited. */
export interface Visit {
  id: string;
  /** Short, for texts: "V7K2". */
  reference: string;
  unit: string;
  kind: VisitKind;
  status: VisitStatus;
  plannedStart: Instant;
  plannedEnd: Instant;
  /** When a departure is expected; the overdue alarm counts from it. */
  expectedEnd: Instant;
  /** Since when that end stands: a reminder that would lie before it is not sent. */
  expectedEndSetAt: Instant;
  attendees: Attendee[];
  /** Moments whose reminder or question is done with, by deadline key. */
  handled: string[];
  incidents: Incident[];
  /** The policy it started under. */
  policy: { name: string; version: string };
  /** The visits that were planned with it, every week, have the same; none: it was planned alone. */
  series?: string;
  /** The chain run for practice: nobody is out, every text says EXERCISE, and nobody rings the police. */
  drill?: true;
}

/**
 * `home_safe` is the last check of a day: nobody is visited, and being home is the departure. `unplanned` is one that the
 * diary did not hold: someone arrived, or asked for help, with no visit to their name.
 */
export type VisitKind = (typeof VISIT_KINDS)[number];
export const VISIT_KINDS = ['alone', 'in_pairs', 'joint', 'home_safe', 'unplanned'] as const;

export type VisitStatus = (typeof VISIT_STATUSES)[number];
export const VISIT_STATUSES = ['planned', 'in_progress', 'overdue', 'concluded', 'not_made', 'cancelled'] as const;

/** A visit that is still watched. */
export const isWatched = (visit: Pick<Visit, 'status'>): boolean =>
  visit.status === 'planned' || visit.status === 'in_progress' || visit.status === 'overdue';

export interface Attendee {
  person: string;
  status: AttendeeStatus;
  arrivedAt: Instant | null;
  leftAt: Instant | null;
  /** Who said that they left, where it was somebody else ("LEFT BOTH", a contact's SAFE). */
  leftSaidBy: string | null;
}

/** What the person's own phone has said. While an alert code runs it is recorded here and ends nothing (P8, P9). */
export type AttendeeStatus = (typeof ATTENDEE_STATUSES)[number];
export const ATTENDEE_STATUSES = ['planned', 'arrived', 'left', 'no_access', 'abandoned', 'cancelled'] as const;

/** Still to be heard of: planned to come, or inside. */
export const isUnaccounted = (attendee: Attendee): boolean =>
  attendee.status === 'planned' || attendee.status === 'arrived';

/** Those still to be heard of, whoever is known to be inside first: the texts of an incident name the first of them. */
export const unheardOf = ({ attendees }: Pick<Visit, 'attendees'>): string[] => {
  const isInside = ({ status }: Attendee): boolean => status === 'arrived';
  const unaccounted = attendees.filter(isUnaccounted);
  return [...unaccounted.filter(isInside), ...unaccounted.filter((one) => !isInside(one))].map(({ person }) => person);
};

/** Whom it is about counts, even if the diary no longer names them. */
export const isOnVisit = (visit: Visit, incident: Incident, person: string): boolean =>
  visit.attendees.some((attendee) => attendee.person === person) || incident.subjects.includes(person);

export const openIncident = (visit: Visit): Incident | undefined =>
  visit.incidents.find((incident) => incident.status === 'open');
