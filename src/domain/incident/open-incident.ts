import { startFirstStep, startPoliceStep, stepOf, tellNotToCallOne } from '../escalation/escalate.js';
import type { IncidentKind } from '../policy/policy.js';
import type { Turn } from '../turn.js';
import { openIncident } from '../visit/visit.js';
import type { Incident } from './incident.js';

/** A graver event takes the open incident over; a lesser one is noted in it. */
const GRAVITY: Readonly<Record<IncidentKind, number>> = { overdue: 0, device: 1, sos: 1, alert_code: 2 };

const OPENED: Readonly<Record<IncidentKind, string>> = {
  overdue: 'Overdue',
  alert_code: 'Alert code',
  device: 'Lone worker device',
  sos: 'SOS',
};

/**
 * Opens an incident about these people, or turns the open one into this kind. Returns it, and whether its responders have
 * been asked afresh in the words of this kind; if not, what happened remains to be passed on to them.
 */
export function raise(
  turn: Turn,
  kind: IncidentKind,
  subjects: readonly string[],
  by: string,
  why: string,
): { incident: Incident; started: boolean } {
  const { clause } = turn.now.policy.escalations[kind];
  const open = openIncident(turn.visit);
  if (open && GRAVITY[kind] <= GRAVITY[open.kind]) {
    turn.record('report_noted', `${why} The incident goes on as ${OPENED[open.kind].toLowerCase()}.`, {
      by,
      clause,
      incidentId: open.id,
    });
    return { incident: open, started: false };
  }
  if (open) {
    return { incident: open, started: change(turn, open, kind, subjects, by, why) };
  }
  const incident: Incident = {
    id: turn.now.fresh.incidentId,
    reference: turn.now.fresh.reference,
    kind,
    status: 'open',
    openedAt: turn.at,
    closedAt: null,
    closedBy: null,
    outcome: null,
    subjects: [...subjects],
    step: '',
    stepAt: turn.at,
    rounds: [],
    asked: 0,
    wait: null,
    asks: [],
    attempts: 0,
    police: [],
    alerted: [],
  };
  turn.visit.incidents.push(incident);
  turn.record('incident_opened', `${OPENED[kind]}: incident ${incident.reference} opened. ${why}`, {
    by,
    clause,
    incidentId: incident.id,
    data: { kind, reference: incident.reference, subjects: incident.subjects },
  });
  startFirstStep(turn, incident);
  return { incident, started: true };
}

function change(
  turn: Turn,
  incident: Incident,
  kind: IncidentKind,
  subjects: readonly string[],
  by: string,
  why: string,
): boolean {
  const { clause } = turn.now.policy.escalations[kind];
  const before = incident.kind;
  const policeAreNext = stepOf(turn, incident)?.kind === 'police';
  incident.kind = kind;
  incident.graverAt = turn.at;
  incident.subjects = [...new Set([...subjects, ...incident.subjects])];
  turn.record('incident_changed', `Incident ${incident.reference} is now: ${OPENED[kind].toLowerCase()}. ${why}`, {
    by,
    clause,
    incidentId: incident.id,
    data: { kind, before },
  });
  if (policeAreNext && kind !== 'alert_code') {
    // The managers are being asked to ring the police: a cry for help must not send them back to ringing the practitioner.
    startPoliceStep(turn, incident);
    return false;
  }
  const askedBefore = [...incident.alerted];
  incident.asks = [];
  startFirstStep(turn, incident);
  if (kind !== 'alert_code') return true;
  // Whoever was asked to ring the practitioner a minute ago must not do so now (HVPF 8.3.5).
  for (const { person, standing } of askedBefore) {
    if (person !== by) tellNotToCallOne(turn, incident, clause, person, standing);
  }
  return true;
}
