import { Trouble } from '../world/trouble.js';
import type { NewEntry } from '../../../src/domain/decision.js';
import { chainOn, emptyHead, type Head } from '../../../src/domain/record/chain.js';
import type { Visit } from '../../../src/domain/visit/visit.js';
import type { Process } from '../world/process.js';
import type { Line, MessageRow } from './rows.js';
import type { Store } from './store.js';

/** One open transaction: what it holds locked, and what it will have written when it commits. Nobody else sees that before. */
export class Transaction {
  readonly held: string[] = [];
  readonly visits = new Map<string, Visit>();
  readonly messages: MessageRow[] = [];
  readonly handled: string[] = [];
  private readonly lines: Line[] = [];
  /** The heads of the chains as they were read. */
  private readonly heads = new Map<string, { readonly read: Head; now: Head }>();
  private readonly onCommit: (() => void)[] = [];
  private readonly onRollBack: (() => void)[] = [];
  private waitsFor: string | null = null;
  private ended: string | null = null;

  constructor(
    private readonly store: Store,
    readonly process: Process,
  ) {}

  /** Waits for whoever has it. Two that wait for each other: the one that closes the circle fails, as in Postgres. */
  async lock(key: string): Promise<void> {
    for (;;) {
      this.mustBeOpen();
      const holder = this.store.holderOf(key);
      if (holder === this) return;
      if (!holder) return this.take(key);
      for (let one: Transaction | undefined = holder; one?.waitsFor; one = this.store.holderOf(one.waitsFor)) {
        if (this.store.holderOf(one.waitsFor) === this) throw new Trouble(`deadlock detected over ${key}`);
      }
      this.waitsFor = key;
      await this.store.waitFor(key, this.process);
      this.waitsFor = null;
    }
  }

  /** SKIP LOCKED. */
  tryLock(key: string): boolean {
    const holder = this.store.holderOf(key);
    if (holder && holder !== this) return false;
    if (!holder) this.take(key);
    return true;
  }

  later(write: () => void): void {
    this.onCommit.push(write);
  }

  otherwise(undo: () => void): void {
    this.onRollBack.push(undo);
  }

  append(chain: string, entries: readonly NewEntry[]): void {
    if (entries.length === 0) return;
    const read = this.heads.get(chain)?.read ?? this.headOf(chain);
    const chained = chainOn(this.heads.get(chain)?.now ?? read, entries);
    this.heads.set(chain, { read, now: chained.head });
    for (const entry of chained.entries) this.lines.push({ chain, entry });
  }

  commit(): void {
    this.mustBeOpen();
    for (const [chain, head] of this.heads) {
      // The primary key of an entry is its chain and its number.
      if (this.headOf(chain).seq !== head.read.seq) {
        this.rollBack('a line of the record would have had the number of another');
        this.mustBeOpen();
      }
      this.store.heads.set(chain, head.now);
    }
    for (const write of this.onCommit) write();
    const { lines, messages, handled } = this;
    for (const { entry } of lines) this.store.world.tell?.(() => `record (${this.process.name}): ${entry.text}`);
    if (lines.length > 0 || messages.length > 0 || handled.length > 0)
      this.store.commits.push({ at: this.store.world.now, process: this.process.name, lines, messages, handled });
    this.ended = 'committed';
    this.store.ended(this);
  }

  rollBack(why: string): void {
    if (this.ended !== null) return;
    this.ended = why;
    for (const undo of this.onRollBack) undo();
    this.store.ended(this);
  }

  mustBeOpen(): void {
    if (this.ended !== null) throw new Trouble(`the transaction was ended: ${this.ended}`);
  }

  private headOf(chain: string): Head {
    return this.store.heads.get(chain) ?? emptyHead(chain);
  }

  private take(key: string): void {
    this.store.take(key, this);
    this.held.push(key);
  }
}
