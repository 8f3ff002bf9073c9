import { describe, expect, it } from '@jest/globals';
import { showDated, stateMoment } from './dated.js';

const moment = (text: string, zone = 'Europe/London'): string => stateMoment(Date.parse(text), zone);

describe('A moment in a list or a document', () => {
  it('is dated with its year', () => {
    expect(showDated(Date.parse('2026-12-31T23:59:59Z'), 'Europe/London')).toBe('Thu 31 Dec 2026 23:59');
  });

  it('is stated with how far the clock was ahead of UTC, so that the hour that comes twice is told apart', () => {
    expect(moment('2026-12-01T15:30:07.900Z')).toBe('Tue 1 Dec 2026 15:30:07 UTC+0');
    expect(moment('2026-10-25T00:30:00Z')).toBe('Sun 25 Oct 2026 01:30:00 UTC+1');
    expect(moment('2026-10-25T01:30:00Z')).toBe('Sun 25 Oct 2026 01:30:00 UTC+0');
    expect(moment('2026-07-01T12:00:00Z', 'Asia/Kolkata')).toBe('Wed 1 Jul 2026 17:30:00 UTC+5:30');
    expect(moment('2026-07-01T12:00:00Z', 'America/St_Johns')).toBe('Wed 1 Jul 2026 09:30:00 UTC-2:30');
  });
});
