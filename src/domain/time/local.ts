import type { Weekday } from '../organisation/organisation.js';
import { WEEKDAYS } from '../organisation/organisation.js';
import type { ClockTime } from './clock-time.js';
import type { Instant, Milliseconds } from './instant.js';
import { DAY, HOUR, MINUTE, SECOND } from './instant.js';

/** A date and time as a wall calendar and a wall clock show them. `month` 1 to 12, `hour` 0 to 23. */
export interface LocalDateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

export interface LocalParts extends LocalDateTime {
  readonly weekday: Weekday;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** What the clock on the wall shows at that moment in that zone (an IANA name, as "Europe/London"). */
export function localParts(at: Instant, zone: string): LocalParts {
  const wall = wallAt(at, zone);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    // getUTCDay counts from Sunday, WEEKDAYS from Monday.
    weekday: WEEKDAYS[(wall.getUTCDay() + 6) % 7]!,
  };
}

/**
 * The moment at which the clock shows that date and time.
 *
 * A time that the spring change leaves out moves forward by what the clocks jump: 01:30 on the last Sunday of March is
 * 02:30 BST. A time that the autumn change brings twice is the first of the two: 01:30 on the last Sunday of October
 * is 01:30 BST, so that whatever is due then is looked at earlier, never later. Parts beyond their range carry over:
 * hour 24 is midnight at the end of the day.
 */
export function instantOf(local: LocalDateTime, zone: string): Instant {
  return Math.min(...occurrences(local, zone));
}

/** Whether the clock never shows that date and time: the hour that the spring change leaves out. Hour 24 is the next day's 0. */
export function isLeftOut(local: LocalDateTime, zone: string): boolean {
  const shown = localParts(instantOf(local, zone), zone);
  return shown.hour !== local.hour % 24 || shown.minute !== local.minute;
}

/** Which of the two it is, where the clock shows that date and time twice that night: in the hour that the autumn change repeats. */
export function whichOfTwo(at: Instant, zone: string): 'first' | 'second' | null {
  const both = occurrences(localParts(at, zone), zone);
  if (both.length < 2) return null;
  return at < Math.max(...both) ? 'first' : 'second';
}

/**
 * The next moment, later than `after`, at which the clock shows that time. A time that may be morning or afternoon is
 * whichever comes first: "3:30" said at 14:00 is 15:30, and an exact "15:30" said at 16:00 is tomorrow's.
 */
export function nextAt(clock: ClockTime, after: Instant, zone: string): Instant {
  const today = localParts(after, zone);
  const { minute } = clock;
  const coming = [0, 1, 2].flatMap((days) =>
    hoursMeant(clock).flatMap((hour) => occurrences({ ...today, day: today.day + days, hour, minute }, zone)),
  );
  return Math.min(...coming.filter((at) => at > after));
}

/**
 * The last moment, at or before `latest`, at which the clock showed that time: today's or yesterday's, and of an hour that the
 * autumn change brings twice the later one that is not still to come.
 */
export function lastAt(
  { hour, minute }: Pick<LocalDateTime, 'hour' | 'minute'>,
  latest: Instant,
  zone: string,
): Instant {
  const today = localParts(latest, zone);
  const past = [0, 1].flatMap((days) => occurrences({ ...today, day: today.day - days, hour, minute }, zone));
  return Math.max(...past.filter((at) => at <= latest));
}

/** "15:30" */
export function showTime(at: Instant, zone: string): string {
  const { hour, minute } = localParts(at, zone);
  return `${two(hour)}:${two(minute)}`;
}

/** "Tue 1 Dec 15:30". Names are written here, not taken from the machine's locale data, which differ ("Sep", "Sept"). */
export function showDayTime(at: Instant, zone: string): string {
  const wall = wallAt(at, zone);
  return `${DAYS[wall.getUTCDay()]} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]} ${showTime(at, zone)}`;
}

/** "15:30", and with the day where it is not today. */
export const showNear = (at: Instant, now: Instant, zone: string): string =>
  localDate(at, zone) === localDate(now, zone) ? showTime(at, zone) : showDayTime(at, zone);

/** The first moment of the local day that holds `at`. */
export function startOfLocalDay(at: Instant, zone: string): Instant {
  return instantOf({ ...localParts(at, zone), hour: 0, minute: 0 }, zone);
}

/** "2026-12-01" */
export function localDate(at: Instant, zone: string): string {
  const { year, month, day } = localParts(at, zone);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The hours on a 24-hour clock that the speaker may have meant. 0 and 13 to 24 can mean one thing only. */
function hoursMeant({ hour, exact }: ClockTime): readonly number[] {
  return exact || hour === 0 || hour > 12 ? [hour] : [hour % 12, (hour % 12) + 12];
}

/** Every moment at which the clock shows that time: one, two when clocks go back; when it is left out, the one after the jump. */
function occurrences(local: LocalDateTime, zone: string): readonly Instant[] {
  const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute);
  // No place is more than 14 hours from UTC, so a day either side is before and after any change near that time.
  const before = offsetAt(wall - DAY, zone);
  const after = offsetAt(wall + DAY, zone);
  const shown = [...new Set([wall - before, wall - after])].filter((at) => at + offsetAt(at, zone) === wall);
  return shown.length > 0 ? shown : [wall - before];
}

/** A Date whose UTC fields read what the local clock shows: local time without asking the machine for its own zone. */
const wallAt = (at: Instant, zone: string): Date => new Date(at + offsetAt(at, zone));

/** How far local time is ahead of UTC at that moment. Asked many times of the same quarter of an hour, and dear to find out. */
function offsetAt(at: Instant, zone: string): Milliseconds {
  // Since 1973 every change of a clock has fallen on a quarter of an hour of UTC.
  if (at < QUARTERS_SINCE) return askedOffset(at, zone);
  const quarter = Math.floor(at / QUARTER);
  let offsets = knownOffsets.get(zone);
  if (offsets === undefined || offsets.size > MOST_KNOWN)
    knownOffsets.set(zone, (offsets = new Map<number, Milliseconds>()));
  let offset = offsets.get(quarter);
  if (offset === undefined) offsets.set(quarter, (offset = askedOffset(at, zone)));
  return offset;
}

const QUARTER: Milliseconds = 15 * MINUTE;
const QUARTERS_SINCE: Instant = Date.UTC(1973, 0, 1);
const MOST_KNOWN = 5_000;
const knownOffsets = new Map<string, Map<number, Milliseconds>>();

function askedOffset(at: Instant, zone: string): Milliseconds {
  const shown = OFFSET.exec(formatterFor(zone).format(at));
  if (shown === null) throw new Error(`No offset is known for ${zone}`);
  const [, sign, hours, minutes, seconds] = shown;
  if (sign === undefined) return 0;
  const ahead = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds ?? 0) * SECOND;
  return sign === '+' ? ahead : -ahead;
}

/** "GMT", "GMT+01:00"; some zones before 1972 have seconds. */
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/;

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formatters.set(zone, formatter);
  }
  return formatter;
}
