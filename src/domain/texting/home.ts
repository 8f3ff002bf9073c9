import { phrases, saysOnly, together } from './phrases.js';
import { SMALL_TALK } from './small-talk.js';
import { spanIn } from './span.js';
import type { PractitionerWord } from './spoken.js';
import type { Word } from './word.js';

const HOME = phrases(
  '[safely/safe] home [safely/safe]',
  '[am/safe/safely] at home',
  'got/arrived/reached/made/back [it] home [safe/safely]',
);
const HOME_BY = phrases(
  '[back] home [safe] by/at/before/about [about] {time}',
  '[back] home [about] {clock}',
  '[back] home [in] [about] {length}',
  '[back] home in [about] {amount}',
);
const BESIDE_HOME = together(SMALL_TALK, phrases('i have', 'i', 'i am', 'am', 'finally', 'for the day/night'));
const MEANING_TO_BE = together(
  BESIDE_HOME,
  phrases('i/we will/should [be]', 'will/should [be]', 'be', 'aim/hope/expect/going to be'),
);

export function home(words: readonly Word[]): PractitionerWord | null {
  if (saysOnly(words, HOME_BY, MEANING_TO_BE) !== null) return { verb: 'home', by: spanIn(words, HOME_BY, phrases()) };
  return saysOnly(words, HOME, BESIDE_HOME) !== null ? { verb: 'home', by: null } : null;
}
