import { describe, expect, it } from '@jest/globals';
import { monthOf, monthsFrom, plusMonths, showMonth, startOfMonth } from './months.js';

const LONDON = 'Europe/London';

describe('The months of figures', () => {
  it('are those of the clock on the wall', () => {
    expect(monthOf(Date.parse('2026-06-30T23:30:00Z'), LONDON)).toBe('2026-07');
    expect(startOfMonth('2026-07', LONDON)).toBe(Date.parse('2026-06-30T23:00:00Z'));
    expect(showMonth('2026-07')).toBe('Jul 2026');
  });

  it('go over the end of a year, forwards and back', () => {
    expect(plusMonths('2026-11', 3)).toBe('2027-02');
    expect(plusMonths('2026-02', -2)).toBe('2025-12');
    expect(monthsFrom('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsFrom('2026-02', '2026-01')).toEqual([]);
  });
});
