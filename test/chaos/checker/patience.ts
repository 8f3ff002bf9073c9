import type { Trouble } from '../evidence.js';
import { PATIENCE } from '../rules.js';

/** On a machine that has far too much to do. */
const MORE_PATIENCE = 3 * PATIENCE;

/**
 * How long one must wait before one may complain: five seconds after the time, or after the end of a trouble that was
 * there by then, and of the next one if that began meanwhile.
 */
export class Patience {
  constructor(private readonly troubles: readonly Trouble[]) {}

  /** For what the service does by itself: its record and its steps. Trouble at the provider is no excuse. */
  record(due: number): number {
    return this.until(due, ['everything']);
  }

  /** For what has to reach a phone. */
  phones(due: number): number {
    return this.until(due, ['everything', 'texts']);
  }

  private until(due: number, kinds: readonly Trouble['touches'][]): number {
    const excuses = this.troubles.filter(({ touches }) => kinds.includes(touches)).sort((a, b) => a.from - b.from);
    let end = this.after(due);
    for (const { from, to } of excuses) if (from <= end && to >= due) end = Math.max(end, this.after(to));
    return end;
  }

  private after(moment: number): number {
    const isSlow = this.troubles.some(
      ({ touches, from, to }) => touches === 'pace' && from <= moment + PATIENCE && to >= moment,
    );
    return moment + (isSlow ? MORE_PATIENCE : PATIENCE);
  }
}
