import type { Instant } from '../time/instant.js';
import { instantOf, localParts } from '../time/local.js';

/** A month of the calendar, "2026-12". */
export type Month = string;

export const monthOf = (at: Instant, zone: string): Month => {
  const { year, month } = localParts(at, zone);
  return written(year, month);
};

export const plusMonths = (month: Month, more: number): Month => {
  const [year = 0, ordinal = 1] = month.split('-').map(Number);
  const whole = year * 12 + ordinal - 1 + more;
  return written(Math.floor(whole / 12), (whole % 12) + 1);
};

/** When it begins by the clock on the wall. */
export const startOfMonth = (month: Month, zone: string): Instant => {
  const [year = 0, ordinal = 1] = month.split('-').map(Number);
  return instantOf({ year, month: ordinal, day: 1, hour: 0, minute: 0 }, zone);
};

/** From the one to the other, both with them. */
export function monthsFrom(first: Month, last: Month): Month[] {
  const months: Month[] = [];
  for (let month = first; month <= last; month = plusMonths(month, 1)) months.push(month);
  return months;
}

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Dec 2026" */
export const showMonth = (month: Month): string => `${NAMES[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

const written = (year: number, month: number): Month =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
