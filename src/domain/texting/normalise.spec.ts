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
    ['45 – 60', '45-60'],
    ['@ 3 & out', 'at 3 and out'],
    ['left ❓', 'left ?'],
    ['🆘', 'sos'],
    ['left 👍🏽 ❤️', 'left'],
    ['constructor toString __proto__', 'constructor tostring proto'],
    ['', ''],
  ])('"%s" reads "%s"', (body, plain) => {
    expect(wordsOf(body)).toBe(plain);
  });

  it.each(['in, 45', 'in. 45', 'in! 45', 'in - 45', 'in\n45', 'in (45)', 'in,45'])(
    'hears the pause in "%s"',
    (body) => {
      expect(plainText(body).words[1]).toMatchObject({ text: '45', pause: true });
    },
  );

  it.each(['in 45', 'in.45', 'in   45', 'in👍45'])('hears none in "%s"', (body) => {
    expect(plainText(body).words[1]).toMatchObject({ text: '45', pause: false });
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
