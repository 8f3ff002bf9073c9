import type { ClockTime } from '../time/clock-time.js';

/** One word of a text, as the grammar sees it. */
export interface Word {
  /** Lower case, without accents or apostrophes, spelt out ("i've" is two words, "i" and "have"). */
  readonly text: string;
  /** Where it stands in the tidied body, for the few answers that are quoted exactly as written. */
  readonly from: number;
  readonly to: number;
  /** Punctuation or a new line stands before it. No phrase is read across a pause. */
  readonly pause: boolean;
  /** Nothing at all stands before it: the "45" of "arrived45". */
  readonly glued: boolean;
  /** It began with a capital letter. */
  readonly capital: boolean;
  /** Set by readTimes for a length of time, a time of day, or a number that might be either. */
  readonly time?: SpokenTime;
}

/**
 * A stretch of words read as a time. "45" may be minutes or nothing, "3" may be minutes or three o'clock:
 * the phrase round it decides ("for 45", "until 3").
 */
export interface SpokenTime {
  readonly said: 'length' | 'clock' | 'number';
  readonly minutes: number | null;
  readonly clock: ClockTime | null;
}
