import type { PlainText } from './normalise.js';
import { anyOf, phraseAt, phrases } from './phrases.js';
import type { Word } from './word.js';

/** What stands between "police" and the reference, and is not part of it. */
const LABELS = phrases(
  '[have/has] [been] told/informed/called/aware/notified/contacted/rung/phoned/updated',
  'at [about] {time}',
  'at {clock}',
  '{amount} ago',
  'ref/reference/incident/number/no/is/the/my/their/your/with/gave/given/me/us/and/now/ok/thanks/already/on/under',
  'to follow',
);

/** Labels that the police themselves put before a number, and which belong to it: "CAD 1234", "log 567 of 22 Nov". */
const BEGINS_A_REFERENCE = anyOf('cad log inc crime storm event serial urn');

const EDGES = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;

/** The reference the police gave, exactly as written but for the punctuation at its edges. Null where none is. */
export function policeReferenceIn(text: PlainText, words: readonly Word[]): string | null {
  let start = 0;
  for (let taken = phraseAt(words, 0, LABELS); taken > 0; taken = phraseAt(words, start, LABELS)) start += taken;
  const first = words[start];
  const last = words.at(-1);
  if (first === undefined || last === undefined || !beginsReference(words.slice(start))) return null;
  return text.body.slice(first.from, last.to).replace(EDGES, '') || null;
}

/** A number at once, or after a label: "123 of 22 Nov", "GMP-123", "Met CAD 123". A length of time is none. */
function beginsReference(words: readonly Word[]): boolean {
  const [first, second, third] = words;
  if (isNumber(first)) return true;
  if (isNumber(second)) return second!.glued || isJoined(first!, second!) || BEGINS_A_REFERENCE.has(first!.text);
  return isNumber(third) && (BEGINS_A_REFERENCE.has(first!.text) || BEGINS_A_REFERENCE.has(second!.text));
}

const isJoined = (one: Word, next: Word): boolean => next.from - one.to === 1 && !next.pause && one.capital;

const isNumber = (word: Word | undefined): boolean =>
  word !== undefined && /^\d/.test(word.text) && word.time?.said !== 'length';
