import { deadlinesOf, OVERDUE } from '../domain/deadlines.js';
import { decide } from '../domain/decide.js';
import type { Decision } from '../domain/decision.js';
import { SECOND } from '../domain/time/instant.js';
import type { Visit } from '../domain/visit/visit.js';
import type { Ledger, Page } from './ports/ledger.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import type { Watchman } from './watchman.js';

/**
 * The guarantee (P2, P3): looks for deadlines that have passed and acts on them, a batch in one transaction. Whoever
 * calls it, however often, once or from ten processes, each passed deadline is acted on once.
 */
export class ActOnDeadlines {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly watchman: Watchman,
  ) {}

  /** Acts on up to `limit` visits. The number acted on: fewer than the limit means that nothing more is due. */
  async once(limit = 200): Promise<number> {
    return this.ledger.transaction(async (page) => {
      const visits = await page.lockDueVisits(limit);
      if (visits.length === 0) return 0;
      const decisions: Decision[] = [];
      const references = await this.referencesFor(page, visits);
      for (const visit of visits) decisions.push(...(await this.actOn(page, visit, references)));
      await page.write(decisions);
      return visits.length;
    });
  }

  private async referencesFor(page: Page, visits: readonly Visit[]): Promise<string[]> {
    let needed = 0;
    for (const visit of visits) {
      const due = deadlinesOf(visit, await page.policyOf(visit));
      if (due.some(({ key, dueAt }) => key === OVERDUE && dueAt <= page.now)) needed += 1;
    }
    return page.freshIncidentReferences(needed);
  }

  /** Every deadline of the visit that has passed, alarms first; the state says which they are, not the rows. */
  private async actOn(page: Page, visit: Visit, references: string[]): Promise<Decision[]> {
    const policy = await page.policyOf(visit);
    const decisions: Decision[] = [{ visit, entries: [], messages: [], links: [], answer: null }];
    try {
      for (;;) {
        const current = decisions.at(-1)?.visit ?? visit;
        const [next] = deadlinesOf(current, policy)
          .filter(({ dueAt }) => dueAt <= page.now)
          .sort((a, b) => Number(a.urgency === 'reminder') - Number(b.urgency === 'reminder') || a.dueAt - b.dueAt);
        if (!next || decisions.length > MOST_AT_ONCE) return decisions;
        const reference = next.key === OVERDUE ? (references.pop() ?? '') : '';
        const now = await circumstancesOf(page, current, this.surroundings, reference);
        decisions.push(decide(current, { kind: 'deadline', key: next.key, dueAt: next.dueAt }, now));
      }
    } catch (error) {
      // One visit that the rules cannot work out must not hold up the others.
      await this.watchman.poisoned(page, visit, error);
      await page.postpone(visit.id, page.now + 30 * SECOND);
      return [];
    }
  }
}

/** No visit has more deadlines than this at one moment; more would be a circle. */
const MOST_AT_ONCE = 20;
