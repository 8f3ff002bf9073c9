import { deadlinesOf, OVERDUE, type Deadline } from '../domain/deadlines.js';
import { decide } from '../domain/decide.js';
import type { Decision } from '../domain/decision.js';
import { WORTH_TELLING } from '../domain/monitoring-gap.js';
import { SECOND, type Instant } from '../domain/time/instant.js';
import { openIncident, type Visit } from '../domain/visit/visit.js';
import type { Ledger, Page, SpoiltVisit } from './ports/ledger.js';
import type { Meters } from './ports/meters.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import type { Watchman } from './watchman.js';

/** A look at the deadlines: how many visits were acted on, none if nothing more is due; and of what moment. */
export interface Look {
  readonly acted: number;
  readonly at: Instant;
}

/** Nobody has watched for a while: the gap comes first. */
export const GAP = 'gap';

/**
 * For this long after it came in, a text is awaited before its sender's deadline is acted on: it may say LEFT. What came in
 * while nobody read texts is awaited for as long after the first look; no longer, for it may be what nobody can read.
 */
const TEXTS_GO_FIRST = 5 * SECOND;

/** The loop looks four times a second. After a longer pause than this it is taken to begin anew. */
const PAUSE = 2 * SECOND;

/** About two seconds of looks: two processes' measures of Postgres's clock may differ for a moment after it was set. */
const CERTAINLY_AHEAD = 8;

/**
 * The guarantee (P2, P3): looks for deadlines that have passed and acts on them, a batch in one transaction. Whoever
 * calls it, however often, once or from ten processes, each passed deadline is acted on once.
 */
