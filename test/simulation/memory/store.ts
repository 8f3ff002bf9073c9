import { FROZEN_AFTER } from '../../../src/application/ports/watch.js';
import type { Head } from '../../../src/domain/record/chain.js';
import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import type { Process } from '../world/process.js';
import type { World } from '../world/world.js';
import type { Commit, InboundRow, MessageRow, VisitRow } from './rows.js';
import { Transaction } from './transaction.js';

/** `idle_in_transaction_session_timeout`: what a frozen process holds is let go after this. */
const IDLE_IN_TRANSACTION = 5 * SECOND;

/** Postgres, as far as it matters: what is committed, who holds which lock, who waits for it, and whose connections live. */
export class Store {
  readonly visits = new Map<string, VisitRow>();
  readonly messages = new Map<string, MessageRow>();
  /** Those that wait to be sent, or whose fate is not known. */
  readonly unsent = new Set<MessageRow>();
  readonly silent = new Set<MessageRow>();
  readonly sids = new Map<string, MessageRow>();
  readonly inbound = new Map<string, InboundRow>();
  readonly unhandled = new Set<InboundRow>();
  readonly optedOut = new Set<string>();
  readonly heads = new Map<string, Head>();
  readonly commits: Commit[] = [];
  readonly freeReferences: string[] = [];
  sweptAt: Instant;
  inboundReadTo: Instant;
  gap: { readonly from: Instant; readonly to: Instant } | null = null;
  /** When Postgres is back, or 0. */
  awayUntil: Instant = 0;
  private readonly workers = new Map<string, { seenAt: Instant; process: Process }>();
  private readonly locks = new Map<string, Transaction>();
  private readonly queues = new Map<string, (() => void)[]>();
  private readonly open = new Set<Transaction>();
  private order = 0;

  constructor(readonly world: World) {
    this.sweptAt = world.now;
    this.inboundReadTo = world.now;
  }

  get isAway(): boolean {
    return this.awayUntil > this.world.now;
  }

  /** For rows in the order of their coming. */
  next(): number {
    return (this.order += 1);
  }

  // Processes and their connections.

  connect(process: Process): void {
    this.workers.set(process.name, { seenAt: this.world.now, process });
    const own = (): Transaction[] => [...this.open].filter((one) => one.process === process);
    process.onDeath.push(() => own().forEach((one) => one.rollBack('its process died')));
    process.onFreeze.push(() => {
      const held = own();
      this.world.after(IDLE_IN_TRANSACTION, () => {
        if (process.isFrozen) held.forEach((one) => one.rollBack('idle in transaction for too long'));
      });
    });
  }

  /** It shows that it lives. */
  seen(process: Process, at: Instant): void {
    const worker = this.workers.get(process.name);
    if (worker && worker.seenAt < at) worker.seenAt = at;
  }

  /** As the adapter has it: seen a moment ago, or not long ago and still connected. */
  isAlive(name: string): boolean {
    const worker = this.workers.get(name);
    if (!worker) return false;
    const unseen = this.world.now - worker.seenAt;
    return unseen < 1.2 * SECOND || (unseen < FROZEN_AFTER && worker.process.alive);
  }

  /** From when on `isAlive` will say no of a process that shows itself no more. */
  deadFrom(name: string): Instant {
    const worker = this.workers.get(name);
    if (!worker) return 0;
    const { seenAt, process } = worker;
    if (!process.alive) return seenAt + 1.2 * SECOND;
    return process.isFrozen || this.isAway ? seenAt + FROZEN_AFTER : Infinity;
  }

  /** Stops answering until then: every connection is cut. */
  goAway(until: Instant): void {
    this.awayUntil = until;
    this.world.changes += 1;
    for (const one of [...this.open]) one.rollBack('the connection was cut');
  }

  // Transactions and locks.

  begin(process: Process): Transaction {
    const transaction = new Transaction(this, process);
    this.open.add(transaction);
    return transaction;
  }

  holderOf(key: string): Transaction | undefined {
    return this.locks.get(key);
  }

  take(key: string, by: Transaction): void {
    this.locks.set(key, by);
  }

  /** Until whoever holds it has ended. */
  waitFor(key: string, process: Process): Promise<void> {
    return this.world.waitFor(process, (go) => {
      const queue = this.queues.get(key);
      if (queue) queue.push(go);
      else this.queues.set(key, [go]);
    });
  }

  ended(transaction: Transaction): void {
    this.open.delete(transaction);
    for (const key of transaction.held) {
      this.locks.delete(key);
      const queue = this.queues.get(key);
      if (!queue) continue;
      this.queues.delete(key);
      for (const go of queue) go();
    }
  }

  /** For statements that are transactions of their own: as soon as nobody else holds the row. */
  async whenFree(key: string, process: Process): Promise<void> {
    while (this.locks.has(key)) await this.waitFor(key, process);
  }
}
