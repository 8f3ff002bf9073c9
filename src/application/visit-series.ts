import { hash } from 'node:crypto';
import { decide } from '../domain/decide.js';
import type { Decision } from '../domain/decision.js';
import type { Access } from '../domain/permission/access.js';
import { concernedByVisit } from '../domain/permission/concerned.js';
import { unitAfter } from '../domain/visit/diary.js';
import { cautions, overlaps } from '../domain/visit/plan-checks.js';
import { changeOfLater, thisAndLater, whyLeftOut, type Kept, type LeftOut } from '../domain/visit/series.js';
import type { VisitPlan } from '../domain/visit/visit-plan.js';
import type { Visit } from '../domain/visit/visit.js';
import { changeOn, faultsOfChange, heldOf, planOfVisit } from './change-visit.js';
import type { Ledger, Page } from './ports/ledger.js';
import { Refusal, type RefusalFault } from './refusal.js';
import { shownVersion } from './shown-version.js';
import { sayKept, whyNone } from './series-words.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

/** One of the visits that are changed or cancelled together. */
export interface LaterVisit {
  readonly visit: Visit;
  /** As it was found. */
  readonly was: VisitPlan;
  /** As it is to be; cancelled: as it stands. */
  readonly plan: VisitPlan;
  readonly change: Partial<VisitPlan>;
  /** What of it was set otherwise for it alone, and stays. */
  readonly kept: readonly Kept[];
  readonly faults: readonly RefusalFault[];
  readonly warnings: readonly string[];
}

export interface LaterOnes {
  readonly visits: readonly LaterVisit[];
  readonly leftOut: readonly LeftOut[];
  /** What was planned of them, in a few letters: another once somebody has changed one. */
  readonly saw: string;
}

export interface LaterDone extends LaterOnes {
  /** The same form came before: it was done then, and nothing is done now. */
  readonly again: boolean;
}

/** `saw`: of the look that was taken before. `press`: tells one showing of a form from any other. */
export interface Asked {
  readonly saw?: string | null;
  readonly press?: string | null;
}

/** `reason`: they are cancelled. */
export type Wish = { readonly change: Partial<VisitPlan> } | { readonly reason: string };

/**
 * "This and the later ones" of a series (HVPF 8.2.2): one transaction, all of them or none. Those that have begun, or are over,
 * are left out, and said. What is out of reach for whoever asks is not touched, and not named.
 */
export class VisitSeries {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {}

  /** What would be done; nothing is. */
  look(id: string, wish: Wish, by: string, access: Access): Promise<LaterOnes> {
    return this.ledger.transaction(async (page) => {
      const series = await page.lookAtVisits(await this.idsOf(page, id, access));
      return this.laterOnes(page, id, series, wish, by, access);
    });
  }

  carryOut(id: string, wish: Wish, by: string, access: Access, { saw, press }: Asked = {}): Promise<LaterDone> {
    return this.ledger.transaction(async (page) => {
      const series = await page.lockVisits(await this.idsOf(page, id, access));
      // Whoever pressed twice waited for the lock until the first was done.
      const key = press && `later ${id} ${by} ${press}`;
      const before = key && (await page.answerTo(key));
      if (before) return this.doneBefore(page, before.split(' '));
      const later = await this.laterOnes(page, id, series, wish, by, access);
      if (saw && saw !== later.saw) throw new Refusal('conflict', CHANGED_MEANWHILE);
      const { visits } = later;
      refuseFaulty(visits);
      if (visits.length === 0) throw new Refusal('conflict', whyNone(later.leftOut));
      if (key) await page.keepAnswer(key, visits.map(({ visit }) => visit.id).join(' '));
      const details = await page.detailsOf(visits.map(({ visit }) => visit.id));
      const decisions: Decision[] = [];
      for (const { visit, change } of visits) {
        const held = heldOf(visit, details);
        const withOthers = visits.length > 1;
        decisions.push(
          'reason' in wish
            ? decide(
                visit,
                { kind: 'cancelled', by, reason: wish.reason, withOthers },
                await circumstancesOf(page, visit, this.surroundings, ''),
              )
            : await changeOn(page, held, change, by, this.surroundings, withOthers),
        );
      }
      await page.write(decisions);
      return {
        ...later,
        visits: visits.map((one, index) => ({ ...one, visit: decisions[index]!.visit })),
        again: false,
      };
    });
  }

