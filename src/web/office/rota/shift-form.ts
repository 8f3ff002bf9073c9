import { WEEKDAYS, type RotaShift } from '../../../domain/organisation/organisation.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import { readClock } from '../../itinerary/when.js';
import type { FieldNames } from '../refused.js';

export type ReadShift = { readonly shift: object } | { readonly errors: readonly FieldError[] };

/** As many contacts as a form has room for; one with more keeps them all. */
export const ROOM_FOR = 5;

export const contactFields = (typed: Typed): string[] => {
  const used = Object.keys(typed).flatMap((name) => /^contact-(\d{1,2})$/.exec(name)?.[1] ?? []);
  const most = Math.max(ROOM_FOR, ...used.map(Number));
  return Array.from({ length: most }, (_, index) => `contact-${index + 1}`);
};

export function readShift(unit: string, typed: Typed): ReadShift {
  const reading = new FormReading(typed);
  const contacts = contactFields(typed)
    .map((field) => reading.optional(field))
    .filter((id) => id !== '');
  if (contacts.length === 0) reading.error('contact-1', 'Choose who is asked first');
  const days = WEEKDAYS.filter((day) => typed[`day-${day}`] === 'yes');
  if (days.length === 0) reading.error('day-mon', 'Choose at least one day');
  const from = timeOf(reading, 'from', 'Enter when it begins, such as 17:30');
  const to = timeOf(reading, 'to', 'Enter when it ends, such as 08:30, or midnight');
  if (from === '24:00') reading.error('from', 'A shift that begins at midnight begins at 00:00 of the next day');
  if (reading.errors.length > 0) return { errors: reading.errors };
  return { shift: { unit, contacts: [...new Set(contacts)], days, from, to } };
}

function timeOf(reading: FormReading, field: 'from' | 'to', wanted: string): string {
  const typed = reading.optional(field).toLowerCase();
  if (['24:00', '2400', '24.00'].includes(typed) || (typed === 'midnight' && field === 'to')) return '24:00';
  const clock = readClock(typed === 'midnight' ? '00:00' : typed);
  if (!clock) reading.error(field, wanted);
  return clock ? [clock.hour, clock.minute].map((part) => String(part).padStart(2, '0')).join(':') : '';
}

export const shiftFields = ({ contacts, days, from, to }: RotaShift): Typed => ({
  ...Object.fromEntries(contacts.map((id, index) => [`contact-${index + 1}`, id])),
  // Room for one more.
  [`contact-${contacts.length + 1}`]: '',
  ...Object.fromEntries(days.map((day) => [`day-${day}`, 'yes'])),
  from,
  to,
});

export const SHIFT_FIELDS: FieldNames = {
  first: 'contact-1',
  fields: { contacts: 'contact-1', days: 'day-mon', from: 'from', to: 'to' },
  labels: { 'contact-1': 'The contacts', 'day-mon': 'The days', from: 'The beginning', to: 'The end' },
};
