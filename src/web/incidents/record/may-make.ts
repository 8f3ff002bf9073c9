import type { IncidentView } from '../../../application/ports/reader.js';
import type { Access } from '../../../domain/permission/access.js';
import { concernedByIncident } from '../../../domain/permission/concerned.js';
import { isOnVisit } from '../../../domain/visit/visit.js';

/** Whether the way to the document is shown. The use case decides for itself when it is gone. */
export const mayMakeRecord = (access: Access, view: IncidentView, person: string): boolean =>
  access.may('export_incidents', concernedByIncident(view.visit, view.incident)) &&
  !view.visit.incidents.some((one) => isOnVisit(view.visit, one, person));
