import { isEmergencyNumber } from '../../domain/organisation/emergency-number.js';
import { InvalidRequest } from './invalid-request.js';

const E164 = /^\+[1-9]\d{6,14}$/;
const PUNCTUATION = /[\s().-]/g;

/** E.164, as an API takes it; Twilio overlooks spaces and dashes. Null for all else and for the emergency numbers. */
export function e164(text: string): string | null {
  const number = text.replace(PUNCTUATION, '');
  return E164.test(number) && !isEmergencyNumber(number) ? number : null;
}

/** A number as someone types it on the page: 07700 900102 and 00447700900102 are understood too. */
export function writtenByAPerson(value: unknown, field: string): string {
  const plain = typeof value === 'string' ? value.replace(PUNCTUATION, '') : '';
  const number = e164(plain.replace(/^00/, '+').replace(/^0/, '+44'));
  if (number === null || isEmergencyNumber(plain)) {
    throw new InvalidRequest(
      field,
      'Give a phone number like 07700 900102 or +447700900102. Emergency numbers are refused.',
    );
  }
  return number;
}
