import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { couldBe, mend, slipsBetween } from './misspelling.js';

describe('Slips between two words', () => {
  it.each([
    ['left', 'left', 0],
    ['lef', 'left', 1],
    ['letf', 'left', 1],
    ['leftt', 'left', 1],
    ['lrft', 'left', 1],
    ['hlep', 'help', 1],
    ['ba', 'ab', 1],
    ['aab', 'aba', 1],
    ['arivd', 'arrived', 2],
    ['ehpl', 'help', 2],
    ['', 'left', 3],
    ['le', 'left', 2],
    ['l', 'left', 3],
    ['leftover', 'left', 3],
    ['apple', 'left', 3],
  ])('from "%s" to "%s" are %i, and three or more are not counted', (written, meant, slips) => {
    expect(slipsBetween(written, meant, 2)).toBe(slips);
  });

  it('are the same in both directions', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (one, other) => expect(slipsBetween(one, other, 3)).toBe(slipsBetween(other, one, 3))),
    );
  });
});

describe('Mending a word', () => {
  it.each([
    ['arived', 'arrived'],
    ['arrieved', 'arrived'],
    ['exetnd', 'extend'],
    ['emergancy', 'emergency'],
    ['hepl', 'help'],
  ])('reads "%s" as "%s"', (written, meant) => {
    expect(mend(written)).toBe(meant);
  });

  it.each([
    'lift',
    'let',
    'held',
    'hell',
    'policy',
    'polite',
    'lodger',
    'arrives',
    'finish',
    'safety',
    'he',
    'at',
    'zebra',
  ])('leaves "%s" as it is: a real word is meant as written', (written) => {
    expect(mend(written)).toBe(written);
  });

  it.each(['arrive', 'arrived', 'visit', 'visits', 'minute', 'minutes', 'abandon', 'abandoned'])(
    'leaves "%s" as it is: it is one of the words that matter, and close to another',
    (written) => {
      expect(mend(written)).toBe(written);
    },
  );

  it('takes no slip in a word of three letters, and one in a word of four', () => {
    expect(couldBe('bed', 'red')).toBe(false);
    expect(couldBe('red', 'red')).toBe(true);
    expect(couldBe('dusk', 'desk')).toBe(true);
  });

  it('mends nothing shorter than three letters', () => {
    expect(mend('hlp')).toBe('help');
    expect(mend('lf')).toBe('lf');
  });

  it('takes two slips only in a long word that begins with the right letter', () => {
    expect(couldBe('arivd', 'arrived')).toBe(true);
    expect(couldBe('derived', 'arrived')).toBe(false);
    expect(couldBe('loaf', 'left')).toBe(false);
    expect(couldBe('arivd', 'arrives')).toBe(false);
    expect(couldBe('exetd', 'extend')).toBe(false);
    expect(couldBe('mintues', 'minutes')).toBe(true);
  });
});
