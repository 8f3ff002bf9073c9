import { plainText } from './normalise.js';

/**
 * Of whom "safe" was said, where several went: those whom the text names. Nobody where it speaks of one and does not say who;
 * null where it is of all of them, as "4821 SAFE" is, which was asked of each by name.
 */
export function spokenOf(
  body: string,
  people: readonly string[],
  nameOf: (person: string) => string,
): readonly string[] | null {
  const words = new Set(plainText(body).words.map(({ text }) => text));
  const says = (some: readonly string[]): boolean => some.some((word) => words.has(word));
  if (words.has('both')) return null;
  const firstNames = people.map((person) => plainText(nameOf(person)).words[0]?.text ?? '');
  const named = people.filter((_, nth) => says([firstNames[nth]!]));
  // A name that two of them have does not say which.
  const plain = named.filter((person) => {
    const name = firstNames[people.indexOf(person)];
    return firstNames.filter((other) => other === name).length === 1;
  });
  // "Priya is safe, they are in the car": "they" may be one.
  if (named.length > 0) return plain;
  return says(ONE) && !says(ALL) ? [] : null;
}

const ALL = ['they', 'them', 'are'];
const ONE = ['she', 'he', 'her', 'him', 'his', 'is', 's'];
