import { DAY, HOUR, type Instant } from './instant.js';
import { instantOf, localDate, localParts, type LocalDateTime } from './local.js';
import { WEEKDAYS } from '../organisation/organisation.js';

/** Weeks and days by the calendar on the wall: a day may have 23 or 25 hours, and a week an hour more or less. */

type LocalDay = Pick<LocalDateTime, 'year' | 'month' | 'day'>;

/** The first moment of the day so many days later, or earlier. `at`: any moment of the day counted from. */
export function plusDays(at: Instant, days: number, zone: string): Instant {
  const { year, month, day } = localParts(at, zone);
  return instantOf({ year, month, day: day + days, hour: 0, minute: 0 }, zone);
}

/** The first moment of the Monday of that week. */
export const startOfWeek = (at: Instant, zone: string): Instant =>
  plusDays(at, -WEEKDAYS.indexOf(localParts(at, zone).weekday), zone);

/** "2026-W48", as ISO 8601 counts: week 1 has the year's first Thursday. */
export function isoWeek(at: Instant, zone: string): string {
  const { year, month, day, weekday } = localParts(at, zone);
  const thursday = new Date(Date.UTC(year, month - 1, day - WEEKDAYS.indexOf(weekday) + 3));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * DAY)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** The Monday of a week that was asked for by its number ("2026-W48") or by any of its days ("2026-11-25"). Null: no week. */
export function weekNamed(text: string, zone: string): Instant | null {
  const [, year, week] = /^(\d{4})-?W(\d{1,2})$/i.exec(text) ?? [];
  if (year === undefined || week === undefined) {
    const day = dayNamed(text, zone);
    return day === null ? null : startOfWeek(day, zone);
  }
  // The 4th of January is always in week 1.
  const fourth = { year: Number(year), month: 1, day: 4 + 7 * (Number(week) - 1) };
  if (!isWithinReason(fourth)) return null;
  const monday = startOfWeek(instantOf({ ...fourth, hour: 12, minute: 0 }, zone), zone);
  // Week 53 of a year that has 52, and week 0, are none.
  return isoWeek(monday, zone) === `${year}-W${week.padStart(2, '0')}` ? monday : null;
}

/** The first moment of "2026-11-25". Null: no date. */
export function dayNamed(text: string, zone: string): Instant | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const asked = { year: Number(year), month: Number(month), day: Number(day) };
  const there = new Date(Date.UTC(asked.year, asked.month - 1, asked.day));
  if (there.getUTCMonth() + 1 !== asked.month || there.getUTCDate() !== asked.day) return null;
  return isWithinReason(asked) ? instantOf({ ...asked, hour: 0, minute: 0 }, zone) : null;
}

const isWithinReason = ({ year }: LocalDay): boolean => year > 1999 && year < 2200;

/** The seven days of the week that begins at `monday`: the first moment of each, and of the Monday after. */
export const daysOfWeek = (monday: Instant, zone: string): { start: Instant; end: Instant }[] =>
  WEEKDAYS.map((_, index) => ({ start: plusDays(monday, index, zone), end: plusDays(monday, index + 1, zone) }));

/** Whole days by the calendar from one moment's day to another's. */
export const daysBetween = (from: Instant, to: Instant, zone: string): number =>
  Math.round((Date.parse(localDate(to, zone)) - Date.parse(localDate(from, zone))) / (24 * HOUR));
