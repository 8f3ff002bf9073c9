import type { Access } from '../domain/permission/access.js';
import { concernedByVisit } from '../domain/permission/concerned.js';
import type { VisitView } from './ports/reader.js';

/** Who is visited, and where, is for those alone who may see that (P11). */
export const seenBy = (access: Access, view: VisitView): VisitView =>
  access.may('see_person_visited', concernedByVisit(view.visit))
    ? view
    : { ...view, details: { ...view.details, personVisited: null } };

/** The references of those visits whose person visited is shown. */
export const namedIn = (visits: readonly VisitView[]): string[] =>
  visits.filter(({ details }) => details.personVisited !== null).map(({ visit }) => visit.reference);
