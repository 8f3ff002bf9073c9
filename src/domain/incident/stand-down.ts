import { concludeDrill } from '../drill/conclude.js';
import type { DrillOutcome } from '../drill/drill.js';
import { about } from '../escalation/ask.js';
import * as wording from '../texting/wording.js';
import type { Turn } from '../turn.js';
import { settleStatus } from '../visit/visit-status.js';
import { isUnaccounted } from '../visit/visit.js';
import type { Incident } from './incident.js';

/** Ends an incident and tells everyone who was alerted, but not whoever is answered for ending it. `how`: of a drill. */
export function standDown(
  turn: Turn,
  incident: Incident,
  by: string,
  outcome: string,
  answered: string | null,
  how: DrillOutcome = 'stood_down',
): void {
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
  if (turn.visit.drill) concludeDrill(turn, incident, by, answered, how);
  else sayWhatFollows(turn, incident);
  settleStatus(turn.visit);
}

/**
 * What the managers owe the person afterwards, put into the record while it is in everyone's mind (HVPF 8.5), and a new
 * assessment, for an event is a change of circumstance (HVPF 8.1.2). A LEFT that was forgotten owes nothing.
 */
function sayWhatFollows(turn: Turn, incident: Incident): void {
  const policeWereInvolved = incident.police.length > 0;
  if (incident.kind === 'overdue' && !policeWereInvolved) return;
  const names = incident.subjects.map((subject) => turn.name(subject)).join(' and ');
  const due = (clause: string, text: string): void =>
    turn.record('follow_up_due', text, { clause, incidentId: incident.id, data: { people: incident.subjects } });
  due(
    'HVPF 8.5.1',
    `Support for ${names} is due: reassurance, de-briefing, a short time away from the workplace if they need it.`,
  );
  if (policeWereInvolved)
    due('HVPF 8.5.2', `The police were involved: a formal debriefing and access to counselling for ${names}.`);
  due('HVPF 8.1.2', 'A new risk assessment, authorised by the line manager, before the next visit there.');
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
