import type { Standing } from '../policy/policy.js';
import type { Turn } from '../turn.js';
import { isOnVisit } from '../visit/visit.js';
import type { Incident } from './incident.js';

/**
 * What this person is to the incident, or null for someone it is no business of. A manager is whoever was asked as one,
 * holds a manager's role in the unit or above it, or is in the line of the people concerned.
 */
export function standingOf(turn: Turn, incident: Incident, personId: string): Standing | null {
  if (isOnVisit(turn.visit, incident, personId)) return 'practitioner';
  if (isManagerHere(turn, incident, personId)) return 'manager';
  if (incident.alerted.some((alerted) => alerted.person === personId)) return 'contact';
  const { directory } = turn.now;
  return directory.contactsOnDuty(turn.visit.unit, turn.at).some((contact) => contact.id === personId)
    ? 'contact'
    : null;
}

function isManagerHere(turn: Turn, incident: Incident, personId: string): boolean {
  if (incident.alerted.some((alerted) => alerted.person === personId && alerted.standing === 'manager')) return true;
  const { directory } = turn.now;
  const units = directory.unitsUpwards(turn.visit.unit);
  if (units.some((unit) => unit.head === personId || unit.seniorOnSite === personId)) return true;
  if (inLineAbove(turn, incident.subjects, personId)) return true;
  const person = directory.person(personId);
  const manages = person?.roles.some((role) => MANAGING.has(role)) ?? false;
  return manages && units.some((unit) => unit.id === person?.unit);
}

const MANAGING: ReadonlySet<string> = new Set(['manager', 'senior_manager', 'head', 'director']);

function inLineAbove(turn: Turn, subjects: readonly string[], personId: string): boolean {
  return subjects.some((subject) => {
    const manager = turn.now.directory.lineManagerOf(subject);
    return manager?.id === personId || (manager && turn.now.directory.lineManagerOf(manager.id)?.id === personId);
  });
}

/** Whether that standing may end it (P9): before the police have been told, or after. */
export function mayEnd(turn: Turn, incident: Incident, standing: Standing | null): boolean {
  const { standDown } = turn.now.policy.escalations[incident.kind];
  const allowed = incident.police.length > 0 ? standDown.afterPolice : standDown.beforePolice;
  return standing !== null && allowed.includes(standing);
}
