import { about } from '../escalation/ask.js';
import * as wording from '../texting/wording.js';
import type { Turn } from '../turn.js';
import { settleStatus } from '../visit/visit-status.js';
import { isUnaccounted } from '../visit/visit.js';
import type { Incident } from './incident.js';

/** Ends an incident and tells everyone who was alerted, but not whoever is answered for ending it. */
export function standDown(turn: Turn, incident: Incident, by: string, outcome: string, answered: string | null): void {
  incident.status = 'stood_down';
  incident.closedAt = turn.at;
  incident.closedBy = by;
  incident.outcome = outcome;
  incident.wait = null;
  turn.record('stood_down', `Incident ${incident.reference} stood down: ${outcome}.`, {
    by,
    clause: turn.now.policy.escalations[incident.kind].standDown.clause,
    incidentId: incident.id,
    data: { alerted: incident.alerted.map((one) => one.person) },
  });
  for (const { person } of incident.alerted) {
    if (person === answered) continue;
    const text = wording.stoodDown(about(turn, incident), turn.at, turn.name(by), outcome, turn.now);
    turn.send(person, text, 'stand_down', 'alert', incident.id);
  }
  settleStatus(turn.visit);
}

/** A responder found them safe: they are accounted for by that word. */
export function accountForSubjects(turn: Turn, incident: Incident, saidBy: string): void {
  for (const attendee of turn.visit.attendees) {
    if (!incident.subjects.includes(attendee.person) || !isUnaccounted(attendee)) continue;
    attendee.status = 'left';
    attendee.leftAt = turn.at;
    attendee.leftSaidBy = saidBy;
  }
}
