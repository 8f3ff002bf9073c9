import { DAY, HOUR, MINUTE, type Instant } from '../time/instant.js';

/**
 * A number is verified by a text with a code: whoever holds the phone reads it out or types it in. Six digits are few, so
 * they are good for a short time, for few tries and for once, and only the newest counts.
 */
export interface NumberCode {
  /** The number that it went to. */
  readonly mobile: string;
  readonly sentAt: Instant;
  readonly tries: number;
  readonly usedAt: Instant | null;
}

export const CODE_LASTS = 10 * MINUTE;
export const MOST_TRIES = 5;

/** Whether a try is looked at; otherwise nothing that is typed is right, and nobody is told why. */
export const isGood = (code: NumberCode | null, mobile: string, at: Instant): boolean =>
  code !== null &&
  code.mobile === mobile &&
  code.usedAt === null &&
  code.tries < MOST_TRIES &&
  at < code.sentAt + CODE_LASTS;

/** So many codes in so long. Guessing is as slow as this allows: five tries of a million to each code. */
const TO_A_NUMBER = [
  { most: 3, within: 15 * MINUTE },
  { most: 8, within: DAY },
] as const;
const BY_A_PERSON = [{ most: 40, within: HOUR }] as const;

/** From when on another code may go to this number, and from this person; the past, when it may now. */
export const mayBeSentFrom = (toNumber: readonly Instant[], byPerson: readonly Instant[]): Instant =>
  Math.max(
    ...TO_A_NUMBER.map(({ most, within }) => opensAt(toNumber, most, within)),
    ...BY_A_PERSON.map(({ most, within }) => opensAt(byPerson, most, within)),
  );

/** As far back as sent codes count. */
export const CODES_COUNT_FOR = DAY;

function opensAt(sent: readonly Instant[], most: number, within: number): Instant {
  const newest = [...sent].sort((a, b) => b - a);
  const last = newest[most - 1];
  return last === undefined ? Number.NEGATIVE_INFINITY : last + within;
}
