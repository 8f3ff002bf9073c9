import { HOUR, MINUTE, type Instant } from '../../domain/time/instant.js';
import { instantOf, localParts, showTime, startOfLocalDay } from '../../domain/time/local.js';
import { dayNamed, plusDays } from '../../domain/time/week.js';
import type { FormReading, Typed } from '../form/typed.js';

/** From when to when, as a person writes it: a date in three fields, and times by the clock on the wall. */

/** "14:05", "14.05", "1405", "2:05pm", "9 am". */
const CLOCK = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/i;

export function readClock(text: string): { hour: number; minute: number } | null {
  const found = CLOCK.exec(text);
  if (!found) return null;
  const [, hours = '', minutes, half] = found;
  if (minutes === undefined && half === undefined) return null;
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12 || minute > 59) return null;
    return { hour: (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0), minute };
  }
  return hour > 23 || minute > 59 ? null : { hour, minute };
}

export function readDate(reading: FormReading): { year: number; month: number; day: number } | null {
  const [day, month, year] = ['day', 'month', 'year'].map((field) => Number(reading.optional(field) || Number.NaN));
  const date = new Date(Date.UTC(year!, month! - 1, day));
  if (date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month && date.getUTCDate() === day)
    return { year, month, day };
  reading.error('day', 'Enter a real date, such as 27 3 2027');
  return null;
}

/** Past midnight and shorter than this is meant; longer is a slip ("2:15" for 14:15), and would put the alarm off by half a day. */
const LONGEST_PAST_MIDNIGHT = 12 * HOUR;

/** The span, or null with its errors in `reading`. An end before the start is one of the next day. */
export function readSpan(reading: FormReading, zone: string): { start: Instant; end: Instant } | null {
  const date = readDate(reading);
  const start = readTimeOf(reading, 'start', 'Enter when it starts, such as 14:05');
  const end = readTimeOf(reading, 'end', 'Enter when it ends, such as 14:50');
  if (!date || !start || !end) return null;
  const from = instantOf({ ...date, ...start }, zone);
  const sameDay = instantOf({ ...date, ...end }, zone);
  if (sameDay > from) return { start: from, end: sameDay };
  const nextDay = instantOf({ ...date, day: date.day + 1, ...end }, zone);
  if (nextDay - from < LONGEST_PAST_MIDNIGHT && nextDay > from) return { start: from, end: nextDay };
  reading.error('end', 'The end must be after the start. Past midnight, a visit may last up to 12 hours');
  return null;
}

export function readTimeOf(
  reading: FormReading,
  field: string,
  wanted: string,
): { hour: number; minute: number } | null {
  const clock = readClock(reading.optional(field));
  if (!clock) reading.error(field, wanted);
  return clock;
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
