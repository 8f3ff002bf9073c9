import type { Instant } from '../../../domain/time/instant.js';
import { iso } from '../../../domain/time/instant.js';
import { instantOf, localParts } from '../../../domain/time/local.js';
import { dayTyped } from '../../form/day.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import { readWrittenTime } from '../../../domain/time/written.js';
import type { FieldNames } from '../refused.js';

export type ReadAbsence = { readonly absence: object } | { readonly errors: readonly FieldError[] };

/** From when to when, as people say it: the last day counts, unless a time is given at which they are back. */
export function readAbsence(person: string, typed: Typed, at: Instant, zone: string): ReadAbsence {
  const reading = new FormReading(typed);
  const from = momentOf(reading, 'first', 'Enter the first day away, such as 24/12/2026', zone, 'its start');
  const to = momentOf(reading, 'last', 'Enter the last day away, such as 28/12/2026', zone, 'its end');
  const reason = reading.required('reason', 'Enter a reason, such as annual leave');
  if (from !== null && to !== null && to <= from) reading.error('last', 'The end must be after the beginning');
  else if (to !== null && to <= at) reading.error('last', 'It is over already: enter an end that is still to come');
  if (reading.errors.length > 0 || from === null || to === null) return { errors: reading.errors };
  return { absence: { person, from: iso(from), to: iso(to), reason } };
}

function momentOf(
  reading: FormReading,
  field: 'first' | 'last',
  wanted: string,
  zone: string,
  without: 'its start' | 'its end',
): Instant | null {
  const typed = reading.optional(field);
  const day = dayTyped(typed, zone);
  if (day === null) reading.error(field, wanted);
  const time = reading.optional(`${field}Time`);
  if (time === '') return day === null ? null : without === 'its start' ? day : dayTyped(typed, zone, 1);
  const clock = readWrittenTime(time);
  if (!clock) reading.error(`${field}Time`, 'Enter a time, such as 12:30, or leave it empty');
  return day === null || !clock ? null : instantOf({ ...localParts(day, zone), ...clock }, zone);
}

export const ABSENCE_FIELDS: FieldNames = {
  first: 'first',
  fields: { from: 'first', to: 'last', reason: 'reason', person: 'first' },
  labels: { first: 'The beginning', last: 'The end', reason: 'The reason' },
};
