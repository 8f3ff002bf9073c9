import type { Instant } from '../../../src/domain/time/instant.js';

interface Item {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => void;
}

/** What is to happen, soonest first; of the same moment, what was entered first. A binary heap. */
export class Agenda {
  private readonly items: Item[] = [];
  private entered = 0;

  get next(): Instant {
    return this.items[0]?.at ?? Infinity;
  }

  add(at: Instant, act: () => void): void {
    const { items } = this;
    const item = { at, order: this.entered++, act };
    let place = items.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (before(items[above] as Item, item)) break;
      items[place] = items[above] as Item;
      place = above;
    }
    items[place] = item;
  }

  take(): () => void {
    const { items } = this;
    const [first] = items;
    const last = items.pop() as Item;
    if (items.length > 0) {
      let place = 0;
      for (;;) {
        let below = place * 2 + 1;
        if (below >= items.length) break;
        if (below + 1 < items.length && before(items[below + 1] as Item, items[below] as Item)) below += 1;
        if (before(last, items[below] as Item)) break;
        items[place] = items[below] as Item;
        place = below;
      }
      items[place] = last;
    }
    return (first as Item).act;
  }
}

const before = (a: Item, b: Item): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