export class ActOnDeadlines {
  private lastLook: Instant | null = null;
  private hasWatched = false;
  /** Looks on end that found the last one ahead of now. */
  private lookedAhead = 0;
  /** Since when it looks without a pause, and when anybody looked before that. */
  private steady: { since: Instant; before: Instant } = { since: 0, before: 0 };

  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly watchman: Watchman,
    private readonly meters: Meters,
  ) {}

  /**
   * Acts on up to `limit` visits. `GAP`: nobody has watched for a while, and nothing was done; whoever has minded the gap
   * calls again with `minded`.
   */
  async once(limit = 200, { minded = true } = {}): Promise<Look | typeof GAP> {
    try {
      return await this.batch(limit, minded);
    } catch (error) {
      if (limit === 1 || this.ledger.isPassing(error)) throw error;
      // One row may have spoilt the batch: one at a time it can be told from the others, which must not wait for it.
      for (let acted = 0; ; acted += 1) {
        const { acted: one, at } = await this.alone();
        if (one === 0 || acted + one === limit) return { acted: acted + one, at };
      }
    }
  }

  private batch(limit: number, minded: boolean): Promise<Look | typeof GAP> {
    const done: { deadline: Deadline; late: number }[] = [];
    const unanswered: string[] = [];
    return this.ledger
      .transaction(async (page): Promise<Look | typeof GAP> => {
        const textsSince = this.textsSince(page);
        // In the very transaction that acts: a process that was frozen a moment ago looks here first.
        if (!minded && this.isInGap(page)) return GAP;
        await this.pullBack(page);
        const { visits, spoilt } = await page.lockDueVisits(limit, textsSince);
        for (const one of spoilt) await this.setAside(page, one);
        if (visits.length === 0) return { acted: spoilt.length, at: this.lookedAt(page) };
        const decisions: Decision[] = [];
        const references = await this.referencesFor(page, visits);
        for (const visit of visits) decisions.push(...(await this.actOn(page, visit, references, done)));
        await page.write(decisions);
        unanswered.push(...decisions.flatMap(stepsUnanswered));
        return { acted: visits.length + spoilt.length, at: this.lookedAt(page) };
      })
      .then((look) => {
        for (const { deadline, late } of done) this.meters.deadlineActedOn(late, deadline.urgency);
        for (const step of unanswered) this.meters.stepUnanswered(step);
        return look;
      });
  }

  /** One visit in a transaction of its own; what cannot even be written is set aside. */
  private async alone(): Promise<Look> {
    let taken: Visit | SpoiltVisit | undefined;
    try {
      return await this.ledger.transaction(async (page) => {
        const { visits, spoilt } = await page.lockDueVisits(1, this.textsSince(page));
        const [visit] = visits;
        taken = visit ?? spoilt[0];
        if (!visit) {
          if (spoilt[0]) await this.setAside(page, spoilt[0]);
          return { acted: spoilt.length, at: this.lookedAt(page) };
        }
        const decisions = await this.actOn(page, visit, await this.referencesFor(page, [visit]), []);
        await page.write(decisions);
        return { acted: 1, at: this.lookedAt(page) };
      });
    } catch (error) {
      if (!taken || this.ledger.isPassing(error)) throw error;
      return this.setAsideAtAnyCost('why' in taken ? taken : spoiltBy(taken, error));
    }
  }

  /** Whatever is wrong with a visit, and with telling of it: nobody else's deadline waits for that. */
  private async setAsideAtAnyCost(visit: SpoiltVisit): Promise<Look> {
    const aside = (work: (page: Page) => Promise<void>): Promise<Look> =>
      this.ledger.transaction(async (page) => {
        await work(page);
        return { acted: 1, at: this.lookedAt(page) };
      });
    try {
      return await aside((page) => this.setAside(page, visit));
    } catch (error) {
      if (this.ledger.isPassing(error)) throw error;
      this.watchman.untold(visit, error);
      return aside((page) => page.postpone(visit.id, page.now + 30 * SECOND));
    }
  }

  /** A last look ahead of now, after the database's clock was set back, proves nothing to whoever has just begun to watch. */
  private isInGap({ lastSweep, now }: Page): boolean {
    return lastSweep < now - WORTH_TELLING || (!this.hasWatched && lastSweep > now + WORTH_TELLING);
  }

  /** Left ahead of now, the last look would hide for as long that nobody looks any more. */
  private async pullBack(page: Page): Promise<void> {
    this.lookedAhead = page.lastSweep > page.now + PAUSE ? this.lookedAhead + 1 : 0;
    if (this.lookedAhead >= CERTAINLY_AHEAD) await page.watchAnew();
  }

  /** A gap that could not be told, for a call that failed, is not swept over: the next round comes back to it. */
  private lookedAt(page: Page): Instant {
    if (this.isInGap(page)) return page.lastSweep;
    this.hasWatched = true;
    return page.now;
  }

  /** Texts that came in after this go first. */
  private textsSince({ now, lastSweep }: Page): Instant {
    if (this.lastLook === null || Math.abs(now - this.lastLook) > PAUSE)
      this.steady = { since: now, before: Math.min(now, lastSweep, this.lastLook ?? lastSweep) };
    this.lastLook = now;
    const hasJustBegun = now < this.steady.since + TEXTS_GO_FIRST;
    return (hasJustBegun ? this.steady.before : now) - TEXTS_GO_FIRST;
  }

  private async referencesFor(page: Page, visits: readonly Visit[]): Promise<string[]> {
    let needed = 0;
    for (const visit of visits) {
      try {
        const due = deadlinesOf(visit, await page.policyOf(visit));
        if (due.some(({ key, dueAt }) => key === OVERDUE && dueAt <= page.now)) needed += 1;
      } catch {
        // It will be met again, and set aside, when its turn comes.
      }
    }
    return page.freshIncidentReferences(needed);
  }

  /** Every deadline of the visit that has passed, alarms first; the state says which they are, not the rows. */
  private async actOn(
    page: Page,
    visit: Visit,
    references: string[],
    done: { deadline: Deadline; late: number }[],
  ): Promise<Decision[]> {
    const decisions: Decision[] = [
      {
        visit,
        othersGo: false,
        entries: [],
        messages: [],
        links: [],
        answerLinks: [],
        followUps: [],
        answer: null,
        notTaken: null,
      },
    ];
    try {
      const policy = await page.policyOf(visit);
      for (;;) {
        const current = decisions.at(-1)?.visit ?? visit;
        const [next] = deadlinesOf(current, policy)
          .filter(({ dueAt }) => dueAt <= page.now)
          .sort((a, b) => Number(a.urgency === 'reminder') - Number(b.urgency === 'reminder') || a.dueAt - b.dueAt);
        if (!next || decisions.length > MOST_AT_ONCE) return decisions;
        const reference = next.key === OVERDUE ? (references.pop() ?? '') : '';
        const now = await circumstancesOf(page, current, this.surroundings, reference);
        decisions.push(decide(current, { kind: 'deadline', key: next.key, dueAt: next.dueAt }, now));
        done.push({ deadline: next, late: page.now - next.dueAt });
      }
    } catch (error) {
      if (this.ledger.isPassing(error)) throw error;
      // One visit that the rules cannot work out must not hold up the others.
      await this.setAside(page, spoiltBy(visit, error));
      return [];
    }
  }

  private async setAside(page: Page, visit: SpoiltVisit): Promise<void> {
    await this.watchman.spoilt(page, visit);
    await page.postpone(visit.id, page.now + 30 * SECOND);
  }
}

const spoiltBy = (visit: Visit, error: unknown): SpoiltVisit => ({
  id: visit.id,
  reference: visit.reference,
  unit: visit.unit,
  people: visit.attendees.map(({ person }) => person),
  covert: openIncident(visit)?.kind === 'alert_code',
  why: error instanceof Error ? (error.stack ?? error.message) : String(error),
});

const stepsUnanswered = ({ entries }: Decision): string[] =>
  entries.filter(({ kind }) => kind === 'unanswered').map(({ data }) => String(data['step']));

/** No visit has more deadlines than this at one moment; more would be a circle. */
const MOST_AT_ONCE = 20;
