/**
 * When a board rings: at once for a new alarm and, as it is opened, for one that is unanswered; then again while one is
 * unanswered and was not silenced here. A new alarm breaks a silence; so does one that somebody answered and let go of again.
 * What a browser held back rings as soon as it may, if it is unanswered still.
 */
export const AGAIN_EVERY = 30_000;

export class Ringing {
  unanswered = [];
  silenced = new Set();
  /** Not yet since the page was opened: nobody knows who heard it elsewhere. */
  rangAt = -Infinity;
  isHeldBack = false;

  /** `alarms`: those that are there as the page opens, which are not new. */
  constructor(alarms) {
    this.known = new Set(alarms);
  }

  /** Whether to ring now, and until it {@link rang}; times in milliseconds, of a clock that nobody sets. */
  isDue(alarms, unanswered, now) {
    const isNew = alarms.some((id) => !this.known.has(id));
    this.known = new Set(alarms);
    this.unanswered = unanswered;
    this.silenced = new Set(isNew ? [] : unanswered.filter((id) => this.silenced.has(id)));
    this.isHeldBack = isNew || (this.isHeldBack && this.isCalling);
    return this.isHeldBack || (this.isCalling && now - this.rangAt >= AGAIN_EVERY);
  }

  /** It was heard. */
  rang(now) {
    this.rangAt = now;
    this.isHeldBack = false;
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
