import { randomUUID } from 'node:crypto';
import { decide } from '../domain/decide.js';
import { ALL_ACCESS, type Access } from '../domain/permission/access.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { showDayTime, showTime } from '../domain/time/local.js';
import { whyNotCancelled, whyNotChanged } from '../domain/visit/diary.js';
import { newVisit } from '../domain/visit/new-visit.js';
import { isWatched, type Visit } from '../domain/visit/visit.js';
import type { Ledger, Page, PersonVisited, PlannableKind } from './ports/ledger.js';
import { Refusal, type RefusalFault } from './refusal.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

/** A visit as it is asked for, already of the right shape; whether it makes sense is checked here. */
export interface VisitPlan {
  readonly attendees: readonly string[];
  readonly kind: PlannableKind;
  readonly purpose: string;
  readonly personVisited: PersonVisited | null;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
}

export interface Planned {
  readonly visit: Visit;
  /** Overlaps and other things that someone should know of, and that stop nothing. */
  readonly warnings: readonly string[];
}

const LONGEST = DAY;

/** The itinerary diary (HVPF 8.2.1, 8.2.2): plan, change and cancel visits. One transaction each. */
export class Diary {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {}

  plan(plan: VisitPlan, by: string, access: Access = ALL_ACCESS): Promise<Planned> {
    return this.ledger.transaction((page) => this.planOn(page, plan, by, access));
  }

  /** All of them or none: a file with one fault leaves the diary as it was. `lines` gives each plan's line in the file. */
  planAll(
    plans: readonly VisitPlan[],
    lines: readonly number[],
    by: string,
    access: Access = ALL_ACCESS,
  ): Promise<Planned[]> {
    return this.ledger.transaction(async (page) => {
      const faults = plans.flatMap((plan, index) =>
        faultsOf(page, plan, access).map((fault) => ({ ...fault, line: lines[index] ?? null })),
      );
      if (faults.length > 0) throw new Refusal('invalid', 'The file was not taken: nothing was planned.', faults);
      const planned: Planned[] = [];
      for (const plan of plans) planned.push(await this.planOn(page, plan, by, access));
      return planned;
    });
  }

  private async planOn(page: Page, plan: VisitPlan, by: string, access: Access): Promise<Planned> {
    const faults = faultsOf(page, plan, access);
    if (faults.length > 0) throw new Refusal('invalid', 'The visit was not planned.', faults);
    const lead = page.directory.person(plan.attendees[0] ?? '');
    const visit = newVisit(
      {
        id: randomUUID(),
        reference: await page.freshVisitReference(),
        unit: lead?.unit ?? '',
        kind: plan.kind,
        attendees: plan.attendees,
        plannedStart: plan.plannedStart,
        plannedEnd: plan.plannedEnd,
      },
      this.surroundings.policyInForce,
      page.now,
    );
    const warnings = [...(await this.overlaps(page, visit)), ...this.cautions(page, visit, plan)];
    await page.addVisit(visit, { purpose: plan.purpose, personVisited: plan.personVisited });
    const decision = decide(visit, { kind: 'planned', by }, await circumstancesOf(page, visit, this.surroundings, ''));
    await page.write([decision]);
    return { visit: decision.visit, warnings };
  }

  change(id: string, change: Partial<VisitPlan>, by: string, access: Access = ALL_ACCESS): Promise<Planned> {
    return this.ledger.transaction(async (page) => {
      const visit = await this.locked(page, id);
      const why = whyNotChanged(visit, by);
      if (why) throw new Refusal('conflict', `${why.replace('the', 'The')}: plan a new one.`);
      if (
        change.kind !== undefined &&
        change.kind !== visit.kind &&
        (change.kind === 'home_safe' || visit.kind === 'home_safe')
      ) {
        throw new Refusal('invalid', 'A home-safe check stays one.', [
          {
            field: 'kind',
            message: 'cannot become, or stop being, a home-safe check',
            mend: 'cancel this one and plan another',
          },
        ]);
      }
      const whole: VisitPlan = {
        attendees: change.attendees ?? visit.attendees.map((attendee) => attendee.person),
        kind: change.kind ?? (visit.kind as PlannableKind),
        purpose: change.purpose ?? '-',
        personVisited: change.personVisited ?? null,
        plannedStart: change.plannedStart ?? visit.plannedStart,
        plannedEnd: change.plannedEnd ?? visit.plannedEnd,
      };
      // Who goes is looked at where that is what changes.
      const reach = change.attendees ? access : ALL_ACCESS;
      const faults = faultsOf(page, whole, reach, { change: true, endMoved: change.plannedEnd !== undefined });
      if (faults.length > 0) throw new Refusal('invalid', 'The visit was not changed.', faults);
      await page.changeDetails(id, { purpose: change.purpose, personVisited: change.personVisited });
      const changed: Visit = { ...visit, kind: whole.kind };
      const decision = decide(
        changed,
        {
          kind: 'changed',
          by,
          plannedStart: change.plannedStart,
          plannedEnd: change.plannedEnd,
          attendees: change.attendees,
          also: alsoChanged(visit, change),
        },
        await circumstancesOf(page, visit, this.surroundings, ''),
      );
      const warnings = [...(await this.overlaps(page, decision.visit)), ...this.cautions(page, decision.visit, whole)];
      await page.write([decision]);
      return { visit: decision.visit, warnings };
    });
  }

