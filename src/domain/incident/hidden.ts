import { isOnVisit, openIncident, type Visit } from '../visit/visit.js';
import type { Incident } from './incident.js';

/**
 * Whoever used the alert code may have somebody beside them who looks at their phone or their screen (P8). Nothing that is
 * shown or said to them tells that an alarm is running: the visit goes on as it was. It covers everyone on the visit, as
 * they share the danger.
 */
export const isHiddenFrom = (person: string, visit: Visit, incident: Incident): boolean =>
  incident.kind === 'alert_code' && isOnVisit(visit, incident, person);

/** The open incident of a visit, for those who may know of it. */
export function shownIncident(person: string, visit: Visit): Incident | null {
  const incident = openIncident(visit);
  return incident && !isHiddenFrom(person, visit, incident) ? incident : null;
}
