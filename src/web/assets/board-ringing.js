/**
 * When a board rings: at once for a new alarm, then again while one is unanswered and was not silenced here. A new alarm breaks
 * a silence; so does one that somebody answered and let go of again.
 */
export const AGAIN_EVERY = 30_000;

export class Ringing {
  unanswered = [];
  silenced = new Set();

  /** `alarms`: those that are there as the page opens, which are not new. */
  constructor(alarms, now) {
    this.known = new Set(alarms);
    this.rangAt = now;
  }

  /** Whether to ring now; times in milliseconds, of a clock that nobody sets. */
  isDue(alarms, unanswered, now) {
    const isNew = alarms.some((id) => !this.known.has(id));
    this.known = new Set(alarms);
    this.unanswered = unanswered;
    this.silenced = new Set(isNew ? [] : unanswered.filter((id) => this.silenced.has(id)));
    if (!isNew && !(this.isCalling && now - this.rangAt >= AGAIN_EVERY)) return false;
    this.rangAt = now;
    return true;
  }

  get isCalling() {
    return this.unanswered.some((id) => !this.silenced.has(id));
  }

  get isSilenced() {
    return this.unanswered.length > 0 && !this.isCalling;
  }

  silence() {
    this.silenced = new Set(this.unanswered);
  }
}
