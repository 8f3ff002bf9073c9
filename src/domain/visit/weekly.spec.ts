import { describe, expect, it } from '@jest/globals';
import { nextWeekly, timesUntil, weekly } from './weekly.js';

const LONDON = 'Europe/London';
const span = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) });
const shown = ({ start, end }: { start: number; end: number }): string =>
  `${new Date(start).toISOString().slice(0, 16)} ${new Date(end).toISOString().slice(0, 16)}`;

describe('A visit that is repeated weekly', () => {
  it('keeps its times on the wall when summer time ends, and when it begins', () => {
    expect(weekly(span('2026-10-20T13:00:00Z', '2026-10-20T13:45:00Z'), 2, LONDON).map(shown)).toEqual([
      '2026-10-20T13:00 2026-10-20T13:45',
      '2026-10-27T14:00 2026-10-27T14:45',
    ]);
    expect(weekly(span('2026-03-24T14:00:00Z', '2026-03-24T14:45:00Z'), 2, LONDON).map(shown).at(-1)).toBe(
      '2026-03-31T13:00 2026-03-31T13:45',
    );
  });

  it('keeps its times over midnight, and over the end of a year', () => {
    expect(weekly(span('2026-12-28T23:30:00Z', '2026-12-29T00:30:00Z'), 2, LONDON).map(shown).at(-1)).toBe(
      '2027-01-04T23:30 2027-01-05T00:30',
    );
  });

  it('lasts as long as it did where the clocks leave out the hour in which it begins', () => {
    // 01:30 to 02:00 on the Sunday on which 01:30 is 02:30.
    expect(weekly(span('2026-03-22T01:30:00Z', '2026-03-22T02:00:00Z'), 2, LONDON).map(shown).at(-1)).toBe(
      '2026-03-29T01:30 2026-03-29T02:00',
    );
  });

  it('is the first of the two where the hour comes twice, so that it is looked for earlier', () => {
    expect(weekly(span('2026-10-18T00:30:00Z', '2026-10-18T00:50:00Z'), 2, LONDON).map(shown).at(-1)).toBe(
      '2026-10-25T00:30 2026-10-25T00:50',
    );
  });

  it.each([
    ['2026-12-01T23:00:00Z', 1],
    ['2026-12-07T12:00:00Z', 1],
    ['2026-12-08T00:00:00Z', 2],
    ['2026-12-31T00:00:00Z', 5],
    ['2026-11-30T12:00:00Z', 0],
  ])('until %s takes place so many times: %i', (last, times) => {
    expect(timesUntil(Date.parse('2026-12-01T14:00:00Z'), Date.parse(last), LONDON)).toBe(times);
  });
});

describe('A visit that is copied', () => {
  const tuesday = span('2026-06-02T13:00:00Z', '2026-06-02T13:45:00Z');
  it.each([
    ['2026-05-20T09:00:00Z', '2026-06-09T13:00'],
    ['2026-06-02T14:00:00Z', '2026-06-09T13:00'],
    ['2026-06-16T09:00:00Z', '2026-06-16T13:00'],
    ['2026-06-16T15:00:00Z', '2026-06-23T13:00'],
    ['2026-11-25T09:00:00Z', '2026-12-01T14:00'],
  ])('on %s is offered for %s', (now, start) => {
    expect(shown(nextWeekly(tuesday, Date.parse(now), LONDON)).slice(0, 16)).toBe(start);
  });
});
