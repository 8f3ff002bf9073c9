import { describe, expect, it } from '@jest/globals';
import { line } from './fields.js';

describe('a line of text', () => {
  it('is taken in any writing', () => {
    expect(line(50).parse('  Siân  شاه ')).toBe('Siân شاه');
  });

  it.each(['Priya\u0000', 'Priya\u202e Shah', 'Priya \u2066Shah\u2069'])(
    'with signs that no eye sees is refused: %j',
    (written) => {
      expect(line(50).safeParse(written).error?.issues[0]?.message).toBe('has a control character');
    },
  );
});
