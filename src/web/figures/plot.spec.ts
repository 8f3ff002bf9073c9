import { describe, expect, it } from '@jest/globals';
import { barsOf, columnsOf } from './plot.js';

describe('A plot', () => {
  it('of nothing but noughts has bars of no length, and says the noughts', () => {
    const plot = barsOf('p', 'Steps', [{ label: 'Police', value: 0 }]);
    expect(plot.bars).toMatchObject([{ share: 0, shown: '0' }]);
    expect(plot.said).toBe('Police: 0');
  });

  it('has its longest bar within its frame, and the others in proportion', () => {
    const { bars } = barsOf('p', 'Steps', [
      { label: 'a', value: 50 },
      { label: 'b', value: 100 },
    ]);
    expect(bars[0]!.share * 2).toBe(bars[1]!.share);
    // Its number has room behind it on the smallest phone.
    expect(bars[1]!.share).toBeLessThanOrEqual(80);
  });

  it('of months grows with them, and leaves a gap where there is nothing', () => {
    const labels = Array.from({ length: 36 }, (_, index) => String(index));
    const values = labels.map((_, index) => (index === 3 ? null : index));
    const plot = columnsOf('p', 'Times', labels, [{ name: 'Median', values, show: (value) => `${value} min` }]);
    expect(plot.width).toBe(36 * 72);
    expect(plot.groups[3]?.columns).toMatchObject([{ height: 0, shown: '' }]);
    expect(plot.groups[35]?.columns).toMatchObject([{ y: 22, shown: '35 min' }]);
    expect(plot.said).toContain('3: Median none. 4: Median 4 min');
  });
});
