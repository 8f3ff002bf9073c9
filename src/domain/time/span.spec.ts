import { describe, expect, it } from '@jest/globals';
import { iso } from './instant.js';
import { endOf } from './span.js';

const ZONE = 'Europe/London';
const utc = (text: string): number => Date.parse(`${text}Z`);

describe('when a span ends', () => {
  it('so many minutes from some moment', () => {
    expect(endOf({ minutes: 20 }, 1_000, 999_999, ZONE)).toBe(1_201_000);
  });

  it('the next time after now at which the clock shows it, wherever the span began', () => {
    const until = { until: { hour: 15, minute: 30, exact: true } };
    expect(iso(endOf(until, utc('2026-06-15T20:00'), utc('2026-06-15T13:00'), ZONE))).toBe('2026-06-15T14:30:00.000Z');
    expect(iso(endOf(until, 0, utc('2026-06-15T14:30'), ZONE))).toBe('2026-06-16T14:30:00.000Z');
  });

  it('morning or afternoon, whichever is next', () => {
    const until = { until: { hour: 3, minute: 30, exact: false } };
    expect(iso(endOf(until, 0, utc('2026-12-01T14:00'), ZONE))).toBe('2026-12-01T15:30:00.000Z');
    expect(iso(endOf(until, 0, utc('2026-12-01T16:00'), ZONE))).toBe('2026-12-02T03:30:00.000Z');
  });
});
