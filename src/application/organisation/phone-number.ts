import type { NumberType, PhoneNumber } from 'libphonenumber-js/max';
import { ParseError, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { isEmergencyNumber } from '../../domain/organisation/emergency-number.js';
import { dramaNumberType } from './drama-numbers.js';

/** `fault` reads after the place or the number itself ("people[2].mobile: is a landline; ..."); `mend` is a sentence. */
export type PhoneNumberReading = { readonly e164: string } | { readonly fault: string; readonly mend: string };

/**
 * Reads a phone number as people write it; one without a country code is British. Drama numbers are taken everywhere:
 * whether they may be used with a real provider is for whoever sends.
 *
 * @param kind 'mobile': texts go there; 'any': a person rings it
 */
export function readPhoneNumber(text: string, kind: 'mobile' | 'any'): PhoneNumberReading {
  // The longest number has 15 digits; anything far longer is not worth looking into.
  if (text.length > 100) return { fault: PARSE_FAULT.TOO_LONG, mend: example(kind) };
  const written = text.replace(INVISIBLE, '').trim();
  if (written === '') return { fault: 'is empty', mend: example(kind) };
  if (isEmergencyNumber(written)) return EMERGENCY;
  const number = parse(written.replace(/^tel:/i, ''));
  if (typeof number === 'string') return { fault: number, mend: example(kind) };
  // What was understood is looked at once more, in case the library reads a form that the first look does not.
  if (isEmergencyNumber(number.number)) return EMERGENCY;
  if (number.ext !== undefined) {
    return { fault: 'has an extension, which cannot be kept', mend: 'Give a number that reaches them directly.' };
  }
  const type = dramaNumberType(number.number) ?? number.getType();
  if (type === undefined) return { fault: faultOfLength(number), mend: `Check its digits. ${example(kind)}` };
  if (kind === 'mobile' && !TAKES_TEXTS.has(type)) {
    return { fault: `is ${PLAIN_TYPE[type]}; texts need a mobile`, mend: example(kind) };
  }
  return { e164: number.number };
}

const EMERGENCY: PhoneNumberReading = {
  fault: 'is an emergency or police number; Allswell never dials or texts 999, 112 or 101',
  mend: "Give a person's or a control room's own number; people dial 999 themselves.",
};

const example = (kind: 'mobile' | 'any'): string =>
  kind === 'mobile'
    ? 'Give a mobile number, as 07700 900123 or +447700900123.'
    : 'Give a number with its area code, as 01632 960123 or +441632960123.';

/** Direction marks and the like, which come along when a number is copied from a phone's contacts. */
const INVISIBLE = /\p{Cf}/gu;

/** The number, or what is wrong with it. */
function parse(written: string): PhoneNumber | string {
  try {
    return parsePhoneNumberWithError(written, { defaultCountry: 'GB', extract: false });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return PARSE_FAULT[error.message as keyof typeof PARSE_FAULT] ?? PARSE_FAULT.NOT_A_NUMBER;
  }
}

const PARSE_FAULT = {
  NOT_A_NUMBER: 'is not a phone number',
  INVALID_COUNTRY: 'has a country code that no country has',
  TOO_SHORT: 'is too short for a phone number',
  TOO_LONG: 'is too long for a phone number',
};

const faultOfLength = (number: PhoneNumber): string =>
  number.isPossible() ? 'is not a number that is in use' : 'has too few or too many digits';

// In some countries (the United States) nobody can tell a mobile from a landline by its number.
const TAKES_TEXTS: ReadonlySet<NumberType> = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE'] as const);

const PLAIN_TYPE: Record<NonNullable<NumberType>, string> = {
  MOBILE: 'a mobile',
  FIXED_LINE_OR_MOBILE: 'a mobile',
  FIXED_LINE: 'a landline',
  PREMIUM_RATE: 'a premium-rate number',
  TOLL_FREE: 'a freephone number',
  SHARED_COST: 'a shared-cost number',
  VOIP: 'an internet telephone number',
  PERSONAL_NUMBER: 'a personal (070) number',
  PAGER: 'a pager',
  UAN: 'a company (03) number',
  VOICEMAIL: 'a voicemail number',
};
