import type { Word } from './word.js';

/**
 * A book of phrases, by first word, longest first. Its lines are written as people say them:
 *
 *     'no answer/reply [at] [the] door'     a slash between words that may stand for each other, brackets round
 *                                           words that may be left out
 *     'left at {time}'                      {time}    a time of day, or a number that can be one ("3", "1530")
 *                                           {clock}   a time of day and nothing else ("15:30", "half 3")
 *                                           {amount}  a length of time, or a number that can be one ("45")
 *                                           {length}  a length of time and nothing else ("45 mins")
 *                                           {number}  a number without a unit
 *                                           {pin}     4 to 8 digits
 *                                           {name}    a word with a capital letter
 */
export type PhraseBook = ReadonlyMap<string, readonly (readonly string[])[]>;

/** A table of single words. */
export const anyOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Where a phrase was found: the words from `from` up to, not including, `to`. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

export function phrases(...lines: readonly string[]): PhraseBook {
  return bookOf(lines.flatMap(everyWayOfSaying));
}

export function together(...books: readonly PhraseBook[]): PhraseBook {
  return bookOf(books.flatMap((book) => [...book.values()].flat()));
}

/** How many words the longest phrase takes that begins at this word; 0 when none does. */
export function phraseAt(words: readonly Word[], at: number, book: PhraseBook): number {
  const word = words[at];
  if (word === undefined) return 0;
  let longest = 0;
  for (const first of [word.text, ...PLACES]) {
    for (const phrase of book.get(first) ?? []) {
      if (phrase.length <= longest) break;
      if (phrase.every((slot, nth) => fits(slot, words[at + nth], nth > 0))) longest = phrase.length;
    }
  }
  return longest;
}

/** Every phrase of the book in the text, from left to right, none overlapping another. */
export function phrasesIn(words: readonly Word[], book: PhraseBook): Match[] {
  const found: Match[] = [];
  for (let at = 0; at < words.length;) {
    const taken = phraseAt(words, at, book);
    if (taken > 0) found.push({ from: at, to: at + taken });
    at += taken || 1;
  }
  return found;
}

export const says = (words: readonly Word[], book: PhraseBook): boolean => phrasesIn(words, book).length > 0;

/**
 * The closed reading, for words that take someone's protection away. The text must say one of `meant`, and every
 * word in it must be a phrase of `meant` or one of those known to be harmless `beside` it. One unknown word, be it
 * a negation, a question, a future, a third person or a bag left inside, and nothing is believed.
 */
export function saysOnly(words: readonly Word[], meant: PhraseBook, beside: PhraseBook): Match[] | null {
  const said: Match[] = [];
  for (let at = 0; at < words.length;) {
    const taken = phraseAt(words, at, meant);
    const allowed = phraseAt(words, at, beside);
    if (taken === 0 && allowed === 0) return null;
    if (taken >= allowed) said.push({ from: at, to: at + taken });
    at += Math.max(taken, allowed);
  }
  return said.length > 0 ? said : null;
}

/** The text with these phrases taken out; a pause is left where each one was. */
export function without(words: readonly Word[], book: PhraseBook): Word[] {
  const taken = phrasesIn(words, book);
  const kept = words.map((word, at) => (taken.some(({ to }) => to === at) ? { ...word, pause: true } : word));
  return kept.filter((_, at) => !taken.some(({ from, to }) => from <= at && at < to));
}

/** The text cut at its pauses. */
export function clauses(words: readonly Word[]): Word[][] {
  const cut: Word[][] = [];
  for (const word of words) {
    const current = cut.at(-1);
    if (current === undefined || word.pause) cut.push([word]);
    else current.push(word);
  }
  return cut;
}

/** Words that may stand between "not" and what is denied: "not [quite yet] arrived", "don't [really need] longer". */
const LINKS = anyOf(
  `i we am are is was that have be been yet even quite just only really actually much now going to get got need
   needs want any for the a all it them us me her him`,
);

/**
 * The open reading, for words that only ask for more watching: what stands before the phrase, reached over linking
 * words, must not deny it, doubt it, put it off, or say it of somebody else.
 */
export function doubted(words: readonly Word[], at: number, doubts: ReadonlySet<string>): boolean {
  for (let before = at; before > 0 && !words[before]!.pause; before--) {
    const word = words[before - 1]!.text;
    if (doubts.has(word)) return true;
    if (!LINKS.has(word)) return false;
  }
  return false;
}

const PLACES = ['{time}', '{clock}', '{amount}', '{length}', '{number}', '{pin}', '{name}'];

function fits(slot: string, word: Word | undefined, follows: boolean): boolean {
  if (word === undefined || (follows && word.pause)) return false;
  switch (slot) {
    case '{time}':
      return word.time?.clock != null;
    case '{clock}':
      return word.time?.clock != null && word.time.said === 'clock';
    case '{amount}':
      return word.time?.minutes != null;
    case '{length}':
      return word.time?.minutes != null && word.time.said === 'length';
    case '{number}':
      return word.time?.said === 'number';
    case '{pin}':
      return /^\d{4,8}$/.test(word.text);
    case '{name}':
      return word.capital && /^\p{L}/u.test(word.text);
    default:
      return word.text === slot;
  }
}

function bookOf(phraseList: readonly (readonly string[])[]): PhraseBook {
  const book = new Map<string, (readonly string[])[]>();
  for (const phrase of phraseList) {
    const first = phrase[0]!;
    book.set(first, [...(book.get(first) ?? []), phrase]);
  }
  for (const list of book.values()) list.sort((one, other) => other.length - one.length);
  return book;
}

function everyWayOfSaying(line: string): string[][] {
  let ways: string[][] = [[]];
  for (const slot of line.split(' ')) {
    const optional = slot.startsWith('[');
    const words = (optional ? slot.slice(1, -1) : slot).split('/');
    const longer = words.flatMap((word) => ways.map((way) => [...way, word]));
    ways = optional ? [...ways, ...longer] : longer;
  }
  return ways.filter((way) => way.length > 0);
}
