/** What time it is for Allswell, whatever this computer believes; and how far off a moment is, to the second. */

const SECOND = 1_000;

/** A word that took longer to come says too early a time: of the last few the latest is believed. */
const KEPT = 5;

/** This computer's clock was set, or the service's was. */
const SET_ANEW = 3 * SECOND;

export class ServiceClock {
  offsets = [];

  /** `at`: the service's time as it was said just now. */
  note(at) {
    const offset = at - Date.now();
    if (this.offsets.length > 0 && Math.abs(offset - this.best()) > SET_ANEW) this.offsets = [];
    this.offsets = [...this.offsets, offset].slice(-KEPT);
  }

  best() {
    return Math.max(...this.offsets);
  }

  now() {
    return Date.now() + this.best();
  }
}

const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** "1 h 5 min 12 s" */
function exactly(seconds) {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${hours ? `${hours} h ` : ''}${hours || minutes ? `${minutes} min ` : ''}${rest} s`;
}

/** "12 minutes" */
function about(seconds) {
  if (seconds < 60) return plural(seconds, 'second');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return plural(minutes, 'minute');
  return plural(Math.floor(minutes / 60), 'hour') + (minutes % 60 ? ` ${plural(minutes % 60, 'minute')}` : '');
}

/** The same as src/web/board/clock-words.ts says when a page is made, and right to the second. */
export function sayClock(kind, moment, now) {
  // Both ways a second has passed when it is over: at the very end nothing is left, and nothing is overdue.
  const left = Math.ceil((moment - now) / SECOND);
  const over = Math.floor((now - moment) / SECOND);
  if (kind === 'ago') return `${about(Math.max(0, over))} ago`;
  if (kind === 'in') return left > 0 ? `in ${about(left)}` : 'now';
  if (left > 0) return `${exactly(left)} left`;
  return kind === 'overdue' ? `OVERDUE by ${exactly(over)}` : `${exactly(over)} past the time`;
}
