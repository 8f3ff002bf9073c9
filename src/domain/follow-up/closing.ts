import type { Incident } from '../incident/incident.js';
import type { FollowUp } from './follow-up.js';

/** Why an incident cannot be closed now, as whoever tries is told; null where it can. */
export function whyNotClosed(incident: Incident, followUps: readonly FollowUp[]): string | null {
  if (incident.status === 'open') return 'It has not ended: it is stood down first.';
  if (incident.status === 'closed') return 'It is closed already.';
  const open = followUps.filter(({ required, state }) => required && state === 'open').length;
  if (open > 0)
    return `${open === 1 ? '1 follow-up is' : `${open} follow-ups are`} still to be done, or to be marked as not needed.`;
  return null;
}
