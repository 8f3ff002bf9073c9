import { WEEKDAYS, type RotaShift, type Weekday } from '../../../domain/organisation/organisation.js';
import { dayNumber, isDated, weekdayOf } from '../../../domain/organisation/shift.js';
import { localDate } from '../../../domain/time/local.js';
import { dayTyped } from '../../form/day.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import { readWrittenTime } from '../../../domain/time/written.js';
import type { FieldNames } from '../refused.js';

export type ReadShift = { readonly shift: RotaShift } | { readonly errors: readonly FieldError[] };

/** A form is for shifts of every week, or for those of one date; it says which. */
export const isSingle = (typed: Typed): boolean => typed['kind'] === 'single';

/** As many contacts as a form has room for; one with more keeps them all. */
export const ROOM_FOR = 5;

export const contactFields = (typed: Typed): string[] => {
  const used = Object.keys(typed).flatMap((name) => /^contact-(\d{1,2})$/.exec(name)?.[1] ?? []);
  const most = Math.max(ROOM_FOR, ...used.map(Number));
  return Array.from({ length: most }, (_, index) => `contact-${index + 1}`);
};

export function contactsTyped(reading: FormReading): string[] {
  const contacts = contactFields(reading.typed)
    .map((field) => reading.optional(field))
    .filter((id) => id !== '');
  if (contacts.length === 0) reading.error('contact-1', 'Choose who is asked first');
  return [...new Set(contacts)];
}

/** @param before the shift that is changed: the dates on which it is struck out stay, where its days do */
export function readShift(unit: string, typed: Typed, zone: string, before: RotaShift | null = null): ReadShift {
  const reading = new FormReading(typed);
  const single = isSingle(typed);
  const date = single ? dateTyped(reading, zone) : '';
  const days = WEEKDAYS.filter((day) => typed[`day-${day}`] === 'yes');
  if (!single && days.length === 0) reading.error('day-mon', 'Choose at least one day');
  const from = timeOf(reading, 'from', 'Enter when it begins, such as 17:30');
  const to = timeOf(reading, 'to', 'Enter when it ends, such as 08:30, or midnight');
  if (from === '24:00') reading.error('from', 'A shift that begins at midnight begins at 00:00 of the next day');
  const contacts = contactsTyped(reading);
  if (reading.errors.length > 0) return { errors: reading.errors };
  if (single) return { shift: { unit, contacts, date, from, to } };
  const except = before && !isDated(before) ? (before.except ?? []).filter((one) => days.includes(dayOf(one))) : [];
  return { shift: { unit, contacts, days, from, to, ...(except.length > 0 && { except }) } };
}

const dayOf = (date: string): Weekday => weekdayOf(dayNumber(date));

function dateTyped(reading: FormReading, zone: string): string {
  const start = dayTyped(reading.optional('date'), zone);
  if (start === null) reading.error('date', 'Enter the date on which it begins, such as 27/11/2026');
  return start === null ? '' : localDate(start, zone);
}

function timeOf(reading: FormReading, field: 'from' | 'to', wanted: string): string {
  const typed = reading.optional(field).toLowerCase();
  if (['24:00', '2400', '24.00'].includes(typed) || (typed === 'midnight' && field === 'to')) return '24:00';
  const clock = readWrittenTime(typed === 'midnight' ? '00:00' : typed);
  if (!clock) reading.error(field, wanted);
  return clock ? [clock.hour, clock.minute].map((part) => String(part).padStart(2, '0')).join(':') : '';
}

export const shiftFields = (shift: RotaShift): Typed => ({
  ...peopleFields(shift.contacts),
  ...(isDated(shift)
    ? { kind: 'single', date: dateField(shift.date) }
    : Object.fromEntries(shift.days.map((day) => [`day-${day}`, 'yes']))),
  from: shift.from,
  to: shift.to,
});

/** "27/11/2026", as people type it. */
export const dateField = (date: string): string => date.split('-').map(Number).reverse().join('/');

export const peopleFields = (contacts: readonly string[]): Typed => ({
  ...Object.fromEntries(contacts.map((id, index) => [`contact-${index + 1}`, id])),
  // Room for one more.
  [`contact-${contacts.length + 1}`]: '',
});

export const SHIFT_FIELDS: FieldNames = {
  first: 'contact-1',
  fields: { contacts: 'contact-1', days: 'day-mon', date: 'date', from: 'from', to: 'to' },
  labels: {
    'contact-1': 'The contacts',
    'day-mon': 'The days',
    date: 'The date',
    from: 'The beginning',
    to: 'The end',
  },
};
