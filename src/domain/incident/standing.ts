import type { Directory } from '../organisation/directory.js';
import type { Standing } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { Turn } from '../turn.js';
import { isOnVisit, openIncident, type Visit } from '../visit/visit.js';
import type { Incident } from './incident.js';

/** What somebody's standing depends on. Every turn has it, and so has a page that only looks. */
export interface Scene {
  readonly visit: Visit;
  readonly at: Instant;
  readonly now: { readonly directory: Directory };
}

/**
 * What this person is to the incident, or null for someone it is no business of. A manager is whoever was asked as one,
 * holds a manager's role in the unit or above it, or is in the line of the people concerned.
 */
export function standingOf(scene: Scene, incident: Incident, personId: string): Standing | null {
  if (isOnVisit(scene.visit, incident, personId)) return 'practitioner';
  const alerted = incident.alerted.filter((one) => one.person === personId);
  if (alerted.some(({ standing }) => standing === 'manager')) return 'manager';
  if (isManagerHere(scene, incident.subjects, personId)) return 'manager';
  return alerted.length > 0 || isOnDuty(scene, scene.at, personId) ? 'contact' : null;
}

/** What this person is to a visit, whether or not anything has gone wrong on it. */
export function standingOnVisit(scene: Scene, personId: string): Standing | null {
  const { visit } = scene;
  const incident = openIncident(visit);
  if (incident) return standingOf(scene, incident, personId);
  const attendees = visit.attendees.map(({ person }) => person);
  if (attendees.includes(personId)) return 'practitioner';
  if (isManagerHere(scene, attendees, personId)) return 'manager';
  // Whoever was on duty when they set out is the one whose number they have.
  return [scene.at, visit.plannedStart].some((at) => isOnDuty(scene, at, personId)) ? 'contact' : null;
}

/** The call sheet names who is visited and where: for those who may have to ring the police, and nobody else (P11). */
export function mayOpenCallSheet(scene: Scene, incident: Incident, personId: string): boolean {
  const standing = standingOf(scene, incident, personId);
  return standing === 'contact' || standing === 'manager';
}

const isOnDuty = ({ visit, now }: Scene, at: Instant, personId: string): boolean =>
  now.directory.contactsOnDuty(visit.unit, at).some((contact) => contact.id === personId);

function isManagerHere(scene: Scene, subjects: readonly string[], personId: string): boolean {
  const { directory } = scene.now;
  const units = directory.unitsUpwards(scene.visit.unit);
  if (units.some((unit) => unit.head === personId || unit.seniorOnSite === personId)) return true;
  if (inLineAbove(scene, subjects, personId)) return true;
  const person = directory.person(personId);
  const manages = person?.roles.some((role) => MANAGING.has(role)) ?? false;
  return manages && units.some((unit) => unit.id === person?.unit);
}

const MANAGING: ReadonlySet<string> = new Set(['manager', 'senior_manager', 'head', 'director']);

function inLineAbove({ now }: Scene, subjects: readonly string[], personId: string): boolean {
  return subjects.some((subject) => {
    const manager = now.directory.lineManagerOf(subject);
    return manager?.id === personId || (manager && now.directory.lineManagerOf(manager.id)?.id === personId);
  });
}

/** Whether that standing may end it (P9): before the police have been told, or after. */
export function mayEnd(turn: Turn, incident: Incident, standing: Standing | null): boolean {
  const { standDown } = turn.now.policy.escalations[incident.kind];
  const allowed = incident.police.length > 0 ? standDown.afterPolice : standDown.beforePolice;
  return standing !== null && allowed.includes(standing);
}
