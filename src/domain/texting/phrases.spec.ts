import { describe, expect, it } from '@jest/globals';
import { plainText } from './normalise.js';
import { clauses, doubted, phraseAt, phrases, phrasesIn, says, saysOnly, together, without } from './phrases.js';
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

  it.each([
    [['left now', 'left', 'left now then']],
    [['left', 'left now', 'left now then']],
    [['left', 'left now then', 'left now']],
    [['left now', 'left now then', 'left']],
    [['left now then', 'left', 'left now']],
    [['left now then', 'left now', 'left']],
  ])('takes the longest, whatever the order in which they were written: %j', (lines) => {
    expect(phraseAt(words('left now then'), 0, phrases(...lines))).toBe(3);
    expect(phraseAt(words('left now zebra'), 0, together(phrases(...lines), phrases('now')))).toBe(2);
  });

  it.each([
    ['no/any answer', 'no answer', 2],
    ['no/any answer', 'any answer', 2],
    ['no/any answer', 'no any answer', 0],
    ['no [good/fine] answer', 'no answer', 2],
    ['no [good/fine] answer', 'no fine answer', 3],
    ['no [good/fine] answer', 'no good fine answer', 0],
    ['[at/on] [the] door', 'door', 1],
    ['[at/on] [the] door', 'the door', 2],
    ['[at/on] [the] door', 'on the door', 3],
    ['[at/on] [the] door', 'the', 0],
    ['at {clock}', 'at half 3', 2],
    ['at {clock}', 'at 45 mins', 0],
    ['for {length}', 'for 45 mins', 2],
    ['for {length}', 'for 45', 0],
    ['for {amount}', 'for 15:30', 0],
    ['log {number}', 'log 567', 2],
    ['log {number}', 'log 20 mins', 0],
    ['log {number}', 'log book', 0],
    ['by {time}', 'by dave', 0],
    ['at {clock}', 'at dave', 0],
    ['at {clock}', 'at half past', 0],
    ['for {amount}', 'for dave', 0],
    ['for {length}', 'for dave', 0],
    ['for {length}', 'for 0 mins', 0],
    ['pin {pin}', 'pin 4821', 2],
    ['pin {pin}', 'pin 12345678', 2],
    ['pin {pin}', 'pin 482', 0],
    ['pin {pin}', 'pin 123456789', 0],
    ['pin {pin}', 'pin 4821/5', 0],
    ['pin {pin}', 'pin 5/4821', 0],
    ['to {name}', 'to Dave', 2],
    ['to {name}', 'to dave', 0],
  ])('written "%s" takes from "%s" %i words', (line, body, length) => {
    expect(phraseAt(words(body), 0, phrases(line))).toBe(length);
  });

  it('begins with the phrase’s first word, wherever that stands after a pause', () => {
    expect(phrasesIn(words('ok. no answer'), phrases('no answer'))).toEqual([{ from: 1, to: 3 }]);
    expect(phraseAt(words('no'), 1, phrases('no'))).toBe(0);
  });

  it('is said where one of its phrases stands anywhere in the text', () => {
    expect(says(words('well, no answer'), phrases('no answer'))).toBe(true);
    expect(says(words('no, answer'), phrases('no answer'))).toBe(false);
  });

  it('finds them from left to right, none overlapping another', () => {
    expect(phrasesIn(words('no no no answer no'), phrases('no no', 'no answer'))).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 4 },
    ]);
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
    expect(left.map((word) => word.pause)).toEqual([false, true]);
    expect(read(without(words('go for 45 home for 30 now'), book))).toBe('go home now');
    expect(read(without(words('go home'), book))).toBe('go home');
  });
});

describe('The closed reading', () => {
  const LEFT = phrases('left', 'left both');
  const BESIDE = phrases('now', 'i have', 'both');

  it('believes a text in which every word is known', () => {
    expect(saysOnly(words('I have left now'), LEFT, BESIDE)).toEqual([{ from: 2, to: 3 }]);
    expect(saysOnly(words('left both'), LEFT, BESIDE)).toEqual([{ from: 0, to: 2 }]);
    expect(saysOnly(words('left now left'), LEFT, BESIDE)).toEqual([
      { from: 0, to: 1 },
      { from: 2, to: 3 },
    ]);
  });

  it('takes the longer of what is meant and what is harmless, and what is meant where they are as long', () => {
    const meant = phrases('left', 'out');
    expect(saysOnly(words('left out'), meant, phrases('left out'))).toBeNull();
    expect(saysOnly(words('out'), meant, phrases('out'))).toEqual([{ from: 0, to: 1 }]);
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
    ['not, late', 1, false],
    ['not late', 0, false],
    ['ok he is late', 3, true],
    ['late', 0, false],
  ])('looks back from the phrase in "%s"', (body, at, doubt) => {
    expect(doubted(words(body), at, doubts)).toBe(doubt);
  });

  it('can look at each clause by itself', () => {
    expect(clauses(words('arrived, 45 mins. left car')).map(read)).toEqual(['arrived', '45 mins', 'left car']);
    expect(clauses([])).toEqual([]);
  });
});
