import { randomUUID } from 'node:crypto';
import { decide } from '../domain/decide.js';
import { ALL_ACCESS, type Access } from '../domain/permission/access.js';
import { concernedByVisit } from '../domain/permission/concerned.js';
import type { Instant } from '../domain/time/instant.js';
import { showDayTime, showTime } from '../domain/time/local.js';
import { whyNotCancelled, whyNotChanged } from '../domain/visit/diary.js';
import { newVisit } from '../domain/visit/new-visit.js';
import { cautions, faultsOf, overlaps, type Engagement } from '../domain/visit/plan-checks.js';
import type { VisitPlan } from '../domain/visit/visit-plan.js';
import type { Visit } from '../domain/visit/visit.js';
import { changeOn, faultsOfChange, heldOf, planOfVisit, type Held } from './change-visit.js';
import type { Ledger, Page } from './ports/ledger.js';
import { Refusal, type RefusalFault } from './refusal.js';
import { shownVersion } from './shown-version.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

export interface Planned {
  readonly visit: Visit;
  /** Overlaps and other things that someone should know of, and that stop nothing. */
  readonly warnings: readonly string[];
}

/** What tells one asking from any other that may come later, for what must not be done twice. */
export interface Once {
  readonly press: string;
  /** In a few letters what was asked, where the press itself does not say it: the same press for something else is refused. */
  readonly asked?: string;
}

export interface PlannedOnce {
  readonly planned: readonly Planned[];
  /** It came before, and was planned then; nothing is planned now. */
  readonly again: boolean;
  /** Of all that was planned, in the order in which it was asked for: also of what is not there, or out of reach, by now. */
  readonly ids: readonly string[];
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

  /**
   * All of them or none, and once: the same that comes again, at the same moment or later, plans nothing more and is answered
   * with what the first planned, as it is by now. Null: whoever sends it does not say which asking it is, and it is planned as
   * it is.
   *
   * @param lines each plan's line in its file, or its place in its series; none of one that stands alone
   * @param together they are a series
   */
  async planOnce(
    once: Once | null,
    plans: readonly VisitPlan[],
    lines: readonly number[],
    by: string,
    access: Access = ALL_ACCESS,
    together = false,
  ): Promise<PlannedOnce> {
    const ids = plans.map(() => randomUUID());
    const series = together ? randomUUID() : undefined;
    return this.ledger.transaction(async (page) => {
      const before = once && (await page.keepOrFindAnswer(`plan ${by} ${once.press}`, keptAs(ids, once)));
      return before
        ? this.plannedBefore(page, before, once, access)
        : { planned: await this.planAllOn(page, plans, ids, lines, by, access, series), again: false, ids };
    });
  }

  private async plannedBefore(page: Page, before: string, once: Once | null, access: Access): Promise<PlannedOnce> {
    const [planned = '', asked = ''] = before.split('|');
    if (asked !== (once?.asked ?? ''))
      throw new Refusal('invalid', 'Nothing was planned.', [
        {
          field: 'Idempotency-Key',
          message: 'came before with something else',
          mend: 'Use a new one for something new; with the very same as before you are told what was planned then.',
        },
      ]);
    const ids = planned.split(' ');
    const visits = (await page.lookAtVisits(ids))
      .filter((visit) => access.may('plan_visits', concernedByVisit(visit)))
      .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
    const details = await page.detailsOf(visits.map(({ id }) => id));
    const said: Planned[] = [];
    for (const visit of visits) {
      const own = details.get(visit.id);
      const isToCome = visit.status === 'planned' && own !== undefined;
      const warnings = isToCome ? await this.warnings(page, visit, planOfVisit({ visit, details: own })) : [];
      said.push({ visit, warnings });
    }
    return { planned: said, again: true, ids };
  }

