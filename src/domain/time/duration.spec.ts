import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readDuration, sayDuration, toDuration } from './duration.js';

describe('ISO 8601 durations', () => {
  it.each([
    ['PT10M', 600_000],
    ['PT0S', 0],
    ['PT0.5S', 500],
    ['PT1.2345S', 1_235],
    ['P1D', 86_400_000],
    ['P1DT2H', 93_600_000],
    ['PT1H30M15S', 5_415_000],
    ['PT90S', 90_000],
  ])('%s is %i milliseconds', (text, expected) => {
    expect(readDuration(text)).toBe(expected);
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '10M',
    'PT10',
    'PTM',
    'PT-5M',
    '-PT5M',
    'P1M',
    'P1W',
    'PT1M ',
    ' PT1M',
    'pt1m',
    'PT1M2H',
    'PT.5S',
    'xPT1M',
    'PT1Mx',
  ])('%j is none', (text) => {
    expect(readDuration(text)).toBeNull();
  });

  it.each([
    [0, 'PT0S'],
    [300_000, 'PT5M'],
    [90_000, 'PT1M30S'],
    [3_600_000, 'PT1H'],
    [93_605_000, 'PT26H5S'],
    [500, 'PT0.5S'],
  ])('%i milliseconds are written %s', (length, expected) => {
    expect(toDuration(length)).toBe(expected);
  });

  it('what is written is read as the same', () => {
    fc.assert(fc.property(fc.nat(1_000_000_000), (length) => expect(readDuration(toDuration(length))).toBe(length)));
  });
});

describe('as a person says it', () => {
  it.each([
    [-5, '0 seconds'],
    [0, '0 seconds'],
    [1_000, '1 second'],
    [1_499, '1 second'],
    [59_000, '59 seconds'],
    [59_600, '1 minute'],
    [60_000, '1 minute'],
    [89_000, '1 minute'],
    [90_000, '2 minutes'],
    [45 * 60_000, '45 minutes'],
    [59 * 60_000 + 40_000, '1 hour'],
    [3_600_000, '1 hour'],
    [65 * 60_000, '1 hour 5 minutes'],
    [121 * 60_000, '2 hours 1 minute'],
    [12 * 3_600_000, '12 hours'],
  ])('%i is %s', (length, expected) => {
    expect(sayDuration(length)).toBe(expected);
  });
});
