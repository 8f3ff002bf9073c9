import { describe, expect, it } from '@jest/globals';
import { TWO_OCLOCK, ZONE } from '../examples.js';
import { MOST_MONTHS, readFiguresFilter } from './figures-filter.js';

const read = (typed: Record<string, string>) => readFiguresFilter(typed, ['north'], TWO_OCLOCK, ZONE);
const wrong = (typed: Record<string, string>) => read(typed).errors.map(({ field, text }) => `${field}: ${text}`);

describe('The months and the unit of the figures', () => {
  it('are the last half year unless it is said', () => {
    expect(read({})).toEqual({
      unit: null,
      months: ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
      errors: [],
    });
  });

  it.each(['4/2026', '04/2026', '4 2026', '2026-04', '2026-4'])('%s is a month', (from) => {
    expect(read({ from, to: '5/2026' }).months).toEqual(['2026-04', '2026-05']);
  });

  it.each([
    [{ from: '0/2026' }, 'from: From must be a month, such as 6/2026'],
    [{ to: 'June' }, 'to: To must be a month, such as 6/2026'],
    [{ from: '6/2026', to: '5/2026' }, 'to: To must be the same month as from, or later'],
    [{ from: '6/2023', to: '6/2026' }, 'from: From must be at the most 36 months before to'],
    [{ unit: 'south' }, 'unit: Unit must be one of those in the list: it was left out'],
  ])('%j is named', (typed, text) => {
    expect(wrong(typed)).toEqual([text]);
    expect(read(typed).months).toHaveLength(6);
  });

  it('are as many as can be, and no more', () => {
    expect(read({ from: '7/2023', to: '6/2026' }).months).toHaveLength(MOST_MONTHS);
  });
});
