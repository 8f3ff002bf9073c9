import type { Incident } from '../../domain/incident/incident.js';
import { openIncident, type Visit } from '../../domain/visit/visit.js';

/**
 * Whoever used the alert code may have somebody beside them who looks at their phone (P8). Signed in as them no page shows
 * that an alarm is running: the visit goes on as it was. It covers everyone on the visit, as they share the danger.
 */
export const isHiddenFrom = (person: string, visit: Visit, incident: Incident): boolean =>
  incident.kind === 'alert_code' &&
  (incident.subjects.includes(person) || visit.attendees.some((attendee) => attendee.person === person));

/** The open incident of a visit, for those who may know of it. */
export function shownIncident(person: string, visit: Visit): Incident | null {
  const incident = openIncident(visit);
  return incident && !isHiddenFrom(person, visit, incident) ? incident : null;
}
