import { Trouble } from '../world/trouble.js';
import type {
  DueVisits,
  Ledger,
  MessageState,
  Page,
  ReceivedText,
  SentMessage,
  SettledMessage,
  VisitDetails,
} from '../../../src/application/ports/ledger.js';
import { deadlinesOf } from '../../../src/domain/deadlines.js';
import type { Decision, NewEntry, NewMessage } from '../../../src/domain/decision.js';
import type { Affected } from '../../../src/domain/monitoring-gap.js';
import type { Directory } from '../../../src/domain/organisation/directory.js';
import type { Policy } from '../../../src/domain/policy/policy.js';
import type { Gap } from '../../../src/domain/time/gap.js';
import { DAY, type Instant } from '../../../src/domain/time/instant.js';
import { isWatched, type Visit } from '../../../src/domain/visit/visit.js';
import type { Process } from '../world/process.js';
import type { MessageRow } from './rows.js';
import type { Store } from './store.js';
import type { Transaction } from './transaction.js';

const URGENCY = { alert: 0, reply: 1, notice: 2 } as const;

/** What the ledger is told of the office and the rules, and whom it tells of a commit. */
export interface Books {
  readonly directory: Directory;
  readonly policy: Policy;
  /** A visit that the rules cannot work out: its policy is not to be had. */
  readonly isPoisoned: (visit: Visit) => boolean;
  readonly onMessages: () => void;
  readonly onMoments: (moments: readonly Instant[]) => void;
}

/** The ledger in memory: src/adapters/postgres/ledger.ts, statement for statement. */
export class MemoryLedger implements Ledger {
  constructor(
    private readonly store: Store,
    private readonly process: Process,
    private readonly books: Books,
  ) {}

  isPassing(error: unknown): boolean {
    return error instanceof Trouble;
  }

  async transaction<T>(work: (page: Page) => Promise<T>): Promise<T> {
    await this.process.turn();
    this.process.mustReach();
    const { store } = this;
    const now = store.world.now;
    const optedOut = new Set(store.optedOut);
    const { gap, sweptAt } = store;
    const transaction = store.begin(this.process);
    const page = new MemoryPage(store, transaction, this.process, this.books, now, optedOut, sweptAt, gap);
    let result: T;
    try {
      result = await work(page);
      await this.process.effect('commit', () => transaction.commit());
    } catch (error) {
      transaction.rollBack(error instanceof Error ? error.message : 'it failed');
      throw error;
    }
    if (transaction.messages.length > 0) this.books.onMessages();
    if (page.moments.length > 0) this.books.onMoments(page.moments);
    return result;
  }
}

const notPlayed = (): Promise<never> =>
  Promise.reject(new Error('The stories have no drills, no canaries, no tokens and no codes.'));

class MemoryPage implements Page {
  readonly directory: Directory;
  readonly drills: Page['drills'] = {
    alone: notPlayed,
    add: notPlayed,
    openIncident: notPlayed,
    end: notPlayed,
    hasPractised: () => Promise.resolve(false),
  };
  readonly tokens: Page['tokens'] = { add: notPlayed, revoke: notPlayed };
  readonly numbers: Page['numbers'] = {
    hold: notPlayed,
    sent: notPlayed,
    add: notPlayed,
    newest: notPlayed,
    tried: notPlayed,
    used: notPlayed,
    verified: notPlayed,
  };
  readonly canaries: Page['canaries'] = {
    take: notPlayed,
    isAlertWaiting: notPlayed,
    giveUp: notPlayed,
    lastOutcome: notPlayed,
    cameBack: () => Promise.resolve(false),
  };
  /** They are worked out with every decision; the stories end before anybody is reminded of them. */
  readonly followUps: Page['followUps'] = {
    of: notPlayed,
    add: notPlayed,
    save: notPlayed,
    nextToRemind: notPlayed,
    putOff: notPlayed,
    nextUnmade: notPlayed,
    isMade: notPlayed,
  };
  readonly moments: Instant[] = [];

  constructor(
    private readonly store: Store,
    private readonly transaction: Transaction,
    private readonly process: Process,
    private readonly books: Books,
    readonly now: Instant,
    readonly optedOut: ReadonlySet<string>,
    readonly lastSweep: Instant,
    readonly gap: Gap | null,
  ) {
    this.directory = books.directory;
  }

