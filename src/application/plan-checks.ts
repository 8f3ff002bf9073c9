import type { Access } from '../domain/permission/access.js';
import type { Directory } from '../domain/organisation/directory.js';
import { bankHoliday } from '../domain/time/bank-holidays.js';
import { DAY } from '../domain/time/instant.js';
import { showDayTime, showTime } from '../domain/time/local.js';
import { isWatched, type Visit } from '../domain/visit/visit.js';
import type { VisitPlan } from './visit-plan.js';
import type { Page } from './ports/ledger.js';
import type { RefusalFault } from './refusal.js';

/** What is wrong with a plan, and what someone should know of it: before it is planned, and when it is. */

const LONGEST = DAY;

/** Who goes, when: what of a visit can be in the way of another. */
export type Engagement = Pick<
  Visit,
  'id' | 'reference' | 'kind' | 'status' | 'plannedStart' | 'plannedEnd' | 'drill'
> & {
  readonly attendees: readonly { readonly person: string }[];
};

/** Nobody is in two places: a visit that overlaps another of the same person is taken, and said. */
export function overlaps(
  visit: Pick<Engagement, 'kind' | 'plannedStart' | 'plannedEnd' | 'attendees'> & { readonly id?: string },
  others: readonly Engagement[],
  directory: Directory,
  zone: string,
): string[] {
  if (visit.kind === 'home_safe') return [];
  return visit.attendees.flatMap(({ person }) =>
    others
      .filter((other) => other.id !== visit.id && other.attendees.some((one) => one.person === person))
      .filter((other) => isWatched(other) && other.kind !== 'home_safe' && !other.drill)
      .filter((other) => other.plannedStart < visit.plannedEnd && visit.plannedStart < other.plannedEnd)
      .map(
        (other) =>
          `${directory.person(person)?.name ?? person} is also on ${other.reference}, ${showDayTime(other.plannedStart, zone)} to ${showTime(other.plannedEnd, zone)}.`,
      ),
  );
}

/** Said of those that are repeated: nobody looks at the calendar for each. */
export function onBankHoliday({ plannedStart }: Pick<VisitPlan, 'plannedStart'>, zone: string): string[] {
  const holiday = bankHoliday(plannedStart, zone);
  return holiday === null ? [] : [`It is a bank holiday: ${holiday}.`];
}

export function cautions(
  page: Pick<Page, 'directory' | 'optedOut'>,
  plan: VisitPlan,
  unit: string,
  zone: string,
): string[] {
  const warnings: string[] = [];
  const names = plan.attendees.map((id) => page.directory.person(id)).filter((person) => person !== undefined);
  for (const person of names) {
    if (!person.mobile) warnings.push(`${person.name} has no mobile number: they cannot text, and cannot be reminded.`);
    else if (page.optedOut.has(person.mobile))
      warnings.push(`${person.name}'s phone has opted out of texts: ask them to text START.`);
    if (page.directory.isAbsent(person.id, plan.plannedStart))
      warnings.push(`${person.name} is entered as absent then.`);
  }
  const end = plan.plannedEnd;
  const covered = page.directory
    .contactsOnDuty(unit, end)
    .some((contact) => contact.mobile && !page.directory.isAbsent(contact.id, end));
  if (!covered)
    warnings.push(
      `Nobody is nominated contact at ${showDayTime(end, zone)} (HVPF 8.1.6): an alarm would go to the manager at once.`,
    );
  if (plan.kind === 'alone' && plan.personVisited && plan.personVisited.riskOfSeriousHarm !== 'low') {
    warnings.push(
      'Lone visits are for people at low risk of serious harm with an established working relationship (HVPF 5.3.2).',
    );
  }
  return warnings;
}

interface CheckOptions {
  readonly change?: boolean;
  readonly endMoved?: boolean;
  /** Those who go before the change: whoever they are, they may stay. */
  readonly already?: readonly string[];
}

export function faultsOf(
  page: Page,
  plan: VisitPlan,
  access: Access,
  { change = false, endMoved = true, already = [] }: CheckOptions = {},
): RefusalFault[] {
  const faults: RefusalFault[] = [];
  const fault = (field: string, message: string, mend: string): void => void faults.push({ field, message, mend });
  if (plan.attendees.length === 0) fault('attendees', 'names nobody', 'give the id of at least one person');
  plan.attendees.forEach((id, index) => {
    if (!page.directory.person(id))
      fault(
        `attendees[${index}]`,
        `"${id}" is nobody in the organisation`,
        'use the id of a person that the organisation has',
      );
    if (plan.attendees.indexOf(id) !== index)
      fault(`attendees[${index}]`, `"${id}" is named twice`, 'name each person once');
  });
  if (plan.kind === 'alone' && plan.attendees.length > 1) {
    fault('kind', 'is "alone" with more than one attendee', 'use "in_pairs" or "joint", or name one person');
  }
  if (plan.kind === 'in_pairs' && plan.attendees.length === 1) {
    fault(
      'attendees',
      'names one person for a visit in pairs',
      'name both, or use "alone", or "joint" where the other is of another agency',
    );
  }
  if (plan.kind === 'home_safe' && plan.attendees.length > 1)
    fault('attendees', 'names more than one person', 'plan a home-safe check for each');
  if (plan.plannedEnd <= plan.plannedStart)
    fault('plannedEnd', 'is not after plannedStart', 'give an end that is later than the start');
  else if (plan.plannedEnd - plan.plannedStart > LONGEST)
    fault('plannedEnd', 'is more than 24 hours after plannedStart', 'plan shorter visits');
  if (endMoved && plan.plannedEnd <= page.now)
    fault('plannedEnd', 'has passed already', 'give an end that is still to come');
  if (endMoved && plan.plannedEnd > page.now + 366 * DAY)
    fault('plannedEnd', 'is more than a year away', 'check the year');
  if (!change && plan.kind !== 'home_safe' && !plan.personVisited) {
    fault('personVisited', 'is missing', 'give reference, name, address and riskOfSeriousHarm of the person visited');
  }
  // Whoever plans has a duty to the unit that the visit will belong to, or to somebody who goes.
  const lead = page.directory.person(plan.attendees[0] ?? '');
  if (lead && !access.may('plan_visits', { unit: lead.unit, people: plan.attendees })) {
    fault(
      'attendees[0]',
      `"${lead.id}" is nobody whose visits you may plan`,
      'name somebody of your own unit first, or ask theirs to plan it',
    );
  }
  // Who goes along is of the same unit, or somebody whom whoever plans has a duty to: nobody is put on a visit, and shown on
  // it with name and number, by strangers.
  plan.attendees.slice(1).forEach((id, index) => {
    const person = page.directory.person(id);
    if (!lead || !person || person.unit === lead.unit || already.includes(id)) return;
    if (access.may('plan_visits', { unit: person.unit, people: [id] })) return;
    fault(
      `attendees[${index + 1}]`,
      `"${id}" is nobody whom you may send along`,
      'name somebody of the same unit, or ask whoever plans for both',
    );
  });
  return faults;
}
