import { describe, expect, it } from '@jest/globals';
import { dayTyped } from './day.js';

const LONDON = 'Europe/London';
const read = (text: string, later?: number): string | null => {
  const at = dayTyped(text, LONDON, later);
  return at === null ? null : new Date(at).toISOString();
};

describe('A day that was typed', () => {
  it.each(['17/5/2026', '17/05/2026', '17.5.2026', '17-5-2026', '17 May 2026', '2026-05-17'])(
    '%s begins at its midnight here',
    (text) => {
      expect(read(text)).toBe('2026-05-16T23:00:00.000Z');
    },
  );

  it('ends where the next begins, over the end of a month and of summer time', () => {
    expect(read('31/10/2026', 1)).toBe('2026-11-01T00:00:00.000Z');
    expect(read('25/10/2026', 1)).toBe('2026-10-26T00:00:00.000Z');
  });

  it.each(['', 'yesterday', '31/2/2026', '2026-13-01', '5/17/2026', '1/1/26', '1/1/0001', "1/1/2026'"])(
    '%j is none',
    (text) => expect(read(text)).toBeNull(),
  );
});
