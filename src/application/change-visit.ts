import { decide } from '../domain/decide.js';
import type { Decision } from '../domain/decision.js';
import type { Access } from '../domain/permission/access.js';
import { ALL_ACCESS } from '../domain/permission/access.js';
import { whyNotChanged } from '../domain/visit/diary.js';
import { faultsOf } from '../domain/visit/plan-checks.js';
import type { PlannableKind, VisitPlan } from '../domain/visit/visit-plan.js';
import type { Visit } from '../domain/visit/visit.js';
import type { Page, VisitDetails } from './ports/ledger.js';
import { Refusal, type RefusalFault } from './refusal.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

/** A visit that is in the diary and that whoever changes it holds. */
export interface Held {
  readonly visit: Visit;
  readonly details: VisitDetails;
}

/** Together with its details, which every visit has. */
export function heldOf(visit: Visit, details: ReadonlyMap<string, VisitDetails>): Held {
  const own = details.get(visit.id);
  if (!own) throw new Error(`Visit ${visit.id} has no details.`);
  return { visit, details: own };
}

/** As it stands in the diary, in the form in which it was asked for. */
export const planOfVisit = ({ visit, details }: Held): VisitPlan => ({
  attendees: visit.attendees.map(({ person }) => person),
  kind: visit.kind as PlannableKind,
  purpose: details.purpose,
  personVisited: details.personVisited,
  plannedStart: visit.plannedStart,
  plannedEnd: visit.plannedEnd,
});

/** What is wrong with a visit once it is changed so. */
export function faultsOfChange(page: Page, held: Held, change: Partial<VisitPlan>, access: Access): RefusalFault[] {
  const { visit } = held;
  if (change.kind !== undefined && change.kind !== visit.kind && [change.kind, visit.kind].includes('home_safe'))
    return [
      {
        field: 'kind',
        message: 'cannot become, or stop being, a home-safe check',
        mend: 'cancel this one and plan another',
      },
    ];
  // Who goes is looked at where that is what changes.
  const reach = change.attendees ? access : ALL_ACCESS;
  const already = visit.attendees.map(({ person }) => person);
  const endMoved = change.plannedEnd !== undefined;
  return faultsOf(page, { ...planOfVisit(held), ...change }, reach, {
    change: true,
    endMoved,
    already,
    unit: visit.unit,
  });
}

/** Changes one visit; what is decided is written by the caller, in the same transaction. `withOthers`: of its series. */
export async function changeOn(
  page: Page,
  held: Held,
  change: Partial<VisitPlan>,
  by: string,
  surroundings: Surroundings,
  withOthers = false,
): Promise<Decision> {
  const { visit } = held;
  const why = whyNotChanged(visit, by);
  if (why) throw new Refusal('conflict', `${why.replace('the', 'The')}: plan a new one.`);
  await page.changeDetails(visit.id, { purpose: change.purpose, personVisited: change.personVisited });
  return decide(
    { ...visit, kind: change.kind ?? visit.kind },
    {
      kind: 'changed',
      by,
      plannedStart: change.plannedStart,
      plannedEnd: change.plannedEnd,
      attendees: change.attendees,
      also: alsoChanged(held, change),
      withOthers,
    },
    await circumstancesOf(page, visit, surroundings, ''),
  );
}

/** What else is changed, as the record has it: of whoever is visited which part, and not what it says (P11). */
function alsoChanged({ visit, details }: Held, change: Partial<VisitPlan>): string[] {
  const [was, is] = [details.personVisited, change.personVisited];
  const words = (kind: string): string => kind.replaceAll('_', ' ');
  const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
  const place = (visited: typeof was) => visited && [...visited.address.lines, visited.address.postcode];
  return [
    change.kind !== undefined && change.kind !== visit.kind
      ? `kind ${words(change.kind)} (was ${words(visit.kind)})`
      : null,
    change.purpose !== undefined && change.purpose !== details.purpose
      ? `purpose "${change.purpose}" (was "${details.purpose}")`
      : null,
    is && was?.reference !== is.reference ? 'reference of the person visited' : null,
    is && was?.name !== is.name ? 'name of the person visited' : null,
    is && isOther(place(was), place(is)) ? 'address' : null,
    is && was?.riskOfSeriousHarm !== is.riskOfSeriousHarm ? 'risk of serious harm' : null,
  ].filter((text) => text !== null);
}
