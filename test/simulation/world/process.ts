import { Trouble } from './trouble.js';
import type { Instant, Milliseconds } from '../../../src/domain/time/instant.js';
import type { World } from './world.js';

/** One life of one process. Killed, none of its work is gone on with; whoever starts it again starts another. */
export class Process {
  alive = true;
  frozenUntil: Instant = 0;
  /** Told when it dies or freezes: Postgres sees its connections go, or its transactions stand still. */
  onDeath: (() => void)[] = [];
  onFreeze: ((until: Instant) => void)[] = [];

  constructor(
    readonly world: World,
    readonly name: string,
    /** How far its own clock is ahead. */
    readonly clockAhead: Milliseconds,
    /** Whether what it calls is away: the error that it meets. */
    private readonly trouble: () => string | null,
  ) {}

  get isFrozen(): boolean {
    return this.frozenUntil > this.world.now;
  }

  /**
   * Something that is done once and for all, outside this process: counted, and a moment at which it may die. `act` is
   * done at once, with nobody in between.
   */
  async effect<T>(name: string, act: () => T, of: 'database' | 'provider' = 'database'): Promise<T> {
    const { world } = this;
    const mishap = world.mishaps(++world.effects, name, this);
    if (mishap)
      world.tell?.(() => `${this.name}: ${mishap.kind.replaceAll('_', ' ')} "${name}" (effect ${world.effects})`);
    if (mishap?.kind === 'dies_before') return this.diesNow();
    if (mishap?.kind === 'freezes_before') this.freeze(mishap.lasts);
    await this.turn();
    if (mishap?.kind === 'fails_before') throw new Trouble(`${name} failed`);
    if (of === 'database') this.mustReach();
    const result = act();
    world.changes += 1;
    if (!mishap) return result;
    if (mishap.kind === 'dies_after') return this.diesNow();
    if (mishap.kind === 'fails_after') throw new Trouble(`the answer to ${name} was lost`);
    if (mishap.kind === 'freezes_after') {
      this.freeze(mishap.lasts);
      await this.turn();
    }
    return result;
  }

  /** A question that changes nothing, or a step within a transaction: others may come in between. */
  async turn(): Promise<void> {
    const { world } = this;
    if (!this.alive || world.isWorn) return world.never();
    const takes = world.callTakes();
    if (takes === 0 && world.isQuiet && !this.isFrozen) return;
    await world.turn(this, takes);
  }

  async wait(time: Milliseconds): Promise<void> {
    if (!this.alive) return this.world.never();
    await this.world.turn(this, time);
  }

  mustReach(): void {
    const trouble = this.trouble();
    if (trouble !== null) throw new Trouble(trouble);
  }

  diesNow(): Promise<never> {
    this.kill();
    return this.world.never();
  }

  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    this.world.changes += 1;
    for (const told of this.onDeath) told();
  }

  freeze(lasts: Milliseconds): void {
    if (!this.alive) return;
    this.frozenUntil = this.world.now + lasts;
    this.world.changes += 1;
    for (const told of this.onFreeze) told(this.frozenUntil);
  }
}
