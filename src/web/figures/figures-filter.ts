import { monthOf, monthsFrom, plusMonths, type Month } from '../../domain/figures/months.js';
import type { Instant } from '../../domain/time/instant.js';
import { FormReading, type FieldError, type Typed } from '../form/typed.js';

/** Which figures an address asks for. What it asks for in vain is left out, and named in `errors`. */
export interface FiguresFilter {
  readonly unit: string | null;
  readonly months: readonly Month[];
  readonly errors: readonly FieldError[];
}

/** Half a year, unless it is said. */
const USUAL = 6;
export const MOST_MONTHS = 36;

export function readFiguresFilter(typed: Typed, units: readonly string[], now: Instant, zone: string): FiguresFilter {
  const reading = new FormReading(typed);
  const unit =
    reading.optional('unit') === ''
      ? null
      : reading.oneOf('unit', units, 'Unit must be one of those in the list: it was left out');
  const last = monthTyped(reading, 'to', 'To') ?? monthOf(now, zone);
  const first = monthTyped(reading, 'from', 'From') ?? plusMonths(last, 1 - USUAL);
  const months = spanOf(reading, first, last) ?? usualTo(monthOf(now, zone));
  return { unit, months, errors: reading.errors };
}

const usualTo = (last: Month): Month[] => monthsFrom(plusMonths(last, 1 - USUAL), last);

function spanOf(reading: FormReading, first: Month, last: Month): Month[] | null {
  if (first > last) {
    reading.error('to', 'To must be the same month as from, or later');
    return null;
  }
  if (plusMonths(first, MOST_MONTHS) <= last) {
    reading.error('from', `From must be at the most ${MOST_MONTHS} months before to`);
    return null;
  }
  return monthsFrom(first, last);
}

/** "6/2026", as people type it, or "2026-06". */
function monthTyped(reading: FormReading, field: string, name: string): Month | null {
  const text = reading.optional(field);
  if (text === '') return null;
  const [, month, year] = /^(\d{1,2})[/. -](\d{4})$/.exec(text) ?? [];
  const [, isoYear, isoMonth] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
  const ordinal = Number(month ?? isoMonth);
  const of = Number(year ?? isoYear);
  if (ordinal >= 1 && ordinal <= 12 && of >= 2000) return `${of}-${String(ordinal).padStart(2, '0')}`;
  reading.error(field, `${name} must be a month, such as 6/2026`);
  return null;
}