  /** What would be said if these were planned now; nothing is. What they do to each other counts as well. `lines`: theirs in a file. */
  preview(plans: readonly VisitPlan[], access: Access = ALL_ACCESS, lines?: readonly number[]): Promise<Preview[]> {
    return this.ledger.transaction(async (page) => {
      const people = [...new Set(plans.flatMap(({ attendees }) => attendees))];
      const known = [];
      for (const person of people.filter((id) => page.directory.person(id)))
        known.push(...(await page.visitIdsOf(person, page.now)));
      const there: Engagement[] = await page.lookAtVisits([...new Set(known)]);
      const { zone } = this.surroundings;
      return plans.map((plan, index) => {
        const faults = faultsOf(page, plan, access);
        if (faults.length > 0) return { faults, warnings: [] };
        const engagement = engagementOf(plan, lines ? `line ${lines[index]}` : `number ${index + 1} of these`, index);
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
    series?: string,
  ): Promise<Planned[]> {
    const faults = plans.flatMap((plan, index) =>
      faultsOf(page, plan, access).map((fault) => ({
        ...fault,
        ...(lines[index] !== undefined && { line: lines[index] }),
      })),
    );
    if (faults.length > 0) throw new Refusal('invalid', notPlanned(lines, series), faults);
    const planned: Planned[] = [];
    for (const [index, plan] of plans.entries())
      planned.push(await this.planOn(page, plan, ids[index] ?? randomUUID(), by, access, series));
    return planned;
  }

  private async planOn(
    page: Page,
    plan: VisitPlan,
    id: string,
    by: string,
    access: Access,
    series?: string,
  ): Promise<Planned> {
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
        series,
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
    const others = await page.lookAtVisits([...ids]);
    return [...overlaps(visit, others, page.directory, zone), ...cautions(page, plan, visit.unit, zone)];
  }

  /** `saw`: what whoever changes it was shown. Somebody else was quicker where the diary has something else by now. */
  change(
    id: string,
    change: Partial<VisitPlan>,
    by: string,
    access: Access = ALL_ACCESS,
    saw: Saw | null = null,
  ): Promise<Planned> {
    return this.ledger.transaction(async (page) => {
      const visit = await this.locked(page, id);
      const held = heldOf(visit, await page.detailsOf([visit.id]));
      const meanwhile = saw && changedMeanwhile(held, saw, this.surroundings.zone);
      if (meanwhile) throw new Refusal('conflict', meanwhile);
      const faults = whyNotChanged(visit, by) ? [] : faultsOfChange(page, held, change, access);
      if (faults.length > 0) throw new Refusal('invalid', 'The visit was not changed.', faults);
      const decision = await changeOn(page, held, change, by, this.surroundings);
      const warnings = await this.warnings(page, decision.visit, { ...planOfVisit(held), ...change });
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

const keptAs = (ids: readonly string[], { asked }: Once): string =>
  asked === undefined ? ids.join(' ') : `${ids.join(' ')}|${asked}`;

function notPlanned(lines: readonly number[], series: string | undefined): string {
  if (series !== undefined) return 'None of the visits was planned.';
  return lines.length > 0 ? 'The file was not taken: nothing was planned.' : 'The visit was not planned.';
}

/** The times alone, where the form had no more than these; else all that is planned of it, as `shownVersion` has it. */
export type Saw = { readonly start: Instant; readonly end: Instant } | { readonly version: string };

/** Why what was shown is not what the diary has, or null. */
export function changedMeanwhile(held: Held, saw: Saw, zone: string): string | null {
  const { visit } = held;
  if ('version' in saw) return saw.version === shownVersion(held) ? null : CHANGED_MEANWHILE;
  if (saw.start === visit.plannedStart && saw.end === visit.plannedEnd) return null;
  return `Somebody changed the times meanwhile, to ${sayTimes(visit, zone)}. Nothing was changed: look at them, and send yours again if they should still count.`;
}

export const CHANGED_MEANWHILE =
  'Somebody changed this visit meanwhile. Nothing was changed: look at it on its page, and send yours again if it should still count';

const sayTimes = ({ plannedStart, plannedEnd }: Visit, zone: string): string =>
  `${showDayTime(plannedStart, zone)} to ${showTime(plannedEnd, zone)}`;

/** Of one that is not planned yet: the others of its file or series know it by its line, or its place among them. */
const engagementOf = (plan: VisitPlan, reference: string, index: number): Engagement => ({
  id: `plan ${index}`,
  reference,
  kind: plan.kind,
  status: 'planned',
  plannedStart: plan.plannedStart,
  plannedEnd: plan.plannedEnd,
  attendees: plan.attendees.map((person) => ({ person })),
});
