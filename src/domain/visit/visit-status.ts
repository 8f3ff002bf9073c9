import type { Turn } from '../turn.js';
import { isUnaccounted, openIncident, type Visit } from './visit.js';

/** The status that follows from who has been heard of and from an open incident. A cancelled visit stays so. */
export function settleStatus(visit: Visit): void {
  if (visit.status === 'cancelled') return;
  const incident = openIncident(visit);
  const anyArrived = visit.attendees.some((attendee) => attendee.arrivedAt !== null);
  if (incident) visit.status = incident.kind === 'overdue' ? 'overdue' : 'in_progress';
  else if (visit.attendees.some(isUnaccounted)) visit.status = anyArrived ? 'in_progress' : 'planned';
  else visit.status = visit.attendees.some((attendee) => attendee.status === 'left') ? 'concluded' : 'not_made';
}

/** A new expected end: the reminders before it count afresh. */
export function moveEnd(turn: Turn, end: number): void {
  const { visit } = turn;
  visit.expectedEnd = end;
  visit.expectedEndSetAt = turn.at;
  visit.handled = visit.handled.filter((key) => !key.startsWith('reminder:'));
}
