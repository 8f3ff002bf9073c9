import { describe, expect, it } from '@jest/globals';
import { counted } from './counted.js';

const says = (total: number, given: { more?: boolean; page?: number } = {}): string =>
  counted({ total, more: false, page: 1, perPage: 25, ...given }, 'incident').says;

describe('How long a list is', () => {
  it('is said as it would be read out', () => {
    expect([0, 1, 2].map((total) => says(total))).toEqual(['0 incidents', '1 incident', '2 incidents']);
    expect(counted({ total: 2, more: false, page: 1, perPage: 25 }, 'person', 'people').says).toBe('2 people');
  });

  it('with the page, where there are several', () => {
    expect(says(1_203, { page: 2 })).toBe('1,203 incidents, page 2 of 49');
  });

  it('and that there are more, where nobody has counted them', () => {
    expect(says(10_000, { more: true, page: 7 })).toBe('More than 10,000 incidents, page 7');
  });

  it('one page of a list is there even when nothing is on it', () => {
    expect(counted({ total: 0, more: false, page: 3, perPage: 25 }, 'incident').pages).toBe(1);
  });
});
