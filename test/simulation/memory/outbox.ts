import type { ClaimedMessage, Lane, Outbox } from '../../../src/application/ports/outbox.js';
import type { DeliveryStatus } from '../../../src/application/ports/phones.js';
import { SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import type { Process } from '../world/process.js';
import type { MessageRow } from './rows.js';
import type { Store } from './store.js';

const LOOK_AGAIN_AFTER = 15 * SECOND;

/** A report never lowers a state; delivered, undelivered and failed stick. */
const RANK = ['pending', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed'];

/** src/adapters/postgres/outbox.ts in memory: each call is a statement of its own. */
export class MemoryOutbox implements Outbox {
  constructor(
    private readonly store: Store,
    private readonly process: Process,
    private readonly silentAfter: Milliseconds,
  ) {}

  claim(lane: Lane, limit: number): Promise<ClaimedMessage[]> {
    return this.process.effect(`claim ${lane}`, () => {
      const { now } = this.store.world;
      const waiting = [...this.store.unsent].filter(
        (row) => row.state === 'pending' && row.nextAttemptAt <= now && (row.urgency === 0) === (lane === 'alert'),
      );
      waiting.sort((a, b) => a.urgency - b.urgency || a.nextAttemptAt - b.nextAttemptAt || a.order - b.order);
      return this.free(waiting, limit).map((row) => {
        row.state = 'sending';
        row.claimedAt = now;
        row.claimedBy = this.process.name;
        row.attempts += 1;
        return this.claimed(row);
      });
    });
  }

  accepted(id: string, sid: string): Promise<void> {
    return this.change('accepted', id, (row) => {
      const other = this.store.sids.get(sid);
      if (other && other !== row) throw new Error('duplicate key value violates unique constraint "message_sid"');
      this.knownAs(row, sid);
      if (row.purpose === 'ask' && ['sending', 'unknown', 'pending', 'accepted'].includes(row.state)) {
        row.silentAt = this.store.world.now + this.silentAfter;
        this.store.silent.add(row);
      }
      if (row.state === 'sending' || row.state === 'unknown' || row.state === 'pending') this.settle(row, 'accepted');
    });
  }

  tryAgain(id: string, at: Instant, detail: string): Promise<void> {
    return this.change('try again', id, (row) => {
      if (row.state !== 'sending') return;
      row.state = 'pending';
      row.nextAttemptAt = at;
      row.detail = detail;
    });
  }

  unknown(id: string, detail: string): Promise<void> {
    return this.change('unknown', id, (row) => {
      if (row.state !== 'sending') return;
      row.state = 'unknown';
      row.detail = detail;
    });
  }

  inDoubt(before: Instant, limit: number, takeOver: boolean): Promise<ClaimedMessage[]> {
    return this.process.effect('in doubt', () => {
      const { now } = this.store.world;
      const doubtful = [...this.store.unsent].filter((row) => this.isInDoubt(row, before, takeOver));
      doubtful.sort((a, b) => a.urgency - b.urgency || a.claimedAt - b.claimedAt);
      return this.free(doubtful, limit).map((row) => {
        row.state = 'unknown';
        row.claimedBy = this.process.name;
        row.lookedAt = now;
        return this.claimed(row);
      });
    });
  }

  private isInDoubt(row: MessageRow, before: Instant, takeOver: boolean): boolean {
    if (row.state !== 'sending' && row.state !== 'unknown') return false;
    if (row.lookedAt !== null && row.lookedAt >= this.store.world.now - LOOK_AGAIN_AFTER) return false;
    if (row.claimedAt < before) return true;
    const isOthers = row.state === 'sending' && row.claimedBy !== this.process.name;
    return takeOver && isOthers && !this.store.isAlive(row.claimedBy);
  }

  /** No clock is set back in here. */
  bringForward(): Promise<void> {
    return Promise.resolve();
  }

  leaveSilent(id: string): Promise<void> {
    return this.change('leave silent', id, (row) => this.heardOf(row));
  }

  repeat(id: string, body: string): Promise<void> {
    return this.change('repeat', id, (row) => {
      if (row.state !== 'sending' && row.state !== 'unknown') return;
      row.state = 'pending';
      row.body = body;
      row.nextAttemptAt = this.store.world.now;
    });
  }

  async silent(now: Instant, limit: number): Promise<string[]> {
    await this.process.turn();
    this.process.mustReach();
    const silent = [...this.store.silent].filter((row) => row.silentAt !== null && row.silentAt <= now);
    return silent.slice(0, limit).map(({ id }) => id);
  }

  reported(id: string, sid: string, status: DeliveryStatus): Promise<void> {
    const state = status === 'delivered' || status === 'sent' ? status : 'accepted';
    return this.change(`reported ${status}`, id, (row) => {
      // A state that has no rank stands below all others in array_position: it compares as unknown, and nothing is changed.
      if (!RANK.includes(row.state) || RANK.indexOf(row.state) >= RANK.indexOf(state)) return;
      if (row.sid === null) this.knownAs(row, sid);
      this.settle(row, state);
      if (state !== 'accepted') this.heardOf(row);
    });
  }

  async idOfSid(sid: string): Promise<string | null> {
    await this.process.turn();
    this.process.mustReach();
    return this.store.sids.get(sid)?.id ?? null;
  }

  private async change(name: string, id: string, change: (row: MessageRow) => void): Promise<void> {
    await this.store.whenFree(`message ${id}`, this.process);
    return this.process.effect(name, () => {
      const row = this.store.messages.get(id);
      if (row) change(row);
    });
  }

  private settle(row: MessageRow, state: MessageRow['state']): void {
    row.state = state;
    this.store.unsent.delete(row);
  }

  private heardOf(row: MessageRow): void {
    row.silentAt = null;
    this.store.silent.delete(row);
  }

  private knownAs(row: MessageRow, sid: string): void {
    if (row.sid !== null) this.store.sids.delete(row.sid);
    row.sid = sid;
    this.store.sids.set(sid, row);
  }

  private free(rows: readonly MessageRow[], limit: number): MessageRow[] {
    return rows.filter(({ id }) => !this.store.holderOf(`message ${id}`)).slice(0, limit);
  }

  private claimed(row: MessageRow): ClaimedMessage {
    const {
      id,
      mobile,
      body,
      urgency,
      attempts,
      claimedAt,
      createdAt,
      person,
      purpose,
      incidentId,
      incidentKind,
      visitId,
    } = row;
    const visit = visitId === null ? null : (this.store.visits.get(visitId)?.state ?? null);
    return {
      id,
      mobile,
      body,
      urgency,
      attempts,
      claimedAt,
      createdAt,
      person,
      purpose,
      incidentId,
      incidentKind,
      visit,
    };
  }
}
