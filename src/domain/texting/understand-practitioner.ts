import { arrived } from './arrival.js';
import { left } from './departure.js';
import { visits } from './diary.js';
import { callsForHelp } from './distress.js';
import { home } from './home.js';
import { late } from './lateness.js';
import { needsLonger } from './more-time.js';
import { plainText } from './normalise.js';
import { isReaction } from './reactions.js';
import { readTimes } from './span.js';
import type { PractitionerWord } from './spoken.js';
import { twilioKeeps } from './twilio-words.js';
import { abandon, noAccess } from './visit-not-made.js';
import type { Word } from './word.js';

/**
 * What a practitioner's text means.
 *
 * Two ways of reading, by what a mistake costs. Words that take protection away (left, home, no access, abandon) are
 * read closed: every word of the text must be known to be harmless, or nobody has left. Words that only change when we
 * look (arrived, extend, late) are read open: names and explanations may stand round them, unless a "not", an "if" or
 * a "he" stands in front. What is not understood is asked about, and the visit stays watched.
 */
export function understandPractitioner(body: string): PractitionerWord {
  const kept = twilioKeeps(body);
  if (kept !== null) return KEPT_BY_TWILIO[kept];
  if (isReaction(body)) return { verb: 'unclear' };
  const words = readTimes(plainText(body).words);
  // Distress wins over anything else the text says.
  if (callsForHelp(words)) return { verb: 'sos' };
  for (const reading of READINGS) {
    const word = reading(words);
    if (word !== null) return word;
  }
  return { verb: 'unclear' };
}

const KEPT_BY_TWILIO = {
  stop: { verb: 'opt_out' },
  end: { verb: 'perhaps_left' },
  start: { verb: 'opt_in' },
} as const;

type Reading = (words: readonly Word[]) => PractitionerWord | null;

const READINGS: readonly Reading[] = [noAccess, abandon, home, left, visits, arrived, needsLonger, late];
