import { whyNotAsked } from '../organisation/cannot-be-asked.js';
import type { Directory } from '../organisation/directory.js';
import { bankHoliday } from '../time/bank-holidays.js';
import type { Person } from '../organisation/organisation.js';
import type { Access } from '../permission/access.js';
import { DAY, type Instant } from '../time/instant.js';
import { showDayTime, showTime, whichOfTwo } from '../time/local.js';
import type { VisitPlan } from './visit-plan.js';
import { isWatched, type Visit } from './visit.js';

/** What is wrong with a plan, and what someone should know of it: before it is planned, and when it is. */

/** The office in which it is planned. */
export interface PlanScene {
  readonly directory: Directory;
  /** Numbers to which no text goes. */
  readonly optedOut: ReadonlySet<string>;
  readonly now: Instant;
}

/** Something that stops a plan: in which field ("attendees[1]"), what, and the mend. */
export interface PlanFault {
  readonly field: string;
  readonly message: string;
  readonly mend: string;
}

const LONGEST = DAY;

/** Further ahead a date is a slip of the keyboard. */
const FURTHEST = 366 * DAY;

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

/** The same, with `first` of the series at hand: each is at its time by the clock, but in the hour that a spring change leaves out. */
export function ofRepeated(
  plan: Pick<VisitPlan, 'plannedStart'>,
  first: Pick<VisitPlan, 'plannedStart'>,
  zone: string,
): string[] {
  const isMoved = showTime(plan.plannedStart, zone) !== showTime(first.plannedStart, zone);
  return [
    ...onBankHoliday(plan, zone),
    ...(isMoved ? ['The clocks go forward that night and leave the hour out: it is later by the clock.'] : []),
  ];
}

/** What someone should know of a plan, and what stops nothing. `unit`: the visit's. */
export function cautions(
  { directory, optedOut }: Omit<PlanScene, 'now'>,
  plan: VisitPlan,
  unit: string,
  zone: string,
): string[] {
  const warnings: string[] = [];
  for (const person of plan.attendees.map((id) => directory.person(id)).filter((one) => one !== undefined)) {
    if (!person.mobile) warnings.push(`${person.name} has no mobile number: they cannot text, and cannot be reminded.`);
    else if (optedOut.has(person.mobile))
      warnings.push(`${person.name}'s phone has opted out of texts: ask them to text START.`);
    if (directory.isAbsent(person.id, plan.plannedStart)) warnings.push(`${person.name} is entered as absent then.`);
  }
  warnings.push(...shownTwice(plan, zone));
  const end = plan.plannedEnd;
  // Whoever goes on the visit themself is not there to be told that it is overdue.
  const onDuty = directory.contactsOnDuty(unit, end);
  const isThere = (contact: Person): boolean =>
    !plan.attendees.includes(contact.id) && whyNotAsked(contact, end, directory, optedOut) === null;
  if (!onDuty.some(isThere)) {
    const nobody = onDuty.length === 0 ? 'Nobody is nominated contact' : 'No nominated contact can be asked';
    warnings.push(`${nobody} at ${showDayTime(end, zone)} (HVPF 8.1.6): an alarm would go to the manager at once.`);
  }
  if (plan.kind === 'alone' && plan.personVisited && plan.personVisited.riskOfSeriousHarm !== 'low') {
    warnings.push(
      'Lone visits are for people at low risk of serious harm with an established working relationship (HVPF 5.3.2).',
    );
  }
  return warnings;
}

/** Who was named in place of their id is told it, where whoever plans may plan for them. */
function mendOfNobody(written: string, { organisation }: Directory, access: Access): string {
  const named = organisation.people.filter(
    ({ id, name, unit }) =>
      (name.toLowerCase() === written.toLowerCase() || id.toLowerCase() === written.toLowerCase()) &&
      access.may('plan_visits', { unit, people: [id] }),
  );
  return named.length === 1
    ? `${named[0]!.name} has the id ${named[0]!.id}: write that`
    : 'use the id of a person that the organisation has';
}

/** In the night on which the clocks go back the diary says which of the two times it has: an hour lies between them. */
const shownTwice = ({ plannedStart, plannedEnd }: VisitPlan, zone: string): string[] =>
  [plannedStart, plannedEnd].flatMap((at) => {
    const which = whichOfTwo(at, zone);
    return which === null
      ? []
      : [`The clocks go back that night, and ${showTime(at, zone)} comes twice: this is the ${which} of the two.`];
  });

interface CheckOptions {
  /** It stands in the diary, and is changed: what is left out of it stays as it is. */
  readonly change?: boolean;
  /** Whether its end is new: of one that stands it may be past. */
  readonly endMoved?: boolean;
  /** Those who go before the change: whoever they are, they may stay. */
  readonly already?: readonly string[];
  /** The unit that it belongs to before the change. */
  readonly unit?: string;
}

/** What stops a plan: it cannot be so, or is not for this caller to make. */
export function faultsOf(
  { directory, now }: Pick<PlanScene, 'directory' | 'now'>,
  plan: VisitPlan,
  access: Access,
  { change = false, endMoved = true, already = [], unit }: CheckOptions = {},
): PlanFault[] {
  const faults: PlanFault[] = [];
  const fault = (field: string, message: string, mend: string): void => void faults.push({ field, message, mend });
  if (plan.attendees.length === 0) fault('attendees', 'names nobody', 'give the id of at least one person');
  plan.attendees.forEach((id, index) => {
    if (!directory.person(id))
      fault(`attendees[${index}]`, `"${id}" is nobody in the organisation`, mendOfNobody(id, directory, access));
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
  if (endMoved && plan.plannedEnd <= now)
    fault('plannedEnd', 'has passed already', 'give an end that is still to come');
  if (endMoved && plan.plannedEnd > now + FURTHEST) fault('plannedEnd', 'is more than a year away', 'check the year');
  if (!change && plan.kind !== 'home_safe' && !plan.personVisited) {
    fault('personVisited', 'is missing', 'give reference, name, address and riskOfSeriousHarm of the person visited');
  }
  // Whoever plans has a duty to the unit that the visit will belong to, or to somebody who goes. To move one that stands to
  // another unit, whose contacts are then alerted, takes a duty there: to go along is not enough.
  const lead = directory.person(plan.attendees[0] ?? '');
  const isMoved = lead !== undefined && unit !== undefined && lead.unit !== unit && lead.id !== already[0];
  const people = isMoved ? [lead.id] : plan.attendees;
  if (lead && !access.may('plan_visits', { unit: lead.unit, people })) {
    fault(
      'attendees[0]',
      `"${lead.id}" is nobody whose visits you may plan`,
      'name somebody of your own unit first, or ask theirs to plan it',
    );
  }
  // Who goes along is of the same unit, or somebody whom whoever plans has a duty to: nobody is put on a visit, and shown on
  // it with name and number, by strangers.
  plan.attendees.slice(1).forEach((id, index) => {
    const person = directory.person(id);
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
