import type { IncidentView } from '../../../application/ports/reader.js';
import type { Access, Concerned } from '../../../domain/permission/access.js';
import { isOnVisit } from '../../../domain/visit/visit.js';

/** As the lists have it: its unit, those on the visit, and those who were alerted. */
export const concernedBy = ({ visit, incident }: IncidentView): Concerned => ({
  unit: visit.unit,
  people: [
    ...visit.attendees.map(({ person }) => person),
    ...incident.subjects,
    ...incident.alerted.map(({ person }) => person),
  ],
});

/** Whether the way to the document is shown. The use case decides for itself when it is gone. */
export const mayMakeRecord = (access: Access, view: IncidentView, person: string): boolean =>
  access.may('export_incidents', concernedBy(view)) &&
  !view.visit.incidents.some((one) => isOnVisit(view.visit, one, person));
