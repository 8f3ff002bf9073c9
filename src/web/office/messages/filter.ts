import type { MessageFilter, MessageView } from '../../../application/ports/reader.js';
import { MESSAGE_STATES } from '../../../application/ports/ledger.js';
import type { Instant } from '../../../domain/time/instant.js';
import { optionalDay } from '../../form/day.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';

/** Which texts an address asks for. What it asks for in vain is left out, and named in `errors`. */
export interface MessageAsked {
  readonly unit: string | null;
  readonly person: string | null;
  /** Digits that the number ends in. */
  readonly phoneEnds: string | null;
  readonly direction: MessageView['direction'] | null;
  readonly state: (typeof STATES)[number] | null;
  readonly from: Instant | null;
  /** The first moment that lies behind. */
  readonly to: Instant | null;
  readonly page: number;
  readonly errors: readonly FieldError[];
}

export const DIRECTIONS = ['outbound', 'inbound'] as const satisfies readonly MessageView['direction'][];

/** "trouble": whatever has not arrived, or of which it is not known. */
export const STATES = ['trouble', ...MESSAGE_STATES, 'received', 'handled'] as const;
const TROUBLE: readonly MessageView['state'][] = ['undelivered', 'failed', 'unknown'];

const LAST_PAGE = 100_000;

export function readMessageFilter(
  typed: Typed,
  choices: { readonly units: readonly string[]; readonly people: readonly string[] },
  zone: string,
): MessageAsked {
  const reading = new FormReading(typed);
  const among = <T extends string>(field: string, known: readonly T[], name: string): T | null =>
    reading.optional(field) === ''
      ? null
      : reading.oneOf(field, known, `${name} must be one of those in the list: it was left out`);
  const unit = among('unit', choices.units, 'Unit');
  const person = among('person', choices.people, 'Person');
  const phoneEnds = phoneTyped(reading);
  const direction = among('direction', DIRECTIONS, 'Direction');
  const state = among('state', STATES, 'State');
  const from = optionalDay(reading, 'from', 'From', zone);
  const to = optionalDay(reading, 'to', 'To', zone, 1);
  const backwards = from !== null && to !== null && to <= from;
  if (backwards) reading.error('to', 'To must be the same day as from, or later');
  const page = Math.max(1, Math.min(Number.parseInt(reading.optional('page'), 10) || 1, LAST_PAGE));
  return { unit, person, phoneEnds, direction, state, from, to: backwards ? null : to, page, errors: reading.errors };
}

/** "07700 900101", "+44 7700 900101", or its last digits. */
function phoneTyped(reading: FormReading): string | null {
  const text = reading.optional('phone');
  if (text === '') return null;
  const digits = text.replaceAll(/[\s()./-]/g, '').replace(/^(\+44|0044|0)(?=\d{9,})/, '');
  if (/^\+?\d{3,15}$/.test(digits)) return digits.replace('+', '');
  reading.error('phone', 'Phone number must be a number, or at least its last 3 digits');
  return null;
}

export const filterOf = (asked: MessageAsked): MessageFilter => ({
  person: asked.person ?? undefined,
  phoneEnds: asked.phoneEnds ?? undefined,
  direction: asked.direction ?? undefined,
  states: asked.state === null ? undefined : asked.state === 'trouble' ? TROUBLE : [asked.state],
  from: asked.from ?? undefined,
  to: asked.to ?? undefined,
});
