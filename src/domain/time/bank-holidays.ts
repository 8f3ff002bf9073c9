import type { Instant } from './instant.js';
import { DAY } from './instant.js';
import { localDate } from './local.js';

/**
 * The bank holidays of England and Wales, as the Banking and Financial Dealings Act 1971 and the yearly proclamations of
 * New Year's Day and the first Monday in May have them. Days that are proclaimed once (a coronation) are not known here.
 */
export function bankHoliday(at: Instant, zone: string): string | null {
  if (zone !== 'Europe/London') return null;
  const date = localDate(at, zone);
  return holidaysOf(Number(date.slice(0, 4))).get(date) ?? null;
}

const known = new Map<number, ReadonlyMap<string, string>>();

function holidaysOf(year: number): ReadonlyMap<string, string> {
  let holidays = known.get(year);
  if (!holidays) {
    const easter = easterSunday(year);
    const days: [Instant, string][] = [
      [workingDay(Date.UTC(year, 0, 1)), 'New Year’s Day'],
      [easter - 2 * DAY, 'Good Friday'],
      [easter + DAY, 'Easter Monday'],
      [mondayFrom(Date.UTC(year, 4, 1)), 'Early May bank holiday'],
      [mondayFrom(Date.UTC(year, 4, 25)), 'Spring bank holiday'],
      [mondayFrom(Date.UTC(year, 7, 25)), 'Summer bank holiday'],
      ...christmas(year),
    ];
    holidays = new Map(days.map(([day, name]) => [new Date(day).toISOString().slice(0, 10), name]));
    known.set(year, holidays);
  }
  return holidays;
}

const weekdayOf = (day: Instant): number => new Date(day).getUTCDay();

/** The day itself, or the Monday after a weekend. */
const workingDay = (day: Instant): Instant => day + ({ 6: 2, 0: 1 }[weekdayOf(day)] ?? 0) * DAY;

/** The first Monday on that day or after it. */
const mondayFrom = (day: Instant): Instant => day + ((8 - weekdayOf(day)) % 7) * DAY;

/** Two days; one that falls on a weekend is made good on the next day that is not the other's. */
function christmas(year: number): [Instant, string][] {
  const first = Date.UTC(year, 11, 25);
  const names = ['Christmas Day', 'Boxing Day'] as const;
  switch (weekdayOf(first)) {
    case 5: // Boxing Day is a Saturday.
      return [
        [first, names[0]],
        [first + 3 * DAY, names[1]],
      ];
    case 6: // Saturday and Sunday: Monday and Tuesday.
      return [
        [first + 2 * DAY, names[0]],
        [first + 3 * DAY, names[1]],
      ];
    case 0: // Christmas Day is a Sunday, Boxing Day the Monday.
      return [
        [first + DAY, names[1]],
        [first + 2 * DAY, names[0]],
      ];
    default:
      return [
        [first, names[0]],
        [first + DAY, names[1]],
      ];
  }
}

/** Gregorian Easter by Gauss's reckoning of the full moon. */
function easterSunday(year: number): Instant {
  const century = Math.floor(year / 100);
  const moon = (15 + century - Math.floor(century / 4) - Math.floor((13 + 8 * century) / 25)) % 30;
  const sun = (4 + century - Math.floor(century / 4)) % 7;
  const d = (19 * (year % 19) + moon) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + sun) % 7;
  const late = (d === 29 && e === 6) || (d === 28 && e === 6 && (11 * moon + 11) % 30 < 19);
  return Date.UTC(year, 2, 22 + d + e - (late ? 7 : 0));
}
