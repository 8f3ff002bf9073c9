import type { VisitView } from '../../application/ports/reader.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import { openIncident } from '../../domain/visit/visit.js';
import type { VisitJson } from './visit.schemas.js';

export const visitJson = ({ visit, details }: VisitView, directory: Directory): VisitJson => ({
  id: visit.id,
  reference: visit.reference,
  status: visit.status,
  unit: visit.unit,
  kind: visit.kind,
  series: visit.series ?? null,
  drill: visit.drill === true,
  purpose: details.purpose,
  personVisited: details.personVisited && {
    ...details.personVisited,
    address: { lines: [...details.personVisited.address.lines], postcode: details.personVisited.address.postcode },
  },
  plannedStart: iso(visit.plannedStart),
  plannedEnd: iso(visit.plannedEnd),
  expectedEnd: iso(visit.expectedEnd),
  incidentId: (openIncident(visit) ?? visit.incidents.at(-1))?.id ?? null,
  attendees: visit.attendees.map(({ person, status, arrivedAt, leftAt, leftSaidBy }) => ({
    person,
    name: directory.person(person)?.name ?? person,
    status,
    arrivedAt: isoOrNull(arrivedAt),
    leftAt: isoOrNull(leftAt),
    leftSaidBy,
  })),
  policy: visit.policy,
});

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
