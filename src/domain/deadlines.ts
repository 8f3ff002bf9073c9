import { drillEnds } from './drill/drill.js';
import type { Policy } from './policy/policy.js';
import { toDuration } from './time/duration.js';
import type { Instant } from './time/instant.js';
import { isUnaccounted, isWatched, openIncident, type Visit } from './visit/visit.js';

/** Something must have happened by then. The set of a visit's deadlines follows from its state, and from nothing else. */
export interface Deadline {
  /** What it is: "overdue", "reminder:PT5M", "late:<person>", "wait:<incident>:answer". */
  readonly key: string;
  readonly dueAt: Instant;
  /** Alarms are acted on before reminders (P3). */
  readonly urgency: 'alarm' | 'reminder';
}

export const reminderKey = (before: number): string => `reminder:${toDuration(before)}`;
export const lateKey = (person: string): string => `late:${person}`;
export const OVERDUE = 'overdue';
export const DRILL_ENDS = 'drill_ends';

export function deadlinesOf(visit: Visit, policy: Policy): Deadline[] {
  const incident = openIncident(visit);
  if (incident) {
    return [
      ...(incident.wait
        ? [{ key: `wait:${incident.id}:${incident.wait.for}`, dueAt: incident.wait.until, urgency: 'alarm' as const }]
        : []),
      ...(visit.drill ? [{ key: DRILL_ENDS, dueAt: drillEnds(incident, policy), urgency: 'alarm' as const }] : []),
    ];
  }
  if (!isWatched(visit)) return [];
  const unaccounted = visit.attendees.filter(isUnaccounted);
  if (unaccounted.length === 0) return [];
  return [
    ...lateQuestions(visit, policy),
    ...reminders(visit, policy),
    { key: OVERDUE, dueAt: visit.expectedEnd + policy.visit.overdue.after, urgency: 'alarm' },
  ];
}

/** A late arrival gets a gentle question; the alarm itself stands at the expected end. */
function lateQuestions(visit: Visit, policy: Policy): Deadline[] {
  if (visit.kind === 'home_safe') return [];
  return visit.attendees
    .filter((attendee) => attendee.status === 'planned')
    .map((attendee) => lateKey(attendee.person))
    .filter((key) => !visit.handled.includes(key))
    .map((key) => ({ key, dueAt: visit.plannedStart + policy.visit.lateArrival.after, urgency: 'reminder' as const }));
}

/** Only for those inside; a reminder that would lie before the end was set ("ARRIVED 1") is no reminder. */
function reminders(visit: Visit, policy: Policy): Deadline[] {
  const someoneInside = visit.kind === 'home_safe' || visit.attendees.some((attendee) => attendee.status === 'arrived');
  if (!someoneInside) return [];
  return policy.visit.reminders
    .map(({ before }) => ({
      key: reminderKey(before),
      dueAt: visit.expectedEnd - before,
      urgency: 'reminder' as const,
    }))
    .filter(({ key, dueAt }) => dueAt > visit.expectedEndSetAt && !visit.handled.includes(key));
}
