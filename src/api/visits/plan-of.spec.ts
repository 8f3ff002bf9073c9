import { describe, expect, it } from '@jest/globals';
import { visitedAfter } from './plan-of.js';

describe('the person visited, changed in part', () => {
  const lines = ['1 Example Street', 'Exampleton'];
  const before = {
    reference: 'X1',
    name: 'x'.repeat(101),
    address: { lines, postcode: 'NONE/KNOWN' },
    riskOfSeriousHarm: 'low' as const,
  };

  it('keeps the rest as it stands, though no door would take it now', () => {
    expect(visitedAfter(before, { reference: 'X2', address: { lines: ['2 Example Street'] } })).toEqual({
      ...before,
      reference: 'X2',
      address: { lines: ['2 Example Street'], postcode: 'NONE/KNOWN' },
    });
  });

  it('is refused where there was none, and it is not whole', () => {
    expect(() => visitedAfter(null, { reference: 'X2' })).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });
});