  async lockVisits(ids: readonly string[]): Promise<Visit[]> {
    if (ids.length === 0) return [];
    await this.statement();
    // The order of their ids: here, of their coming.
    const found: Visit[] = [];
    for (const id of this.store.visits.keys()) {
      if (!ids.includes(id)) continue;
      await this.transaction.lock(`visit ${id}`);
      found.push(this.visit(id));
    }
    for (const [id, visit] of this.transaction.visits)
      if (!this.store.visits.has(id) && ids.includes(id)) found.push(visit);
    return found;
  }

  async lookAtVisits(ids: readonly string[]): Promise<Visit[]> {
    await this.statement();
    return ids.filter((id) => this.store.visits.has(id) || this.transaction.visits.has(id)).map((id) => this.visit(id));
  }

  async lockDueVisits(limit: number, textsSince: Instant): Promise<DueVisits> {
    await this.statement();
    const awaited = new Set<string>();
    for (const { from, receivedAt } of this.store.unhandled) {
      if (receivedAt <= textsSince) continue;
      const person = this.directory.personByMobile(from);
      if (!person) continue;
      for (const [id, { attendees }] of this.store.visits) if (attendees.has(person.id)) awaited.add(id);
    }
    const due: { id: string; dueAt: Instant; urgency: number }[] = [];
    for (const [id, { deadlines }] of this.store.visits) {
      if (awaited.has(id)) continue;
      for (const { dueAt, urgency } of deadlines) if (dueAt <= this.now) due.push({ id, dueAt, urgency });
    }
    due.sort((a, b) => a.urgency - b.urgency || a.dueAt - b.dueAt);
    const locked = new Set<string>();
    let rows = 0;
    for (const { id } of due) {
      if (rows >= limit) break;
      if (!this.transaction.tryLock(`visit ${id}`)) continue;
      rows += 1;
      locked.add(id);
    }
    return { visits: [...locked].map((id) => this.visit(id)), spoilt: [] };
  }

  async postpone(visitId: string, until: Instant): Promise<void> {
    await this.statement();
    this.transaction.later(() => {
      const row = this.store.visits.get(visitId);
      if (row) row.deadlines = row.deadlines.map((one) => (one.dueAt <= this.now ? { ...one, dueAt: until } : one));
    });
  }

  /** No clock is set back in here. */
  watchAnew(): Promise<void> {
    return Promise.resolve();
  }

  async closeGap(before: Instant): Promise<{ gap: Gap; affected: Affected[] } | null> {
    await this.statement();
    if (this.store.sweptAt >= before) return null;
    await this.transaction.lock('watch');
    if (this.store.sweptAt >= before) return null;
    const gap = { from: this.store.sweptAt, to: this.now };
    this.transaction.later(() => {
      this.store.sweptAt = Math.max(this.store.sweptAt, this.now);
      this.store.gap = gap;
    });
    const units = new Map<string, { underWay: number; late: number; oldest: Instant; attendees: Set<string> }>();
    for (const { state, deadlines, attendees } of this.store.visits.values()) {
      const due = deadlines.filter(({ dueAt }) => dueAt <= this.now).map(({ dueAt }) => dueAt);
      if (!isWatched(state) || (state.status === 'planned' && due.length === 0)) continue;
      const unit = units.get(state.unit) ?? { underWay: 0, late: 0, oldest: Infinity, attendees: new Set<string>() };
      units.set(state.unit, unit);
      if (state.status !== 'planned') unit.underWay += 1;
      if (due.length > 0) unit.late += 1;
      unit.oldest = Math.min(unit.oldest, ...due);
      for (const person of attendees) unit.attendees.add(person);
    }
    const affected = [...units].map(([unit, { underWay, late, oldest, attendees }]) => {
      return { unit, underWay, late, oldestDueAt: oldest === Infinity ? null : oldest, attendees: [...attendees] };
    });
    return { gap, affected };
  }

  visitIdsOf(person: string, since: Instant): Promise<string[]> {
    return this.idsWhere(
      ({ state, updatedAt, attendees }) => attendees.has(person) && (isWatched(state) || updatedAt >= since),
    );
  }

  visitIdsOfSeries(): Promise<string[]> {
    return Promise.resolve([]);
  }

