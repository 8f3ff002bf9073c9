import { describe, expect, it } from '@jest/globals';
import { plainText } from './normalise.js';
import { clauses, doubted, phraseAt, phrases, phrasesIn, saysOnly, together, without } from './phrases.js';
import { readTimes } from './span.js';
import type { Word } from './word.js';

const words = (body: string): Word[] => readTimes(plainText(body).words);
const read = (some: readonly Word[]): string => some.map((word) => word.text).join(' ');

describe('A book of phrases', () => {
  const book = phrases('no answer/reply [at] [the] [door]', 'out by {time}', 'for {amount}', 'at {clock}', 'no');

  it.each([
    ['no answer', 2],
    ['no reply at door', 4],
    ['no answer at the door', 5],
    ['no idea', 1],
    ['out by 3', 3],
    ['out by half 3', 3],
    ['for 45', 2],
    ['for 1 hour', 2],
    ['at 15:30', 2],
    ['at 3', 0],
    ['nothing', 0],
  ])('takes from "%s" the longest phrase, of %i words', (body, length) => {
    expect(phraseAt(words(body), 0, book)).toBe(length);
  });

  it('reads no phrase across a pause', () => {
    expect(phrasesIn(words('no. answer'), book)).toEqual([{ from: 0, to: 1 }]);
  });

  it('can be joined with another', () => {
    expect(phraseAt(words('left now'), 0, together(book, phrases('left', 'left now')))).toBe(2);
  });

  it('can be taken out of a text, leaving pauses', () => {
    const left = without(words('go for 45 home'), book);
    expect(read(left)).toBe('go home');
    expect(left[1]?.pause).toBe(true);
  });
});

describe('The closed reading', () => {
  const LEFT = phrases('left', 'left both');
  const BESIDE = phrases('now', 'i have', 'both');

  it('believes a text in which every word is known', () => {
    expect(saysOnly(words('I have left now'), LEFT, BESIDE)).toEqual([{ from: 2, to: 3 }]);
    expect(saysOnly(words('left both'), LEFT, BESIDE)).toEqual([{ from: 0, to: 2 }]);
  });

  it.each(['left it', 'have i left', 'not left', 'left?', 'now', 'I have', ''])('does not believe "%s"', (body) => {
    expect(saysOnly(words(body), LEFT, BESIDE)).toBeNull();
  });
});

describe('The open reading', () => {
  const doubts = new Set(['not', 'he']);

  it.each([
    ['not late', 1, true],
    ['not really going to be late', 5, true],
    ['not happy, late', 2, false],
    ['not done, late', 2, false],
    ['not done yet late', 3, false],
    ['late', 0, false],
  ])('looks back from the phrase in "%s"', (body, at, doubt) => {
    expect(doubted(words(body), at, doubts)).toBe(doubt);
  });

  it('can look at each clause by itself', () => {
    expect(clauses(words('arrived, 45 mins. left car')).map(read)).toEqual(['arrived', '45 mins', 'left car']);
  });
});
