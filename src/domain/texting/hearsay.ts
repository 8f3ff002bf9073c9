import { anyOf, phrases, phrasesIn } from './phrases.js';
import type { Word } from './word.js';

/**
 * Word of the practitioner from anyone else is no word of the practitioner: "spoke to him, she's fine" may be what
 * the person behind the door wishes to be believed. Nor is a name enough: "spoke to Dave" does not say who Dave is.
 */
export const isHearsay = (words: readonly Word[]): boolean => {
  const mentions = (...people: string[]): boolean => words.some((word) => people.includes(word.text));
  const twoPeople = mentions('she', 'her') && mentions('he', 'him', 'his');
  return (
    twoPeople ||
    phrasesIn(words, SPOKE_TO).some(({ to }) => !PRONOUNS.has(words[to - 1]!.text)) ||
    words.some((word) => SOMEBODY_ELSE.has(word.text))
  );
};
const SPOKE_TO = phrases('spoke/spoken/talked to/with {name}');
const PRONOUNS = anyOf('her him them both');
export const SOMEBODY_ELSE = anyOf(
  `neighbour neighbours neighbor husband wife partner boyfriend girlfriend mum mother dad father parents son
   daughter brother sister carer mr mrs ms miss police office colleague manager receptionist reception security
   landlord tenant staff control someone somebody`,
);
