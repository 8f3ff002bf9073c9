import { setTimeout as pause } from 'node:timers/promises';
import type { Milliseconds } from '../../domain/time/instant.js';

/**
 * Does many small pieces of work as one: those that come within a moment of each other are done together, and each caller
 * waits until theirs is done. In a rush that is one statement instead of hundreds; otherwise it costs a few milliseconds.
 */
export class Gathered<T> {
  private batch: { readonly items: T[]; readonly done: Promise<void> } | null = null;

  constructor(
    private readonly within: Milliseconds,
    private readonly work: (items: readonly T[]) => Promise<void>,
  ) {}

  /** Rejects with what `work` threw for the items it came with. */
  do(item: T): Promise<void> {
    this.batch ??= this.begin();
    this.batch.items.push(item);
    return this.batch.done;
  }

  private begin(): { items: T[]; done: Promise<void> } {
    const items: T[] = [];
    const done = pause(this.within).then(() => {
      this.batch = null;
      return this.work(items);
    });
    return { items, done };
  }
}
