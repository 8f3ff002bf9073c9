import { anyOf } from './phrases.js';
import type { Word } from './word.js';

/** Numbers after these are something else: a time, a year, a police log, a collar number. */
const NOT_A_REFERENCE_AFTER = anyOf(
  `at until by from since about cad log crime badge collar pc shoulder number flat room pin ext extension jan
   feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september
   october november december`,
);

/**
 * Which word is the incident's reference: the first number of 4 or 5 digits that is no time, no part of a telephone
 * number, and not glued to letters of another reference ("GMP1234"). "safe4821" is a thumb that missed the space.
 */
export function incidentReferenceIn(words: readonly Word[], vocabulary: ReadonlySet<string>): number | null {
  const found = words.findIndex((word, at) => {
    if (!/^\d{4,5}$/.test(word.text) || isPartOfPhoneNumber(words, at)) return false;
    const before = words[at - 1];
    if (before === undefined) return true;
    return !NOT_A_REFERENCE_AFTER.has(before.text) && (!word.glued || vocabulary.has(before.text));
  });
  return found === -1 ? null : found;
}

/** "07700 900123", "+44 7700 900123": a run of numbers that begins with a nought or a country code. */
function isPartOfPhoneNumber(words: readonly Word[], at: number): boolean {
  const isRunOn = (nth: number): boolean => /^\d{3,}$/.test(words[nth]?.text ?? '') && !words[nth]!.pause;
  let start = at;
  while (start > 0 && isRunOn(start) && /^\d{2,}$/.test(words[start - 1]!.text)) {
    start--;
    if (/^0|^44$/.test(words[start]!.text)) return true;
  }
  return words[at]!.text.startsWith('0') && isRunOn(at + 1);
}
