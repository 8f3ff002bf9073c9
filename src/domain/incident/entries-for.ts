import type { EntryKind, NewEntry } from '../decision.js';
import type { Instant } from '../time/instant.js';
import { isOnVisit, type Visit } from '../visit/visit.js';
import { isHiddenFrom } from './hidden.js';
import type { Incident } from './incident.js';

/** Who else looked is nothing that whoever was on the visit needs; that they look, and when, could tell of an alarm (P8). */
const LOOKS: ReadonlySet<EntryKind> = new Set(['person_viewed', 'call_sheet_viewed']);

/**
 * What of the story of an incident is shown to this person: all of it, but for whoever is on the visit. An alert code may run
 * on the same visit now, or may have since: of what belongs to the visit itself they are shown nothing from after the end of
 * this incident, and nothing from while another was hidden from them (P8). It is so whether or not there was one: what is
 * missing tells nothing.
 */
export function entriesFor<T extends Pick<NewEntry, 'at' | 'kind' | 'by' | 'incidentId'>>(
  person: string,
  visit: Visit,
  incident: Incident,
  entries: readonly T[],
): readonly T[] {
  if (!isOnVisit(visit, incident, person)) return entries;
  const hidden = visit.incidents.filter((other) => isHiddenFrom(person, visit, other));
  return entries.filter(({ at, kind, by, incidentId }) => {
    if (LOOKS.has(kind) && by !== person) return false;
    return incidentId !== null || (at <= endOf(incident) && !hidden.some((other) => isDuring(other, at)));
  });
}

const endOf = ({ closedAt }: Incident): Instant => closedAt ?? Infinity;

const isDuring = (incident: Incident, at: Instant): boolean => at >= incident.openedAt && at <= endOf(incident);
