import { plural } from './duration.js';
import { DAY, HOUR, MINUTE, type Instant, type Milliseconds } from './instant.js';
import { showNear } from './local.js';

/**
 * A moment as people say it: "14:05, 12 minutes ago", or "in 12 minutes" where it is still to come. With the day where that is
 * not today. Minutes are counted as age is: eleven and a half are eleven.
 */
export const howLongAgo = (at: Instant, now: Instant, zone: string): string =>
  `${showNear(at, now, zone)}, ${sayAgo(now - at)}`;

/** "12 minutes ago", "1 hour 5 minutes ago", "3 days ago"; "in 5 minutes" where it is still to come. To the minute on one day, then to the day. */
export function sayAgo(passed: Milliseconds): string {
  const length = wholeParts(Math.abs(passed));
  if (passed < 0) return `in ${length ?? 'a moment'}`;
  return `${length ?? 'a moment'} ago`;
}

/** Null: less than a minute. */
function wholeParts(length: Milliseconds): string | null {
  if (length >= DAY) return plural(Math.floor(length / DAY), 'day');
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const parts = [
    ...(length >= HOUR ? [plural(Math.floor(length / HOUR), 'hour')] : []),
    ...(minutes > 0 ? [plural(minutes, 'minute')] : []),
  ];
  return parts.length > 0 ? parts.join(' ') : null;
}
