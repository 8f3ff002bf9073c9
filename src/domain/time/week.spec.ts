import { describe, expect, it } from '@jest/globals';
import { HOUR } from './instant.js';
import { localDate } from './local.js';
import { dayNamed, daysBetween, daysOfWeek, isoWeek, plusDays, startOfWeek, weekNamed } from './week.js';

const LONDON = 'Europe/London';
const at = (written: string): number => Date.parse(written);
const week = (text: string): string | null => {
  const monday = weekNamed(text, LONDON);
  return monday === null ? null : new Date(monday).toISOString();
};

describe('A week by the calendar', () => {
  it.each([
    ['2026-11-22T23:59:00Z', '2026-W47'],
    ['2026-11-23T00:00:00Z', '2026-W48'],
    ['2026-12-31T12:00:00Z', '2026-W53'],
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T12:00:00Z', '2027-W01'],
    ['2024-12-30T12:00:00Z', '2025-W01'],
    // Sunday night in UTC is Monday in summer.
    ['2026-06-28T23:30:00Z', '2026-W27'],
  ])('of %s is %s', (moment, named) => {
    expect(isoWeek(at(moment), LONDON)).toBe(named);
    expect(weekNamed(named, LONDON)).toBe(startOfWeek(at(moment), LONDON));
  });

  it.each([
    ['2026-W48', '2026-11-23T00:00:00.000Z'],
    ['2026-w9', '2026-02-23T00:00:00.000Z'],
    ['2026-11-25', '2026-11-23T00:00:00.000Z'],
    ['2026-06-29', '2026-06-28T23:00:00.000Z'],
    ['2026-W53', '2026-12-28T00:00:00.000Z'],
  ])('named %s begins at %s', (text, monday) => expect(week(text)).toBe(monday));

  it.each([
    '',
    '2025-W53',
    '2026-W00',
    '2026-W54',
    '2026-W99',
    '2026-02-30',
    '0001-W01',
    '9999-W01',
    "2026-W48'",
    'next',
  ])('%j is none', (text) => expect(week(text)).toBeNull());

  it.each([
    ['2026-03-23', 167],
    ['2026-10-19', 169],
    ['2026-11-23', 168],
  ])('has seven days, that of %s in %i hours', (monday, hours) => {
    const days = daysOfWeek(weekNamed(monday, LONDON) ?? 0, LONDON);
    expect(days.map(({ start }) => localDate(start, LONDON).slice(8)).length).toBe(7);
    expect(days.every(({ end }, index) => end === (days[index + 1]?.start ?? end))).toBe(true);
    expect(((days.at(-1)?.end ?? 0) - (days[0]?.start ?? 0)) / HOUR).toBe(hours);
  });
});

describe('Days', () => {
  it('are counted over the change of the clocks', () => {
    const before = at('2026-10-24T12:00:00Z');
    expect(new Date(plusDays(before, 1, LONDON)).toISOString()).toBe('2026-10-24T23:00:00.000Z');
    expect(new Date(plusDays(before, 2, LONDON)).toISOString()).toBe('2026-10-26T00:00:00.000Z');
    expect(daysBetween(before, plusDays(before, 2, LONDON), LONDON)).toBe(2);
  });

  it('begin at midnight here', () => {
    expect(dayNamed('2026-06-02', LONDON)).toBe(at('2026-06-01T23:00:00Z'));
  });
});
