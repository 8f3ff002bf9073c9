import { MINUTE, type Instant } from '../../../domain/time/instant.js';
import { showDayTime, startOfLocalDay } from '../../../domain/time/local.js';

/** "Now, until Mon 23 Nov 08:30"; the end of a day is its midnight. */
export function sayGap(
  { from, to }: { readonly from: Instant; readonly to: Instant },
  at: Instant,
  zone: string,
): string {
  const end = startOfLocalDay(to, zone) === to ? `${dayTitle(to - MINUTE, zone)} midnight` : showDayTime(to, zone);
  return from <= at ? `Now, until ${end}` : `${showDayTime(from, zone)} to ${end}`;
}

/** "Fri 27 Nov" */
export const dayTitle = (at: Instant, zone: string): string => showDayTime(at, zone).replace(/ \d\d:\d\d$/, '');