  visitIdsUnderWayIn(units: readonly string[]): Promise<string[]> {
    return this.idsWhere(
      ({ state }) =>
        units.includes(state.unit) &&
        isWatched(state) &&
        state.plannedStart <= this.now + DAY / 8 &&
        state.plannedStart > this.now - DAY,
    );
  }

  visitIdsAlerted(person: string): Promise<string[]> {
    return this.idsWhere(({ state }) =>
      state.incidents.some(({ status, alerted }) => status === 'open' && alerted.some((one) => one.person === person)),
    );
  }

  async visitIdOfReference(reference: string): Promise<string | null> {
    await this.statement();
    let newest: { id: string; openedAt: Instant } | null = null;
    for (const [id, { state }] of this.store.visits) {
      for (const incident of state.incidents) {
        if (incident.reference !== reference || incident.openedAt <= this.now - 7 * DAY) continue;
        if (!newest || incident.openedAt > newest.openedAt) newest = { id, openedAt: incident.openedAt };
      }
    }
    return newest?.id ?? null;
  }

  policyOf(visit: Visit): Promise<Policy> {
    if (this.books.isPoisoned(visit)) return Promise.reject(new Error(`The policy of ${visit.reference} is not kept.`));
    return Promise.resolve(this.books.policy);
  }

  freshIncidentReferences(count: number): Promise<string[]> {
    const taken = this.store.freeReferences.splice(0, count);
    this.transaction.otherwise(() => this.store.freeReferences.unshift(...taken));
    return Promise.resolve(taken);
  }

  async addVisit(visit: Visit, details: VisitDetails): Promise<void> {
    void details;
    await this.statement();
    this.transaction.visits.set(visit.id, visit);
    this.transaction.later(() => {
      const attendees = new Set(visit.attendees.map(({ person }) => person));
      this.store.visits.set(visit.id, { state: visit, updatedAt: this.now, attendees, deadlines: [] });
    });
  }

  answerTo(): Promise<null> {
    return Promise.resolve(null);
  }

  keepAnswer(): Promise<void> {
    return Promise.resolve();
  }

