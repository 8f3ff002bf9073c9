import type { Trouble } from './evidence.js';

/** Keeps the book of what was broken, from when to when. */
export class Troubles {
  readonly list: Trouble[] = [];

  /** Opens an entry; what it returns closes it. At the latest `longest` after its beginning it counts as over. */
  begin(what: string, touches: Trouble['touches'], longest = Infinity): () => void {
    const from = Date.now();
    const trouble: Trouble = { what, touches, from, to: from + longest };
    this.list.push(trouble);
    return () => {
      trouble.to = Math.min(Date.now(), trouble.to);
    };
  }
}
