import { DAY, HOUR, MINUTE, type Instant } from '../../domain/time/instant.js';
import { showNear } from '../visit-words.js';

/** "14:05, 12 minutes ago". */
export function howLongAgo(at: Instant, now: Instant, zone: string): string {
  const passed = Math.max(0, now - at);
  const ago =
    passed < MINUTE
      ? 'a moment ago'
      : passed < HOUR
        ? counted(Math.floor(passed / MINUTE), 'minute')
        : passed < DAY
          ? counted(Math.floor(passed / HOUR), 'hour')
          : counted(Math.floor(passed / DAY), 'day');
  return `${showNear(at, now, zone)}, ${ago}`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'} ago`;
