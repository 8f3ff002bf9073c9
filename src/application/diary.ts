import { randomUUID } from 'node:crypto';
import { decide } from '../domain/decide.js';
import { ALL_ACCESS, type Access } from '../domain/permission/access.js';
import type { Instant } from '../domain/time/instant.js';
import { showDayTime, showTime } from '../domain/time/local.js';
import { whyNotCancelled, whyNotChanged } from '../domain/visit/diary.js';
import { newVisit } from '../domain/visit/new-visit.js';
import type { Visit } from '../domain/visit/visit.js';
import { cautions, faultsOf, overlaps, type Engagement } from './plan-checks.js';
import type { Ledger, Page, PlannableKind } from './ports/ledger.js';
import { Refusal, type RefusalFault } from './refusal.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import type { VisitPlan } from './visit-plan.js';

export type { VisitPlan } from './visit-plan.js';

export interface Planned {
  readonly visit: Visit;
  /** Overlaps and other things that someone should know of, and that stop nothing. */
  readonly warnings: readonly string[];
}

/** What would stop a plan, and what someone should know of it. */
export interface Preview {
  readonly faults: readonly RefusalFault[];
  readonly warnings: readonly string[];
}

/** The itinerary diary (HVPF 8.2.1, 8.2.2): plan, change and cancel visits. One transaction each. */
export class Diary {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {}

  plan(plan: VisitPlan, by: string, access: Access = ALL_ACCESS): Promise<Planned> {
    return this.ledger.transaction((page) => this.planOn(page, plan, randomUUID(), by, access));
  }

  /** All of them or none: a file with one fault leaves the diary as it was. `lines` gives each plan's line in the file. */
  planAll(
    plans: readonly VisitPlan[],
    lines: readonly number[],
    by: string,
    access: Access = ALL_ACCESS,
  ): Promise<Planned[]> {
    const ids = plans.map(() => randomUUID());
    return this.ledger.transaction((page) => this.planAllOn(page, plans, ids, lines, by, access));
  }

  /**
   * All of them or none, and once: the same form sent again, at the same moment or later, plans nothing more and is answered
   * with what the first planned. `press` tells one showing of a form, and what was filled in, from any other. Null: it came
   * from no page of ours, and is planned as it is.
   */
  async planOnce(
    press: string | null,
    plans: readonly VisitPlan[],
    lines: readonly number[],
    by: string,
    access: Access = ALL_ACCESS,
  ): Promise<{ readonly planned: readonly Planned[]; readonly again: boolean }> {
    const ids = plans.map(() => randomUUID());
    const key = press && `plan ${by} ${press}`;
    return this.ledger.transaction(async (page) => {
      const before = key && (await page.keepOrFindAnswer(key, ids.join(' ')));
      if (!before) return { planned: await this.planAllOn(page, plans, ids, lines, by, access), again: false };
      const visits = await page.lockVisits(before.split(' '));
      return { planned: visits.map((visit) => ({ visit, warnings: [] })), again: true };
    });
  }

  /** What would be said if these were planned now; nothing is. What they do to each other counts as well. */
  preview(plans: readonly VisitPlan[], access: Access = ALL_ACCESS): Promise<Preview[]> {
    return this.ledger.transaction(async (page) => {
      const people = [...new Set(plans.flatMap(({ attendees }) => attendees))];
      const known = [];
      for (const person of people.filter((id) => page.directory.person(id)))
        known.push(...(await page.visitIdsOf(person, page.now)));
      const there: Engagement[] = await page.lockVisits([...new Set(known)]);
      const { zone } = this.surroundings;
      return plans.map((plan, index) => {
        const faults = faultsOf(page, plan, access);
        if (faults.length > 0) return { faults, warnings: [] };
        const engagement = engagementOf(plan, index);
        const warnings = [
          ...overlaps(engagement, there, page.directory, zone),
          ...cautions(page, plan, page.directory.person(plan.attendees[0] ?? '')?.unit ?? '', zone),
        ];
        there.push(engagement);
        return { faults, warnings };
      });
    });
  }

