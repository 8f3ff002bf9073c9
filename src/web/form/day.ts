import type { Instant } from '../../domain/time/instant.js';
import { instantOf } from '../../domain/time/local.js';
import { readWrittenDate } from '../../domain/time/written.js';
import type { FormReading } from './typed.js';

/** "17/5/2026", "17 May 2026" or "2026-05-17": the first moment of that day, or of one some days later. Null: no date. */
export function dayTyped(text: string, zone: string, later = 0): Instant | null {
  const date = readWrittenDate(text);
  if (date === null || date.year < 2000) return null;
  return instantOf({ ...date, day: date.day + later, hour: 0, minute: 0 }, zone);
}

/** A day that may be left out: null then, and where it is none, which is an error of the form. `name`: as its label says. */
export function optionalDay(
  reading: FormReading,
  field: string,
  name: string,
  zone: string,
  later = 0,
): Instant | null {
  const text = reading.optional(field);
  if (text === '') return null;
  const at = dayTyped(text, zone, later);
  if (at === null) reading.error(field, `${name} must be a real date, such as 17/5/2026`);
  return at;
}
