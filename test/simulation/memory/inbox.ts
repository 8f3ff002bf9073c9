import type { Inbox, IncomingText, TakenIn } from '../../../src/application/ports/inbox.js';
import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import type { Process } from '../world/process.js';
import type { Store } from './store.js';

/** src/adapters/postgres/inbox.ts in memory. */
export class MemoryInbox implements Inbox {
  constructor(
    private readonly store: Store,
    private readonly process: Process,
  ) {}

  takeIn({ sid, from, body, receivedAt }: IncomingText): Promise<boolean> {
    return this.process.effect('take in', () => {
      const { store } = this;
      if (store.inbound.has(sid)) return false;
      const order = store.next();
      const row = { sid, from, body, order, receivedAt, handledAt: null, attempts: 0, retryAt: receivedAt };
      store.inbound.set(sid, row);
      store.unhandled.add(row);
      return true;
    });
  }

  async takeInAll(texts: readonly IncomingText[]): Promise<TakenIn> {
    let fresh = 0;
    for (const text of texts) if (await this.takeIn(text)) fresh += 1;
    return { fresh, spoilt: [] };
  }

  async readTo(): Promise<Instant> {
    await this.process.turn();
    this.process.mustReach();
    return this.store.inboundReadTo;
  }

  setReadTo(to: Instant): Promise<void> {
    return this.process.effect('read to', () => {
      this.store.inboundReadTo = Math.max(this.store.inboundReadTo, to);
    });
  }

  async retryLater(sid: string): Promise<void> {
    await this.store.whenFree(`text ${sid}`, this.process);
    return this.process.effect('retry later', () => {
      const row = this.store.inbound.get(sid);
      if (!row) return;
      row.attempts += 1;
      row.retryAt = this.store.world.now + SECOND;
    });
  }
}
