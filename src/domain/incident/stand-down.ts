import { concludeDrill } from '../drill/conclude.js';
import type { DrillOutcome } from '../drill/drill.js';
import { about } from '../escalation/ask.js';
import { makeFollowUps } from '../follow-up/make.js';
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

/** What the managers owe the people concerned afterwards (HVPF 8.5), and a new assessment, for an event is a change (8.1.2). */
function sayWhatFollows(turn: Turn, incident: Incident): void {
  const { directory, zone } = turn.now;
  const { followUps, entries } = makeFollowUps({ visit: turn.visit, incident, directory, at: turn.at, zone }, []);
  turn.followUps.push(...followUps);
  for (const { kind, text, ...more } of entries) turn.record(kind, text, more);
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
