import type { Instant } from '../../domain/time/instant.js';
import { DAY, HOUR, MINUTE } from '../../domain/time/instant.js';
import { instantOf } from '../../domain/time/local.js';

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(?:(Z)|([+-])(\d{2}):?(\d{2})?)?$/i;

/**
 * The moment that an ISO 8601 date and time names, or null where it names none (30 February). Without Z or an offset it
 * is local time in that zone.
 */
export function readInstant(written: string, zone: string): Instant | null {
  const found = ISO_8601.exec(written);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const [fraction = '0', utc, sign, offsetHours = '0', offsetMinutes = '0'] = found.slice(7);
  if (hour > 23 || minute > 59 || second > 59 || !isDate(year, month, day)) return null;
  const withinMinute = second * 1_000 + Math.floor(Number(`0.${fraction}`) * 1_000);
  const local = { year, month, day, hour, minute };
  if (utc === undefined && sign === undefined) return instantOf(local, zone) + withinMinute;
  if (Number(offsetMinutes) > 59) return null;
  const ahead = Number(offsetHours) * HOUR + Number(offsetMinutes) * MINUTE;
  if (ahead >= DAY) return null;
  return instantOf(local, 'UTC') + withinMinute - (sign === '-' ? -ahead : ahead);
}

/** Date.UTC carries 30 February over into March; a date that comes back changed does not exist. */
function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
