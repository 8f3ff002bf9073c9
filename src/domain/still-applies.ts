import type { MessagePurpose } from './decision.js';
import type { IncidentKind } from './policy/policy.js';
import { openIncident, type Visit } from './visit/visit.js';
import type { Instant } from './time/instant.js';

/** A text that was written a moment, or an outage, ago, and is about to be sent. */
export interface WaitingMessage {
  readonly to: string;
  readonly purpose: MessagePurpose;
  readonly incidentId: string | null;
  /** What kind of incident it spoke of. By this, and not by its time, is told what is old: a moment is shared by many. */
  readonly incidentKind: IncidentKind | null;
  readonly writtenAt: Instant;
}

/**
 * Why a text must no longer be sent, or null. Between its writing and its sending the visit may have ended, the incident
 * been stood down, or an overdue turned into an alert code, when a text that says "ring them" could cost a life (HVPF 8.3.5).
 * What says that something is over, and what answers a person, is always sent.
 */
export function whyNoLonger(message: WaitingMessage, visit: Visit): string | null {
  if (message.purpose === 'reminder') return whyNoReminder(message, visit);
  if (message.purpose !== 'ask' && message.purpose !== 'tell') return null;
  const incident = visit.incidents.find(({ id }) => id === message.incidentId);
  if (!incident) return null;
  if (incident.status !== 'open') return 'the incident has been stood down';
  if (message.incidentKind !== null && message.incidentKind !== incident.kind)
    return 'the incident has become a graver one';
  return null;
}

function whyNoReminder({ to, writtenAt }: WaitingMessage, visit: Visit): string | null {
  const attendee = visit.attendees.find(({ person }) => person === to);
  if (attendee?.status !== 'planned' && attendee?.status !== 'arrived') return 'the visit has ended for them';
  if (openIncident(visit)) return 'the alarm has begun';
  if (visit.expectedEndSetAt > writtenAt) return 'another end has been set since';
  return null;
}
