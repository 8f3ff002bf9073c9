import type { Trouble } from '../evidence.js';
import { PATIENCE } from '../rules.js';

/**
 * How long one must wait before one may complain: five seconds after the time, or after the end of a trouble that was
 * there by then, and of the next one if that began meanwhile.
 */
export class Patience {
  constructor(private readonly troubles: readonly Trouble[]) {}

  /** For what the service does by itself: its record and its steps. Trouble at the provider is no excuse. */
  record(due: number): number {
    return this.until(due, (trouble) => trouble.touches === 'everything');
  }

  /** For what has to reach a phone. */
  phones(due: number): number {
    return this.until(due, () => true);
  }

  private until(due: number, counts: (trouble: Trouble) => boolean): number {
    let end = due + PATIENCE;
    const coming = this.troubles.filter(counts).sort((a, b) => a.from - b.from);
    for (const { from, to } of coming) if (from <= end && to + PATIENCE > end && to >= due) end = to + PATIENCE;
    return end;
  }
}
