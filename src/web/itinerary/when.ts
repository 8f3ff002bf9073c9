import { HOUR, MINUTE, type Instant } from '../../domain/time/instant.js';
import {
  instantOf,
  isLeftOut,
  localParts,
  showTime,
  startOfLocalDay,
  type LocalDateTime,
} from '../../domain/time/local.js';
import { dayNamed, plusDays } from '../../domain/time/week.js';
import { readMonth, readWrittenTime, realDate, type WrittenDate, type WrittenTime } from '../../domain/time/written.js';
import type { FormReading, Typed } from '../form/typed.js';

/** From when to when, as a person writes it: a date in three fields, and times by the clock on the wall. */

export function readDate(reading: FormReading): WrittenDate | null {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((field) =>
    reading.optional(field).normalize('NFKC'),
  );
  const number = readMonth(month);
  const isWhole = /^\d{1,2}$/.test(day) && /^\d{4}$/.test(year);
  const date = number === null || !isWhole ? null : realDate(Number(year), number, Number(day));
  if (date === null) reading.error('day', 'Enter a real date, such as 27 3 2027');
  return date;
}

/** Past midnight and shorter than this is meant; longer is a slip ("2:15" for 14:15), and would put the alarm off by half a day. */
const LONGEST_PAST_MIDNIGHT = 12 * HOUR;

/** The span, or null with its errors in `reading`. An end before the start is one of the next day. */
export function readSpan(reading: FormReading, zone: string): { start: Instant; end: Instant } | null {
  const date = readDate(reading);
  const start = readTimeOf(reading, 'start', 'Enter when it starts, such as 14:05');
  const end = readTimeOf(reading, 'end', 'Enter when it ends, such as 14:50');
  if (!date || !start || !end) return null;
  const from = momentOf(reading, 'start', { ...date, ...start }, zone);
  const goesOnTheSameDay = minuteOf(end) > minuteOf(start);
  const to = momentOf(reading, 'end', { ...date, day: date.day + (goesOnTheSameDay ? 0 : 1), ...end }, zone);
  if (from === null || to === null) return null;
  if (to > from && (goesOnTheSameDay || to - from < LONGEST_PAST_MIDNIGHT)) return { start: from, end: to };
  reading.error('end', 'The end must be after the start. Past midnight, a visit may last up to 12 hours');
  return null;
}

const minuteOf = ({ hour, minute }: WrittenTime): number => 60 * hour + minute;

export function readTimeOf(reading: FormReading, field: string, wanted: string): WrittenTime | null {
  const clock = readWrittenTime(reading.optional(field));
  if (!clock) reading.error(field, wanted);
  return clock;
}

/** The moment; null, with its error in `reading`, where the clocks leave it out: whoever typed it meant another. */
export function momentOf(reading: FormReading, field: string, local: LocalDateTime, zone: string): Instant | null {
  if (!isLeftOut(local, zone)) return instantOf(local, zone);
  const then = showTime(instantOf(local, zone), zone);
  const said = showTime(Date.UTC(2000, 0, 1, local.hour, local.minute), 'UTC');
  reading.error(
    field,
    `There is no ${said} that night: the clocks go forward. If you mean an hour later, enter ${then}`,
  );
  return null;
}

export const dateFields = (at: Instant, zone: string): Typed => {
  const { day, month, year } = localParts(at, zone);
  return { day: String(day), month: String(month), year: String(year) };
};

export const spanFields = (start: Instant, end: Instant, zone: string): Typed => ({
  ...dateFields(start, zone),
  start: showTime(start, zone),
  end: showTime(end, zone),
});

/** In five minutes for three quarters of an hour: what somebody who tries it out wants, and others change. */
export const soon = (at: Instant, zone: string): Typed => spanFields(at + 5 * MINUTE, at + 50 * MINUTE, zone);

/** The day that the itinerary is asked for, "2026-06-02"; without one, or with a wrong one, today. */
export function dayAsked(text: unknown, at: Instant, zone: string): { start: Instant; end: Instant } {
  const start = (typeof text === 'string' ? dayNamed(text, zone) : null) ?? startOfLocalDay(at, zone);
  return { start, end: plusDays(start, 1, zone) };
}
