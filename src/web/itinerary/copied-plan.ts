import type { Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import type { Viewings } from '../../application/viewings.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { nextWeekly } from '../../domain/visit/weekly.js';
import type { Typed } from '../form/typed.js';
import type { Standpoint } from '../guard.js';
import { isId } from '../is-id.js';
import { nameOf } from '../visit-words.js';
import { visitedFields } from './plan-form.js';
import { spanFields } from './when.js';

/** The form filled in from an earlier visit, for the same weekday and hour in the next week that it can be. */
export async function copiedPlan(id: string, from: Standpoint, reader: Reader, viewings: Viewings): Promise<Typed> {
  const view = isId(id) ? await reader.visit(id) : null;
  const { access, visitor, at, zone, directory } = from;
  const may = view && !view.visit.drill && access.may('plan_visits', concernedByVisit(view.visit));
  if (!may) throw new Refusal('not_found', 'There is no visit here to copy.');
  const { visit, details } = view;
  const personVisited = access.may('see_person_visited', concernedByVisit(visit)) ? details.personVisited : null;
  if (personVisited) await viewings.ofCopy({ by: visitor.person }, 'copied a visit', [visit.reference]);
  const [lead, companion, ...others] = visit.attendees.map(({ person }) => person);
  const { start, end } = nextWeekly({ start: visit.plannedStart, end: visit.plannedEnd }, at, zone);
  return {
    copied: visit.reference,
    // The form holds two.
    left: others.map((one) => nameOf(directory, one)).join(' and '),
    attendee: lead ?? '',
    companion: companion ?? '',
    kind: visit.kind,
    purpose: details.purpose,
    ...spanFields(start, end, zone),
    ...visitedFields(personVisited),
  };
}
