import { SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import type { Played, Trouble } from '../story/played.js';

/** How long a mishap may be felt by a text that was just being sent: it is looked into after half a minute, and again 15 s later. */
const FELT_BY_TEXTS = 65 * SECOND;

/** Until when something may take: the times that the service promises, counted from where nothing stood in its way. */
export class Grace {
  private readonly ofTheLoop: readonly Trouble[];
  private readonly ofTexts: readonly Trouble[];
  /** Where every call takes its time, a few in a row take a second or two. */
  readonly slack: Milliseconds;

  constructor({ troubles, freezes, schedule }: Played) {
    const sorted = [...troubles].sort((a, b) => a.from - b.from);
    this.ofTheLoop = sorted.filter(({ kind }) => kind !== 'mute');
    this.ofTexts = [...sorted, ...freezes.map((one): Trouble => ({ ...one, kind: 'frozen' }))]
      .map((one) => (one.kind === 'stopped' ? one : { ...one, to: one.to + FELT_BY_TEXTS }))
      .sort((a, b) => a.from - b.from);
    this.slack = schedule.callsTakeTime ? 3 * SECOND : SECOND / 2;
  }

  /** For what the loop does at `due`: so much time in which it was not hindered. */
  loop(due: Instant, allowed: Milliseconds): Instant {
    return after(due, allowed + this.slack, this.ofTheLoop);
  }

  /** For a text that was written then; `own`: what the provider did to this very text. */
  text(written: Instant, allowed: Milliseconds, own: readonly Trouble[]): Instant {
    const troubles = own.length === 0 ? this.ofTexts : [...this.ofTexts, ...own].sort((a, b) => a.from - b.from);
    return after(written, allowed + this.slack, troubles);
  }

  /** Whether anything at all was in the way in that time. */
  wasHindered(from: Instant, to: Instant): boolean {
    return this.ofTheLoop.some((one) => one.from <= to && one.to >= from);
  }
}

function after(due: Instant, allowed: Milliseconds, troubles: readonly Trouble[]): Instant {
  let from = due;
  for (const trouble of troubles) {
    if (trouble.from > from + allowed) break;
    if (trouble.to > from) from = trouble.to;
  }
  return from + allowed;
}
