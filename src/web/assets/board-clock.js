/** What time it is for Allswell, whatever this computer believes; and how far off a moment is, to the second. */

const SECOND = 1_000;

/** No network holds a word back so long: it lay somewhere while this computer slept, or a clock was set. */
const STRANGE = 3 * SECOND;

export class ServiceClock {
  offset = null;

  /**
   * `at`: the service's time as it was said. A word comes late, never early: the one most ahead is right. Only of an answer is it
   * known how late it can be at most, for it was not said before it was asked for (`askedAt`, by this computer's clock): by that
   * it is seen when a clock was set back. Says whether to ask.
   */
  note(at, askedAt = null) {
    const offset = at - Date.now();
    const most = askedAt === null ? Infinity : at - askedAt;
    if (this.offset === null || offset > this.offset || this.offset > most) {
      this.offset = offset;
      return false;
    }
    return this.offset - offset > STRANGE;
  }

  now() {
    return Date.now() + this.offset;
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
