import { HARMS } from '../../../domain/follow-up/called-for.js';
import { endOfDayOf } from '../../../domain/follow-up/due.js';
import type { OwnFollowUp, ReviewText, SeenChange } from '../../../application/follow-ups.js';
import type { Refusal } from '../../../application/refusal.js';
import type { Instant } from '../../../domain/time/instant.js';
import { dayTyped } from '../../form/day.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';

type Read<T> = { readonly value: T } | { readonly errors: readonly FieldError[] };

const LONGEST = 2_000;

const read = <T>(reading: FormReading, value: T): Read<T> =>
  reading.errors.length > 0 ? { errors: reading.errors } : { value };

export function readReview(typed: Typed): Read<ReviewText> {
  const reading = new FormReading(typed);
  const harm = reading.oneOf('harm', HARMS, 'Say whether anybody was threatened or hurt') ?? 'none';
  const account = reading.required('account', 'Enter what came of it', LONGEST);
  const learned = reading.required('learned', 'Enter what was learned, or "nothing"', LONGEST);
  const seen = /^\d{1,15}$/.test(reading.optional('seen')) ? Number(reading.optional('seen')) : null;
  return read(reading, { harm, account, learned, seen });
}

export function readOwn(typed: Typed, zone: string): Read<OwnFollowUp> {
  const reading = new FormReading(typed);
  const what = reading.required('what', 'Enter what is to be done');
  const owner = reading.required('owner', 'Choose who sees to it');
  const dueAt = dueIn(reading, zone);
  return read(reading, { what, owner, dueAt: dueAt ?? 0, required: reading.optional('required') === 'yes' });
}

/** Which of the forms of its page was sent stands in `action`. */
export function readChange(typed: Typed, zone: string): Read<SeenChange> {
  const reading = new FormReading(typed);
  const action = reading.optional('action');
  const version = reading.optional('seen');
  const seen = /^\d{1,9}$/.test(version) ? Number(version) : -1;
  switch (action) {
    case 'done':
      return read(reading, { seen, state: 'done', note: note(reading, 'done-note') });
    case 'not_needed':
      return read(reading, {
        seen,
        state: 'not_needed',
        note: reading.required('not-needed-note', 'Enter why it is not needed', LONGEST),
      });
    case 'open':
      return read(reading, {
        seen,
        state: 'open',
        note: reading.required('open-note', 'Enter why it is to be done after all', LONGEST),
      });
    case 'assign': {
      const owner = reading.required('owner', 'Choose who sees to it');
      const dueAt = dueIn(reading, zone);
      return read(reading, { seen, owner, dueAt: dueAt ?? 0 });
    }
    default:
      reading.error('done', 'Choose what you want to do');
      return { errors: reading.errors };
  }
}

export function readReason(typed: Typed, missing: string): Read<string> {
  const reading = new FormReading(typed);
  return read(reading, reading.required('reason', missing, LONGEST));
}

function note(reading: FormReading, field: string): string | null {
  const text = reading.optional(field);
  if (text.length > LONGEST) reading.error(field, `Use ${LONGEST} characters or fewer`);
  return text === '' ? null : text;
}

function dueIn(reading: FormReading, zone: string): Instant | null {
  const text = reading.required('due', 'Enter the day by which it is due, such as 17/5/2026');
  const day = text === '' ? null : dayTyped(text, zone);
  if (text !== '' && day === null) reading.error('due', 'Due must be a real date, such as 17/5/2026');
  return day === null ? null : endOfDayOf(day, zone);
}

/** What the rules refuse, at the field of the page that it is about; `other` where it is about none. */
export const refusedAt = (refusal: Refusal, other: string): FieldError[] =>
  refusal.faults.length === 0
    ? [{ field: other, text: refusal.message }]
    : refusal.faults.map(({ field, message, mend }) => ({
        field: field === 'due' || field === 'owner' ? field : other,
        text: `${field === 'due' ? 'Due ' : field === 'owner' ? '' : `${field} `}${message}: ${mend}`,
      }));
