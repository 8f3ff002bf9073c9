import { describe, expect, it } from '@jest/globals';
import { isSlipOfTheYear } from './long-absence.js';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const absence = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });

describe('an absence', () => {
  it.each([
    ['a fortnight', '2026-12-01', '2026-12-15'],
    ['a year of leave', '2026-12-01', '2027-12-02'],
    ['one that began long ago and ends soon', '2024-01-01', '2026-12-15'],
    ['one that is planned long before', '2028-07-01', '2028-07-15'],
  ])('of %s is taken as it is', (_, from, to) => expect(isSlipOfTheYear(absence(from, to), NOW)).toBe(false));

  it.each([
    ['that ends in another century', '2026-12-28', '2126-12-28'],
    ['that ends two years on', '2026-12-01', '2028-12-01'],
    ['that began long ago and has years to go', '2024-01-01', '2029-01-01'],
    ['that begins in another century', '2126-12-24', '2126-12-28'],
  ])('%s has the wrong year, most likely', (_, from, to) => expect(isSlipOfTheYear(absence(from, to), NOW)).toBe(true));
});
