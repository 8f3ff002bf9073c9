import { describe, expect, it } from '@jest/globals';
import { DAY } from './instant.js';
import { bankHoliday } from './bank-holidays.js';

const LONDON = 'Europe/London';
const daysOf = (year: number): string[] => {
  const found: string[] = [];
  for (let at = Date.UTC(year, 0, 1, 12); at < Date.UTC(year + 1, 0, 1); at += DAY)
    if (bankHoliday(at, LONDON)) found.push(new Date(at).toISOString().slice(5, 10));
  return found;
};

describe('Bank holidays of England and Wales', () => {
  it.each([
    [2021, ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28']],
    [2024, ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26']],
    [2026, ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']],
    [2027, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']],
    [2028, ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']],
  ])('of %i, as gov.uk lists them', (year, days) => {
    expect(daysOf(year)).toEqual(days);
  });

  it('are named, and are those of nowhere else', () => {
    expect(bankHoliday(Date.parse('2026-04-03T10:00:00Z'), LONDON)).toBe('Good Friday');
    expect(bankHoliday(Date.parse('2026-04-02T23:30:00Z'), LONDON)).toBe('Good Friday');
    expect(bankHoliday(Date.parse('2026-12-25T10:00:00Z'), 'Europe/Berlin')).toBeNull();
  });
});