  private async planAllOn(
    page: Page,
    plans: readonly VisitPlan[],
    ids: readonly string[],
    lines: readonly number[],
    by: string,
    access: Access,
  ): Promise<Planned[]> {
    const faults = plans.flatMap((plan, index) =>
      faultsOf(page, plan, access).map((fault) => ({ ...fault, line: lines[index] ?? null })),
    );
    if (faults.length > 0) throw new Refusal('invalid', 'The file was not taken: nothing was planned.', faults);
    const planned: Planned[] = [];
    for (const [index, plan] of plans.entries())
      planned.push(await this.planOn(page, plan, ids[index] ?? randomUUID(), by, access));
    return planned;
  }

  private async planOn(page: Page, plan: VisitPlan, id: string, by: string, access: Access): Promise<Planned> {
    const faults = faultsOf(page, plan, access);
    if (faults.length > 0) throw new Refusal('invalid', 'The visit was not planned.', faults);
    const lead = page.directory.person(plan.attendees[0] ?? '');
    const visit = newVisit(
      {
        id,
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
    const warnings = await this.warnings(page, visit, plan);
    await page.addVisit(visit, { purpose: plan.purpose, personVisited: plan.personVisited });
    const decision = decide(visit, { kind: 'planned', by }, await circumstancesOf(page, visit, this.surroundings, ''));
    await page.write([decision]);
    return { visit: decision.visit, warnings };
  }

  private async warnings(page: Page, visit: Visit, plan: VisitPlan): Promise<string[]> {
    const { zone } = this.surroundings;
    const ids = new Set<string>();
    for (const { person } of visit.attendees)
      for (const id of await page.visitIdsOf(person, page.now)) if (id !== visit.id) ids.add(id);
    const others = await page.lockVisits([...ids]);
    return [...overlaps(visit, others, page.directory, zone), ...cautions(page, plan, visit.unit, zone)];
  }

  /** `saw`: the times as whoever changes them was shown them. Somebody else was quicker where they are others by now. */
  change(
    id: string,
    change: Partial<VisitPlan>,
    by: string,
    access: Access = ALL_ACCESS,
    saw: { readonly start: Instant; readonly end: Instant } | null = null,
  ): Promise<Planned> {
    return this.ledger.transaction(async (page) => {
      const visit = await this.locked(page, id);
      if (saw && (saw.start !== visit.plannedStart || saw.end !== visit.plannedEnd))
        throw new Refusal(
          'conflict',
          `Somebody changed the times meanwhile, to ${sayTimes(visit, this.surroundings.zone)}. Nothing was changed: look at them, and send yours again if they should still count.`,
        );
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
      const already = visit.attendees.map(({ person }) => person);
      const endMoved = change.plannedEnd !== undefined;
      const faults = faultsOf(page, whole, reach, { change: true, endMoved, already });
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
      const warnings = await this.warnings(page, decision.visit, whole);
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
}

const sayTimes = ({ plannedStart, plannedEnd }: Visit, zone: string): string =>
  `${showDayTime(plannedStart, zone)} to ${showTime(plannedEnd, zone)}`;

/** Of one that is not planned yet: the others of its file or series know it by its place among them. */
const engagementOf = (plan: VisitPlan, index: number): Engagement => ({
  id: `plan ${index}`,
  reference: `number ${index + 1} of these`,
  kind: plan.kind,
  status: 'planned',
  plannedStart: plan.plannedStart,
  plannedEnd: plan.plannedEnd,
  attendees: plan.attendees.map((person) => ({ person })),
});

function alsoChanged(visit: Visit, change: Partial<VisitPlan>): string[] {
  return [
    change.kind !== undefined && change.kind !== visit.kind ? `kind ${change.kind.replaceAll('_', ' ')}` : null,
    change.purpose !== undefined ? 'purpose' : null,
    change.personVisited !== undefined ? 'person visited or address' : null,
  ].filter((text) => text !== null);
}
