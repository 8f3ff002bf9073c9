import { describe, expect, it } from '@jest/globals';
import { howLongAgo, sayAgo } from './how-long-ago.js';
import { DAY, HOUR, MINUTE, SECOND } from './instant.js';

const NOON = Date.parse('2026-12-01T12:00:00Z');

describe('How long ago something was', () => {
  it.each([
    [0, 'a moment ago'],
    [59 * SECOND, 'a moment ago'],
    [MINUTE, '1 minute ago'],
    [12 * MINUTE + 59 * SECOND, '12 minutes ago'],
    [HOUR, '1 hour ago'],
    [HOUR + 5 * MINUTE, '1 hour 5 minutes ago'],
    [DAY - 1, '23 hours 59 minutes ago'],
    [DAY, '1 day ago'],
    [3 * DAY + 7 * HOUR, '3 days ago'],
    [-30 * SECOND, 'in a moment'],
    [-5 * MINUTE, 'in 5 minutes'],
    [-2 * HOUR, 'in 2 hours'],
  ])('%d ms are said as "%s"', (passed, said) => {
    expect(sayAgo(passed)).toBe(said);
  });

  it('is said after the time on the clock, and with the day where that is not today', () => {
    const said = (passed: number): string => howLongAgo(NOON - passed, NOON, 'Europe/London');
    expect([12 * MINUTE, 20 * HOUR, 2 * DAY, -5 * MINUTE].map(said)).toEqual([
      '11:48, 12 minutes ago',
      'Mon 30 Nov 16:00, 20 hours ago',
      'Sun 29 Nov 12:00, 2 days ago',
      '12:05, in 5 minutes',
    ]);
  });
});
