import { passOnWords } from '../incident/report.js';
import { mayEnd } from '../incident/standing.js';
import { standDown } from '../incident/stand-down.js';
import type { Turn } from '../turn.js';
import { openIncident, unheardOf } from './visit.js';

/**
 * What a practitioner's own text does to an open incident. An overdue alarm that nobody has taken to the police may end
 * by it; any other is only informed, and the phone shows no difference (P8, P9).
 */

/** They have left, or never went in. */
export function practitionerIsOut(turn: Turn, person: string, what: string): void {
  const incident = openIncident(turn.visit);
  if (!incident) return;
  const missing = unheardOf(turn.visit);
  if (incident.kind === 'overdue' && missing.length > 0) {
    incident.subjects = missing;
    passOnWords(turn, person, what);
  } else if (mayEnd(turn, incident, 'practitioner')) {
    standDown(turn, incident, person, `${turn.firstName(person)} ${what}`, person);
  } else {
    passOnWords(turn, person, what);
  }
}

/**
 * They are there, and there is a new time to watch. Someone who was not inside cannot say so for a colleague who is: an
 * alarm for the one is not ended by the other's arriving or running late.
 */
export function practitionerMovedTheEnd(turn: Turn, person: string, what: string, wasInside: boolean): void {
  const incident = openIncident(turn.visit);
  if (!incident) return;
  const colleagueInside = turn.visit.attendees.some((other) => other.person !== person && other.status === 'arrived');
  const speaksForAll = wasInside || !colleagueInside;
  // Of a text that was read late the new time may have passed as well: then there is nothing to watch, and the alarm stands.
  const isToCome = turn.visit.expectedEnd > turn.at;
  if (speaksForAll && isToCome && mayEnd(turn, incident, 'practitioner'))
    standDown(turn, incident, person, `${turn.firstName(person)} ${what}`, person);
  else passOnWords(turn, person, what);
}
