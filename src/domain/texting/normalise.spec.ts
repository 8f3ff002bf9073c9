import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainText } from './normalise.js';

const wordsOf = (body: string): string =>
  plainText(body)
    .words.map((word) => word.text)
    .join(' ');

describe('A text made plain', () => {
  it.each([
    ['I’VE arrived', 'i have arrived'],
    ["haven't / havent", 'have not have not'],
    ["we're, were", 'we are were'],
    ["Jane's", 'jane s'],
    ['arrived45', 'arrived 45'],
    ['4821ack', '4821 ack'],
    ['１５：３０', '15:30'],
    ['𝐋𝐄𝐅𝐓', 'left'],
    ['léft', 'left'],
    ['le\u200bft', 'left'],
    ['LEFTTTT', 'left'],
    ['1½ hrs', '1 1/2 hrs'],
    ['‘I`m’ I´m Iʼm', 'i am i am i am'],
    ['¼ ½ ¾', '1/4 1/2 3/4'],
    ['45 – 60', '45-60'],
    ['45 -60', '45-60'],
    ['45— 60', '45-60'],
    ['1 - 3', '1-3'],
    ['45  -  60', '45 60'],
    ['15:30 - 16:00', '15:30 16:00'],
    ['1.45 - 60', '1.45 60'],
    ['45 - 60.5', '45 60.5'],
    ['1234 - 5678', '1234 5678'],
    ['1,5 hours', '1.5 hours'],
    ['1,5h', '1.5 h'],
    ['1,5 mins', '1 5 mins'],
    ['11,5 hours', '11 5 hours'],
    ['1,50 hours', '1 50 hours'],
    ['on the A1, 30 late', 'on the road 30 late'],
    ['M25 m6(M) A1234', 'road road road'],
    ['A1 30 mins', 'road 30 mins'],
    ['a20 mins', 'a 20 mins'],
    ['xA1 A12345 A1b', 'xa 1 a 12345 a 1 b'],
    ["'left'", 'left'],
    ["he'll hell", 'he will hell'],
    ["Jane's Janes'", 'jane s janes'],
    ["' '' left", 'left'],
    ['zzzebra zzebra', 'zebra zzebra'],
    ['arived hepl', 'arrived help'],
    ['12/11 4:30 1-2', '12/11 4:30 1-2'],
    ['@ 3 & out', 'at 3 and out'],
    ['left ❓', 'left ?'],
    ['🆘', 'sos'],
    ['left 👍🏽 ❤️', 'left'],
    ['constructor toString __proto__', 'constructor tostring proto'],
    ['', ''],
  ])('"%s" reads "%s"', (body, plain) => {
    expect(wordsOf(body)).toBe(plain);
  });

  it.each(['in, 45', 'in. 45', 'in: 45', 'in; 45', 'in! 45', 'in - 45', 'in -- 45', 'in\n45', 'in (45)', 'in,45'])(
    'hears the pause in "%s"',
    (body) => {
      expect(plainText(body).words[1]).toMatchObject({ text: '45', pause: true });
    },
  );

  it.each(['in 45', 'in.45', 'in:45', 'in-45', 'in- 45', 'in   45', 'in👍45'])('hears none in "%s"', (body) => {
    expect(plainText(body).words[1]).toMatchObject({ text: '45', pause: false });
  });

  it('hears a pause before the first of the words that one is spelt out in', () => {
    expect(plainText('ok, ive left').words.map(({ text, pause }) => [text, pause])).toEqual([
      ['ok', false],
      ['i', true],
      ['have', false],
      ['left', false],
    ]);
  });

  it('knows which word is glued to the one before it', () => {
    expect(plainText('45arrived ive 4821ive').words.map(({ text, glued }) => [text, glued])).toEqual([
      ['45', false],
      ['arrived', true],
      ['i', false],
      ['have', false],
      ['4821', false],
      ['i', true],
      ['have', false],
    ]);
  });

  it('knows which word began with a capital letter, and where it stood', () => {
    expect(plainText('Hi, Jane léft').words).toMatchObject([
      { text: 'hi', from: 0, to: 2, capital: true },
      { text: 'jane', from: 4, to: 8, capital: true },
      { text: 'left', from: 9, to: 13, capital: false },
    ]);
    expect(plainText('mcDonald').words[0]?.capital).toBe(false);
  });

  it('knows where each word stands, so that a reference can be quoted as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { body, words } = plainText(text);
        let end = 0;
        for (const word of words) {
          expect(word.from).toBeLessThan(word.to);
          expect(word.to).toBeGreaterThanOrEqual(end);
          expect(word.to).toBeLessThanOrEqual(body.length);
          end = word.to;
        }
      }),
    );
  });
});