  keepOrFindAnswer(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The stories have nobody to visit: whom a visit is to changes nothing in the rules. */
  async detailsOf(visitIds: readonly string[]): Promise<ReadonlyMap<string, VisitDetails>> {
    await this.statement();
    return new Map(visitIds.map((id) => [id, { purpose: '-', personVisited: null }]));
  }

  async changeDetails(): Promise<void> {
    await this.statement();
  }

  async write(decisions: readonly Decision[]): Promise<void> {
    if (decisions.length === 0) return;
    await this.statement();
    const latest = new Map(decisions.map(({ visit }) => [visit.id, visit]));
    for (const visit of latest.values()) await this.writeState(visit);
    for (const { visit, entries, messages } of decisions) {
      this.transaction.append(visit.id, entries);
      this.addMessages(visit.id, messages);
    }
  }

  private async writeState(visit: Visit): Promise<void> {
    const policy = await this.policyOf(visit);
    const deadlines = deadlinesOf(visit, policy).map(({ dueAt, urgency }) => {
      this.moments.push(dueAt);
      return { dueAt, urgency: urgency === 'alarm' ? 0 : 1 };
    });
    this.transaction.visits.set(visit.id, visit);
    this.transaction.later(() => {
      const row = this.store.visits.get(visit.id);
      if (!row) return;
      row.state = visit;
      row.updatedAt = this.now;
      row.deadlines = deadlines;
      if (visit.status === 'planned' || visit.attendees.length > 1)
        for (const { person } of visit.attendees) row.attendees.add(person);
    });
  }

  async addEntries(visitId: string, entries: readonly NewEntry[]): Promise<void> {
    await this.statement();
    this.transaction.append(visitId, entries);
  }

  hasViewed(): Promise<boolean> {
    return Promise.resolve(false);
  }

  visitsViewed(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }

  async holdOffice(): Promise<void> {
    await this.transaction.lock('office');
  }

  async writeOffice(entries: readonly NewEntry[]): Promise<void> {
    await this.statement();
    await this.transaction.lock('office');
    this.transaction.append('office', entries);
  }

  async send(messages: readonly NewMessage[], visitId: string | null = null): Promise<void> {
    await this.statement();
    this.addMessages(visitId, messages);
  }

  private addMessages(visitId: string | null, messages: readonly NewMessage[]): void {
    const { store, transaction, now } = this;
    for (const { to, mobile, body, purpose, urgency, incidentId, incidentKind = null } of messages) {
      const order = store.next();
      const row: MessageRow = {
        id: `message ${order}`,
        order,
        visitId,
        incidentId,
        incidentKind,
        person: to,
        mobile,
        body,
        purpose,
        urgency: URGENCY[urgency],
        createdAt: now,
        state: 'pending',
        sid: null,
        attempts: 0,
        nextAttemptAt: now,
        claimedAt: 0,
        claimedBy: '',
        lookedAt: null,
        silentAt: null,
        detail: null,
      };
      transaction.messages.push(row);
      transaction.later(() => {
        store.messages.set(row.id, row);
        store.unsent.add(row);
        if (row.silentAt !== null) store.silent.add(row);
      });
    }
  }

  async freshVisitReference(): Promise<string> {
    await this.statement();
    return `V${String.fromCharCode(65 + (this.store.next() % 23))}${this.store.visits.size + 2}9`;
  }

  async nextText(): Promise<ReceivedText | null> {
    await this.statement();
    const senders = new Set<string>();
    for (const text of this.store.unhandled) {
      const isFirst = !senders.has(text.from);
      senders.add(text.from);
      if (!isFirst || text.retryAt > this.now || !this.transaction.tryLock(`text ${text.sid}`)) continue;
      return { sid: text.sid, from: text.from, body: text.body, attempts: text.attempts };
    }
    return null;
  }

  async textHandled(sid: string): Promise<boolean> {
    await this.statement();
    await this.transaction.lock(`text ${sid}`);
    const text = this.store.inbound.get(sid);
    if (!text || text.handledAt !== null) return false;
    this.transaction.handled.push(sid);
    this.transaction.later(() => {
      text.handledAt = this.now;
      this.store.unhandled.delete(text);
    });
    return true;
  }

  async repliesSince(mobile: string, since: Instant): Promise<number> {
    await this.statement();
    return this.countMessages((one) => one.mobile === mobile && one.purpose === 'reply' && one.createdAt > since);
  }

  async wasSent(mobile: string, body: string, since: Instant): Promise<boolean> {
    await this.statement();
    return this.countMessages((one) => one.mobile === mobile && one.body === body && one.createdAt > since) > 0;
  }

  private countMessages(wanted: (one: MessageRow) => boolean): number {
    let count = this.transaction.messages.filter(wanted).length;
    for (const one of this.store.messages.values()) if (wanted(one)) count += 1;
    return count;
  }

  pinHash(): Promise<string | null> {
    return Promise.resolve(null);
  }

  async setOptedOut(mobile: string, optedOut: boolean): Promise<void> {
    await this.statement();
    this.transaction.later(() => (optedOut ? this.store.optedOut.add(mobile) : this.store.optedOut.delete(mobile)));
  }

  async settleMessage(id: string, from: readonly MessageState[], to: SettledMessage): Promise<SentMessage | null> {
    await this.statement();
    await this.transaction.lock(`message ${id}`);
    const row = this.store.messages.get(id);
    if (!row || !from.includes(row.state)) return null;
    this.transaction.later(() => {
      row.state = to.state ?? row.state;
      row.detail = to.detail ?? row.detail;
      row.silentAt = null;
      this.store.silent.delete(row);
      if (to.state !== null) this.store.unsent.delete(row);
    });
    const { visitId, incidentId, incidentKind, person, mobile, purpose, body, createdAt } = row;
    return { id, visitId, incidentId, incidentKind, person, mobile, purpose, body, createdAt };
  }

  private visit(id: string): Visit {
    return this.transaction.visits.get(id) ?? (this.store.visits.get(id)?.state as Visit);
  }

  private async idsWhere(
    wanted: (row: { state: Visit; updatedAt: Instant; attendees: Set<string> }) => boolean,
  ): Promise<string[]> {
    await this.statement();
    const ids: string[] = [];
    for (const [id, row] of this.store.visits) if (wanted(row)) ids.push(id);
    return ids;
  }

  /** Others may come in between any two statements; a cut connection, or one that Postgres gave up on, is met here. */
  private async statement(): Promise<void> {
    await this.process.turn();
    this.transaction.mustBeOpen();
  }
}
