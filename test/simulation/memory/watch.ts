import type { Clock } from '../../../src/application/ports/clock.js';
import type { Watch } from '../../../src/application/ports/watch.js';
import { SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import type { Process } from '../world/process.js';
import type { Store } from './store.js';

/** Postgres's clock, which is the world's, whatever that of the process says. */
export class MemoryClock implements Clock {
  constructor(private readonly process: Process) {}

  async now(): Promise<Instant> {
    await this.process.turn();
    this.process.mustReach();
    return this.process.world.now;
  }
}

/** src/adapters/postgres/watch.ts in memory. */
export class MemoryWatch implements Watch {
  readonly worker: string;

  constructor(
    private readonly store: Store,
    private readonly process: Process,
  ) {
    this.worker = process.name;
  }

  async swept(at: Instant): Promise<void> {
    if (this.store.sweptAt >= at - SECOND) return;
    await this.store.whenFree('watch', this.process);
    return this.process.effect('swept', () => {
      this.store.sweptAt = Math.max(this.store.sweptAt, at);
    });
  }

  async alive(): Promise<Milliseconds> {
    await this.process.turn();
    this.store.seen(this.process, this.store.world.now);
    return this.process.clockAhead;
  }

  gone(): Promise<void> {
    return Promise.resolve();
  }
}
