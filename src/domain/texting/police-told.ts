import type { PlainText } from './normalise.js';
import { anyOf, doubted, phrases, phrasesIn, saysOnly, together, without, type PhraseBook } from './phrases.js';
import { policeReferenceIn } from './police-reference.js';
import { GREETINGS } from './small-talk.js';
import type { ResponderWord } from './spoken.js';
import type { Word } from './word.js';

/** It has been done. "Calling the police now" has not, and is only an acknowledgement. */
const POLICE_TOLD = phrases(
  'police [have/has] [now] [been] told/informed/called/aware/notified/contacted/rung/phoned/updated',
  'police are/is [now] aware/attending/informed/involved',
  'police [are] on [the/their] way',
  'told/informed/called/rang/rung/phoned/notified/contacted/updated [the] police',
  'spoke/spoken/reported to [the] police',
  'reported [it] to [the] police',
  'been on to [the] police',
  'passed [it] to [the] police',
  'told/called/rang/phoned/dialled 999',
  '999 called/told/informed',
);
export const POLICE = phrases('police', 'cad');
/** It is about to be done. */
export const POLICE_TO_COME = phrases(
  '[i] [am] calling/ringing/phoning/contacting [the] police [now]',
  '[i] will call/ring/phone/contact [the] police [now]',
  '[i] [am] going to call/ring/phone [the] police [now]',
);
const BEFORE_POLICE_TOLD = together(
  GREETINGS,
  phrases(
    'i/we/have/now/just/already/ok/and/so/hi/done/yes',
    'no answer/reply/response [again/twice]',
    'still no answer/reply/response',
    'tried twice',
    'no',
    'voicemail [twice]',
  ),
);
const AFTER_POLICE = together(GREETINGS, phrases('done', 'told', 'informed', 'attending', 'en route', 'sent'));
const NOT_TOLD_IF_BEFORE = anyOf('no not never');
const NOT_TOLD = anyOf('? not no never by if unless should hold engaged busy away coming');
/** "I told police would be called". */
const NOT_TOLD_IF_NEXT = anyOf('will would may might are is was were should need could can have to');
const NO_REFERENCE_YET = phrases('to follow', 'no {number}', 'no ref/reference/number/log [yet/given]');

export function policeTold(text: PlainText, words: readonly Word[]): ResponderWord | null {
  const [told] = phrasesIn(words, POLICE_TOLD);
  const [named] = phrasesIn(words, POLICE);
  const said = told ?? named;
  if (said === undefined) return null;
  const before = words.slice(0, said.from);
  if (!knows(before, BEFORE_POLICE_TOLD) || doubted(words, said.from, NOT_TOLD_IF_BEFORE)) return null;

  const isCad = words[said.from]!.text === 'cad';
  const after = words.slice(isCad ? said.from : said.to);
  if (without(after, NO_REFERENCE_YET).some((word) => NOT_TOLD.has(word.text))) return null;
  const [next] = after;
  if (next !== undefined && !next.pause && NOT_TOLD_IF_NEXT.has(next.text)) return null;

  const reference = policeReferenceIn(text, after);
  // "Police" by itself, without a reference, may go on in any way: nothing unknown may follow it.
  if (told === undefined && reference === null && !knows(after, AFTER_POLICE)) return null;
  return { verb: 'police', policeReference: reference };
}

const knows = (words: readonly Word[], book: PhraseBook): boolean =>
  words.length === 0 || saysOnly(words, book, book) !== null;
