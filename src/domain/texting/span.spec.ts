import { describe, expect, it } from '@jest/globals';
import { plainText } from './normalise.js';
import { readTimes } from './span.js';
import type { SpokenTime } from './word.js';

const timesIn = (body: string): SpokenTime[] => readTimes(plainText(body).words).flatMap((word) => word.time ?? []);

describe('A length of time', () => {
  it.each([
    ['45 mins', 45],
    ['45m', 45],
    ['forty five minutes', 45],
    ['an hour', 60],
    ['1hr', 60],
    ['2 hrs', 120],
    ['1h30', 90],
    ['1 hour and 20 mins', 80],
    ['an hour and a half', 90],
    ['an hour and a quarter', 75],
    ['two and a half hours', 150],
    ['half an hour', 30],
    ['1/2 hr', 30],
    ['3/4 of an hour', 45],
    ['three quarters of an hour', 45],
    ['quarter of an hour', 15],
    ['a quarter of an hour', 15],
    ['a couple of hours', 120],
    ['0.5 hours', 30],
    ['1.25 hours', 75],
    ['1.30 hours', 90],
    ['20 to 30 mins', 20],
    ['2-3 hours', 120],
    ['24 hours', 1440],
  ])('"%s" is %i minutes', (said, minutes) => {
    expect(timesIn(said)).toEqual([{ said: 'length', minutes, clock: null }]);
  });

  it.each(['0 mins', '25 hours', '2000 minutes'])('"%s" is none that anyone means', (said) => {
    expect(timesIn(said)).toEqual([{ said: 'length', minutes: null, clock: null }]);
  });

  it.each(['rush hour', 'the hour', 'half', 'a few mins'])('is not in "%s"', (said) => {
    expect(timesIn(said)).toEqual([]);
  });
});

describe('A time of day', () => {
  it.each<[string, number, number, boolean]>([
    ['15:30', 15, 30, true],
    ['15.30', 15, 30, true],
    ['1530hrs', 15, 30, true],
    ['0:30', 0, 30, true],
    ['3.30', 3, 30, false],
    ['03:30', 3, 30, false],
    ['3.30pm', 15, 30, true],
    ['3 p.m.', 15, 0, true],
    ['12am', 0, 0, true],
    ['12pm', 12, 0, true],
    ['noon', 12, 0, true],
    ['midnight', 0, 0, true],
    ['half 3', 3, 30, false],
    ['half past three', 3, 30, false],
    ['half 3pm', 15, 30, true],
    ['quarter past 4', 4, 15, false],
    ['a quarter to 4', 3, 45, false],
    ['10 to 3', 2, 50, false],
    ['ten to one', 12, 50, false],
    ['twenty five past six', 6, 25, false],
    ['5 minutes past 6', 6, 5, false],
    ["4 o'clock", 4, 0, false],
  ])('"%s" is %i:%i, exact: %s', (said, hour, minute, exact) => {
    expect(timesIn(said)).toEqual([{ said: 'clock', minutes: null, clock: { hour, minute, exact } }]);
  });

  it.each(['25:30', '15:75', 'half 15', '99.99', '24:00'])('is not in "%s"', (said) => {
    expect(timesIn(said).filter((time) => time.clock !== null && time.said === 'clock')).toEqual([]);
  });

  it('is not guessed where the hour is missing: "10 past" is no ten minutes', () => {
    expect(timesIn('until 10 past')).toEqual([{ said: 'clock', minutes: null, clock: null }]);
  });
});

describe('A number by itself', () => {
  it.each([
    ['45', 45, null],
    ['20', 20, 20],
    ['3', 3, 3],
    ['240', 240, 2],
    // Past four hours a bare number is likelier a time of day.
    ['930', null, 9],
    ['1530', null, 15],
    ['0', null, null],
    ['14 park road', null, 14],
  ])('"%s" may be %s minutes, or %s o’clock', (said, minutes, hour) => {
    const [time] = timesIn(said);
    expect([time?.said, time?.minutes, time?.clock?.hour ?? null]).toEqual(['number', minutes, hour]);
  });
});
