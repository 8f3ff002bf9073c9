import { describe, expect, it } from '@jest/globals';
import { gsm7Length, SEGMENT } from '../texting/gsm7.js';
import { numberCode } from '../texting/wording.js';
import { DAY, HOUR, MINUTE, SECOND } from '../time/instant.js';
import { CODE_LASTS, isGood, mayBeSentFrom, MOST_TRIES } from './number-code.js';
import { numberState } from './number-standing.js';

const NOW = Date.UTC(2026, 11, 1, 14);
const MOBILE = '+447700900101';
const code = { mobile: MOBILE, sentAt: NOW, tries: 0, usedAt: null };

describe('a code for a number', () => {
  it.each([
    ['as it was sent', code, NOW + 9 * MINUTE, true],
    ['after ten minutes', code, NOW + CODE_LASTS, false],
    ['after five tries', { ...code, tries: MOST_TRIES }, NOW, false],
    ['at the fifth try', { ...code, tries: MOST_TRIES - 1 }, NOW, true],
    ['once used', { ...code, usedAt: NOW }, NOW + SECOND, false],
    ['when the number has been changed', { ...code, mobile: '+447700900102' }, NOW, false],
    ['when none was sent', null, NOW, false],
  ])('%s', (_, kept, at, good) => {
    expect(isGood(kept, MOBILE, at)).toBe(good);
  });

  it('is sent three times in a quarter of an hour, and eight times in a day', () => {
    const sent = [NOW - 14 * MINUTE, NOW - 5 * MINUTE];
    expect(mayBeSentFrom(sent, [])).toBeLessThanOrEqual(NOW);
    expect(mayBeSentFrom([...sent, NOW - MINUTE], [])).toBe(NOW + MINUTE);
    const eight = Array.from({ length: 8 }, (_, number) => NOW - 20 * HOUR + number * HOUR);
    expect(mayBeSentFrom(eight, [])).toBe(NOW - 20 * HOUR + DAY);
  });

  it('one person has no more than forty sent in an hour, to whomever', () => {
    const forty = Array.from({ length: 40 }, (_, number) => NOW - 30 * MINUTE + number * SECOND);
    expect(mayBeSentFrom([], forty.slice(1))).toBeLessThanOrEqual(NOW);
    expect(mayBeSentFrom([], forty)).toBe(NOW + 30 * MINUTE);
  });

  it('comes in one segment, says what it is for, and names nobody', () => {
    const text = numberCode('012345', NOW + CODE_LASTS, { zone: 'Europe/London' });
    expect(text).toBe(
      'Allswell code 012345, to show that this phone is yours. Good until 14:10. Nobody asked you for it? Then keep it to yourself.',
    );
    expect(gsm7Length(text)).toBeLessThanOrEqual(SEGMENT);
  });
});

describe('the state of a number', () => {
  const standing = { verified: { at: NOW, by: 'x' }, optedOutSince: null, failedAt: null };
  it.each([
    [null, undefined, 'none'],
    [MOBILE, undefined, 'not_verified'],
    [MOBILE, standing, 'verified'],
    [MOBILE, { ...standing, failedAt: NOW }, 'unreachable'],
    [MOBILE, { ...standing, failedAt: NOW, optedOutSince: NOW }, 'opted_out'],
    [MOBILE, { ...standing, verified: null }, 'not_verified'],
  ] as const)('%s, %j: %s', (mobile, known, state) => {
    expect(numberState(mobile, known)).toBe(state);
  });
});