  /** Cancels it, or says why not; either is recorded. */
  async cancel(id: string, reason: string, by: string): Promise<Visit> {
    const { visit, why } = await this.ledger.transaction(async (page) => {
      const before = await this.locked(page, id);
      const decision = decide(
        before,
        { kind: 'cancelled', by, reason },
        await circumstancesOf(page, before, this.surroundings, ''),
      );
      await page.write([decision]);
      return { visit: decision.visit, why: whyNotCancelled(before, by) };
    });
    if (why) throw new Refusal('conflict', `The visit cannot be cancelled: ${why}.`);
    return visit;
  }

  private async locked(page: Page, id: string): Promise<Visit> {
    const [visit] = await page.lockVisits([id]);
    if (!visit) throw new Refusal('not_found', 'There is no visit with this id.');
    if (visit.drill)
      throw new Refusal('conflict', 'This is a drill, and in no diary: stand down its incident to end it.');
    return visit;
  }

  /** Nobody is in two places: a visit that overlaps another of the same person is taken, and said. */
  private async overlaps(page: Page, visit: Visit): Promise<string[]> {
    if (visit.kind === 'home_safe') return [];
    const warnings: string[] = [];
    const { zone } = this.surroundings;
    for (const { person } of visit.attendees) {
      const ids = (await page.visitIdsOf(person, page.now)).filter((id) => id !== visit.id);
      for (const other of await page.lockVisits(ids)) {
        if (!isWatched(other) || other.kind === 'home_safe' || other.drill) continue;
        if (other.plannedStart >= visit.plannedEnd || visit.plannedStart >= other.plannedEnd) continue;
        warnings.push(
          `${page.directory.person(person)?.name ?? person} is also on ${other.reference}, ${showDayTime(other.plannedStart, zone)} to ${showTime(other.plannedEnd, zone)}.`,
        );
      }
    }
    return warnings;
  }

  private cautions(page: Page, visit: Visit, plan: VisitPlan): string[] {
    const warnings: string[] = [];
    const names = visit.attendees
      .map(({ person }) => page.directory.person(person))
      .filter((person) => person !== undefined);
    for (const person of names) {
      if (!person.mobile)
        warnings.push(`${person.name} has no mobile number: they cannot text, and cannot be reminded.`);
      else if (page.optedOut.has(person.mobile))
        warnings.push(`${person.name}'s phone has opted out of texts: ask them to text START.`);
      if (page.directory.isAbsent(person.id, visit.plannedStart))
        warnings.push(`${person.name} is entered as absent then.`);
    }
    const end = visit.plannedEnd;
    const covered = page.directory
      .contactsOnDuty(visit.unit, end)
      .some((contact) => contact.mobile && !page.directory.isAbsent(contact.id, end));
    if (!covered)
      warnings.push(
        `Nobody is nominated contact at ${showDayTime(end, this.surroundings.zone)} (HVPF 8.1.6): an alarm would go to the manager at once.`,
      );
    if (plan.kind === 'alone' && plan.personVisited && plan.personVisited.riskOfSeriousHarm !== 'low') {
      warnings.push(
        'Lone visits are for people at low risk of serious harm with an established working relationship (HVPF 5.3.2).',
      );
    }
    return warnings;
  }
}

function alsoChanged(visit: Visit, change: Partial<VisitPlan>): string[] {
  return [
    change.kind !== undefined && change.kind !== visit.kind ? `kind ${change.kind.replaceAll('_', ' ')}` : null,
    change.purpose !== undefined ? 'purpose' : null,
    change.personVisited !== undefined ? 'person visited or address' : null,
  ].filter((text) => text !== null);
}

function faultsOf(
  page: Page,
  plan: VisitPlan,
  access: Access,
  { change = false, endMoved = true } = {},
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
  return faults;
}
