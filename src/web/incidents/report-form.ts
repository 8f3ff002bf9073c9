import type { Report } from '../../domain/input.js';
import { FormReading, type FieldError, type Typed } from '../form/typed.js';

/** What a responder says on a screen: the same reports as by text. */
export function readReport(typed: Typed): { readonly report: Report } | { readonly errors: readonly FieldError[] } {
  const reading = new FormReading(typed);
  const report = reportIn(reading);
  return report && reading.errors.length === 0 ? { report } : { errors: reading.errors };
}

function reportIn(reading: FormReading): Report | null {
  switch (reading.optional('report')) {
    case 'ack':
      return { kind: 'ack' };
    case 'safe':
      return { kind: 'safe', reason: short(reading, 'reason') };
    case 'stand_down':
      return { kind: 'stand_down', reason: reasonIn(reading) };
    case 'no_answer':
      return { kind: 'no_answer', times: 1 };
    case 'extend':
      return { kind: 'extend', by: { minutes: minutesIn(reading) } };
    case 'police':
      return { kind: 'police', policeReference: short(reading, 'reference'), operator: short(reading, 'operator') };
    case 'code':
      return { kind: 'code' };
    case 'hand_over':
      return { kind: 'hand_over', to: reading.required('to', 'Choose whom you hand it over to') };
    default:
      reading.error('report', 'Choose what you report');
      return null;
  }
}

/** A number only: the rules say how long one report may give. */
function minutesIn(reading: FormReading): number {
  const minutes = reading.required('minutes', 'Enter for how many more minutes, such as 30');
  if (minutes !== '' && !/^[1-9]\d{0,3}$/.test(minutes))
    reading.error('minutes', 'Enter the minutes as a whole number, such as 30');
  return Number(minutes);
}

/** At a field of its own: on the same page "they are safe" has an optional one. */
const reasonIn = (reading: FormReading): string =>
  reading.required('why', 'Enter the reason why it is stood down, such as: raised in error', LONGEST);

const LONGEST = 100;

function short(reading: FormReading, field: string): string | null {
  const text = reading.optional(field);
  if (text.length > LONGEST) reading.error(field, `Use ${LONGEST} characters or fewer`);
  return text === '' ? null : text;
}