  private async idsOf(page: Page, id: string, access: Access): Promise<string[]> {
    const [visit] = await page.lookAtVisits([id]);
    if (!visit || !access.may('plan_visits', concernedByVisit(visit))) throw notThere();
    if (visit.series === undefined)
      throw new Refusal('conflict', 'This visit is not one of a series: change or cancel it by itself.');
    return page.visitIdsOfSeries(visit.series);
  }

  private async laterOnes(
    page: Page,
    id: string,
    series: readonly Visit[],
    wish: Wish,
    by: string,
    access: Access,
  ): Promise<LaterOnes> {
    const inReach = series.filter((visit) => access.may('plan_visits', concernedByVisit(visit)));
    const from = inReach.find((visit) => visit.id === id);
    if (!from) throw notThere();
    const later = thisAndLater(inReach, from);
    const details = await page.detailsOf(later.map((visit) => visit.id));
    const before = planOfVisit(heldOf(from, details));
    const visits: Omit<LaterVisit, 'warnings'>[] = [];
    const leftOut: LeftOut[] = [];
    for (const visit of later) {
      const held = heldOf(visit, details);
      const plan = planOfVisit(held);
      const why = whyLeftOut(visit, by);
      const { change, kept } =
        'reason' in wish ? NOTHING : changeOfLater(before, wish.change, plan, this.surroundings.zone);
      if (why !== null) leftOut.push({ visit, why });
      else if ('change' in wish && Object.keys(change).length === 0)
        leftOut.push({ visit, why: kept.length > 0 ? `it ${sayKept(kept)}` : 'it is so already' });
      else {
        const faults = 'reason' in wish ? [] : faultsOfChange(page, held, change, access);
        visits.push({ visit, was: plan, plan: { ...plan, ...change }, change, kept, faults });
      }
    }
    const warnings = 'reason' in wish ? [] : await this.warningsOf(page, visits);
    const saw = later.map((visit) => [visit.id, shownVersion(heldOf(visit, details))]);
    return {
      visits: visits.map((one, index) => ({ ...one, warnings: warnings[index] ?? [] })),
      leftOut,
      saw: hash('sha256', JSON.stringify(saw)).slice(0, 16),
    };
  }

  /** What they do to each other, as they are to be, counts as well. */
  private async warningsOf(page: Page, changed: readonly Omit<LaterVisit, 'warnings'>[]): Promise<string[][]> {
    const { zone } = this.surroundings;
    const changing = new Set(changed.map(({ visit }) => visit.id));
    const engagements = changed.map(({ visit, plan }) => ({
      ...visit,
      ...plan,
      attendees: plan.attendees.map((person) => ({ person })),
    }));
    const known = new Set<string>();
    for (const person of new Set(changed.flatMap(({ plan }) => plan.attendees)))
      for (const id of await page.visitIdsOf(person, page.now)) if (!changing.has(id)) known.add(id);
    const others = [...engagements, ...(await page.lookAtVisits([...known]))];
    return changed.map(({ visit, plan }, index) => [
      ...overlaps(engagements[index]!, others, page.directory, zone),
      ...cautions(page, plan, unitAfter(visit, plan.attendees, page.directory), zone),
    ]);
  }

  private async doneBefore(page: Page, ids: readonly string[]): Promise<LaterDone> {
    const details = await page.detailsOf(ids);
    const visits = (await page.lookAtVisits(ids)).map((visit) => {
      const plan = planOfVisit(heldOf(visit, details));
      return { visit, was: plan, plan, change: {}, kept: [], faults: [], warnings: [] };
    });
    return { visits, leftOut: [], saw: '', again: true };
  }
}

const NOTHING = { change: {}, kept: [] } as const;

/** The first visit's are what was asked for amiss, and as a rule those of all; else each names its visit. */
function refuseFaulty(visits: readonly LaterVisit[]): void {
  const faulty = visits.filter(({ faults }) => faults.length > 0);
  if (faulty.length === 0) return;
  const [first] = visits;
  const faults =
    first && first.faults.length > 0
      ? first.faults
      : faulty.flatMap(({ visit, faults: own }) =>
          own.map((fault) => ({ ...fault, message: `of ${visit.reference} ${fault.message}` })),
        );
  throw new Refusal('invalid', 'None of the visits was changed.', faults);
}

const CHANGED_MEANWHILE =
  'Somebody changed one of these visits meanwhile. None was changed or cancelled: look at them as they are now, and send yours again if it should still count.';

const notThere = (): Refusal => new Refusal('not_found', 'There is no visit with this id.');
