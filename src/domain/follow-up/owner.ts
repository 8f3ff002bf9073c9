import { concernedByIncident } from '../permission/concerned.js';
import { accessOf } from '../permission/access.js';
import type { Incident } from '../incident/incident.js';
import type { Directory } from '../organisation/directory.js';
import type { Person } from '../organisation/organisation.js';
import type { Instant } from '../time/instant.js';
import { isOnVisit, type Visit } from '../visit/visit.js';

/** Whoever may see to what follows an incident: not those who were on the visit, who are the ones to be looked after. */
export const mayHold = (person: Person, visit: Visit, incident: Incident, directory: Directory, at: Instant): boolean =>
  !isOnVisit(visit, incident, person.id) &&
  accessOf(person, directory, at).may('follow_up', concernedByIncident(visit, incident));

/**
 * Who sees to it to begin with: the line manager of whom it is about (HVPF 8.5.1, "managers must ensure"), or the next one
 * above who is there. Null where nobody is.
 */
export function firstOwner(
  about: string,
  visit: Visit,
  incident: Incident,
  directory: Directory,
  at: Instant,
): string | null {
  const manager = directory.lineManagerOf(about);
  const above = manager && directory.lineManagerOf(manager.id);
  const heads = directory
    .unitsUpwards(visit.unit)
    .map(({ head }) => (head === null ? undefined : directory.person(head)));
  const candidates = [
    manager,
    above,
    directory.seniorOnSite(visit.unit),
    ...heads,
    ...directory.otherManagers(visit.unit),
  ]
    .filter((person) => person !== undefined)
    .filter((person) => mayHold(person, visit, incident, directory, at));
  const present = candidates.find(({ id }) => !directory.isAbsent(id, at));
  return (present ?? candidates[0])?.id ?? null;
}
