import { shownIncident } from '../incident/hidden.js';
import type { Incident } from '../incident/incident.js';
import type { Turn } from '../turn.js';
import { isUnaccounted, openIncident, type Visit, type VisitStatus } from './visit.js';

/** The status that follows from who has been heard of and from an open incident. A cancelled visit stays so without one. */
export function settleStatus(visit: Visit): void {
  const incident = openIncident(visit) ?? null;
  if (visit.status !== 'cancelled' || incident) visit.status = statusWith(visit, incident);
}

/** The status as this person may see it: to somebody on the visit it is what it would be without an alert code (P8). */
export function statusSeenBy(person: string, visit: Visit): VisitStatus {
  const incident = openIncident(visit) ?? null;
  const shown = shownIncident(person, visit);
  return incident === shown ? visit.status : statusWith(visit, shown);
}

function statusWith({ attendees }: Visit, incident: Incident | null): VisitStatus {
  if (incident) return incident.kind === 'overdue' ? 'overdue' : 'in_progress';
  const is = (status: Visit['attendees'][number]['status']): boolean => attendees.some((one) => one.status === status);
  if (attendees.some(isUnaccounted)) return attendees.some((one) => one.arrivedAt !== null) ? 'in_progress' : 'planned';
  if (is('cancelled')) return 'cancelled';
  return is('left') ? 'concluded' : 'not_made';
}

/** A new expected end: the reminders before it count afresh. */
export function moveEnd(turn: Turn, end: number): void {
  const { visit } = turn;
  visit.expectedEnd = end;
  visit.expectedEndSetAt = turn.at;
  visit.handled = visit.handled.filter((key) => !key.startsWith('reminder:'));
}
