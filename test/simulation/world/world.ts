import type { Instant, Milliseconds } from '../../../src/domain/time/instant.js';
import { Agenda } from './agenda.js';
import { Dice } from './dice.js';
import type { Process } from './process.js';

/** What becomes of a process, or of its call, at one effect. */
export type Mishap =
  /** It dies, and the effect does not come about; or has. */
  | { readonly kind: 'dies_before' | 'dies_after' }
  /** It lives, and its call fails: the effect has not come about; or it has, and only the answer was lost. */
  | { readonly kind: 'fails_before' | 'fails_after' }
  /** It stands still, and goes on later as if nothing had been. */
  | { readonly kind: 'freezes_before' | 'freezes_after'; readonly lasts: Milliseconds };

/** Says what happens at effect number so much (from 1), or null. */
export type Mishaps = (effect: number, name: string, process: Process) => Mishap | null;

interface Waiting {
  readonly process: Process | null;
  readonly go: () => void;
}

/** More than any story needs: a row that is worked on again and again would otherwise play for ever. */
const MOST_STEPS = 100_000;

/**
 * One thread, one clock that jumps from one thing that happens to the next, and several processes that take turns: whoever
 * waits may be overtaken by any other that waits, as the dice will have it. The same seed gives the same world.
 */
export class World {
  effects = 0;
  /** Goes up whenever something may have come about that gives somebody something to do. */
  changes = 0;
  /** Whose code runs now: `Date.now()` is this process's own clock, which may be off. */
  current: Process | null = null;
  /** Asked when all is at rest: when does a process look next, without being woken? */
  nextLook: () => Instant = () => Infinity;
  look: (at: Instant) => void = () => undefined;
  /** Told before the clock moves on. */
  moving: (to: Instant) => void = () => undefined;
  private readonly agenda = new Agenda();
  private readonly ready: Waiting[] = [];
  /** Pieces of work that are being done, and wait for nothing. */
  private busy = 0;
  private steps = 0;
  private rested: (() => void) | null = null;

  constructor(
    public now: Instant,
    private readonly turns: Dice,
    readonly mishaps: Mishaps,
    /** How long a call to the database takes. */
    readonly callTakes: () => Milliseconds,
    /** For a story that is to be read; unset, nobody listens. */
    readonly tell: ((line: () => string) => void) | null,
  ) {}

  at(moment: Instant, act: () => void): void {
    this.agenda.add(Math.max(moment, this.now), act);
  }

  after(wait: Milliseconds, act: () => void): void {
    this.agenda.add(this.now + wait, act);
  }

  /** Starts a piece of work of this process beside all others. It must not throw. */
  start(process: Process | null, work: () => Promise<void>): void {
    if (process && !process.alive) return;
    this.busy += 1;
    const before = this.current;
    this.current = process;
    void work().then(this.rest, this.rest);
    this.current = before;
  }

  /** It has gone on for so long that it will never end. */
  get isWorn(): boolean {
    return (this.steps += 1) > MOST_STEPS;
  }

  /** Nobody else does anything just now, so that waiting for a turn would be waiting for nothing. */
  get isQuiet(): boolean {
    return this.busy === 1 && this.ready.length === 0;
  }

  /** Lets others go first, for `wait` milliseconds at least. */
  turn(process: Process | null, wait: Milliseconds): Promise<void> {
    return new Promise((go) => {
      const waiting = { process, go };
      if (wait > 0) this.after(wait, () => this.makeReady(waiting));
      else this.ready.push(waiting);
      this.rest();
    });
  }

  /** As `turn`, until somebody calls what `until` was given. */
  waitFor(process: Process, until: (go: () => void) => void): Promise<void> {
    return new Promise((go) => {
      until(() => this.makeReady({ process, go }));
      this.rest();
    });
  }

  /** For work that is never gone on with: its process is dead. */
  readonly never = (): Promise<never> => {
    this.rest();
    return new Promise(() => undefined);
  };

  async run(until: Instant): Promise<void> {
    const clock = Date.now;
    Date.now = () => this.now + (this.current?.clockAhead ?? 0);
    try {
      for (;;) {
        while (this.busy > 0) await new Promise<void>((rested) => (this.rested = rested));
        if (this.isWorn) throw new Error('P2: something is done again and again, and the world does not come to rest.');
        if (this.ready.length > 0) {
          this.goOn(this.ready.length === 1 ? 0 : this.turns.below(this.ready.length));
          continue;
        }
        const happens = this.agenda.next;
        const looks = this.nextLook();
        const next = Math.min(happens, looks);
        if (next > until) break;
        if (next > this.now) {
          this.moving(next);
          this.now = next;
        }
        if (looks < happens) this.look(looks);
        else this.agenda.take()();
      }
      this.moving(until);
      this.now = until;
    } finally {
      Date.now = clock;
    }
  }

  private makeReady(waiting: Waiting): void {
    const { process } = waiting;
    if (process && !process.alive) return;
    if (process && process.frozenUntil > this.now) this.at(process.frozenUntil, () => this.makeReady(waiting));
    else this.ready.push(waiting);
  }

  private goOn(index: number): void {
    const waiting = this.ready[index] as Waiting;
    this.ready[index] = this.ready.at(-1) as Waiting;
    this.ready.pop();
    const { process } = waiting;
    if (process && !process.alive) return;
    if (process && process.frozenUntil > this.now) return this.makeReady(waiting);
    this.busy += 1;
    this.current = process;
    waiting.go();
  }

  private readonly rest = (): void => {
    this.busy -= 1;
    if (this.busy > 0 || !this.rested) return;
    const { rested } = this;
    this.rested = null;
    rested();
  };
}
