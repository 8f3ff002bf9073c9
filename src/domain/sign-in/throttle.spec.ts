import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND, type Instant } from '../time/instant.js';
import { networkOf, opensAt, withAttempt, withSuccess, type Tally, type TallyKind } from './throttle.js';

const START: Instant = Date.parse('2026-06-02T21:00:00Z');

/** Somebody who tries again as soon as they may, for `time` on end; always wrong. */
function judgedWithin(kind: TallyKind, time: number): number {
  let now = START;
  let tally: Tally | null = null;
  let judged = 0;
  while (now < START + time) {
    tally = withAttempt(tally, now);
    judged += 1;
    now = Math.max(now + 100, opensAt(kind, tally));
  }
  return judged;
}

const failed = (times: number, at = START): Tally | null => {
  let tally: Tally | null = null;
  for (let n = 0; n < times; n++) tally = withAttempt(tally, at);
  return tally;
};

describe('how often somebody may try to sign in', () => {
  it('a few mistakes cost nothing', () => {
    expect(opensAt('account_and_address', null)).toBe(0);
    expect(opensAt('account_and_address', failed(3))).toBe(0);
    expect(opensAt('device', failed(4))).toBe(0);
  });

  it('then each costs twice the wait of the one before', () => {
    const waits = [4, 5, 6, 7].map((times) => opensAt('account_and_address', failed(times)) - START);
    expect(waits).toEqual([15 * SECOND, 30 * SECOND, 60 * SECOND, 120 * SECOND]);
  });

  it('a wait has an end, however long somebody goes on', () => {
    expect(opensAt('account_and_address', failed(1_000)) - START).toBe(15 * MINUTE);
    expect(opensAt('device', failed(1_000)) - START).toBe(2 * MINUTE);
  });

  it('a stranger gets few guesses a day at one account from one address', () => {
    expect(judgedWithin('account_and_address', 24 * HOUR)).toBeLessThan(120);
  });

  it('the device of a manager waits for two minutes at the longest, whatever was tried on it', () => {
    let tally: Tally | null = null;
    let now = START;
    for (let n = 0; n < 200; n++) {
      tally = withAttempt(tally, now);
      expect(opensAt('device', tally) - now).toBeLessThanOrEqual(2 * MINUTE);
      now += 10 * SECOND;
    }
  });

  it('is forgotten after twelve hours of quiet', () => {
    expect(withAttempt(failed(50), START + 12 * HOUR)).toEqual({ failures: 1, lastAt: START + 12 * HOUR });
    expect(withAttempt(failed(50), START + 11 * HOUR).failures).toBe(51);
  });

  it('somebody who signs in starts anew, but makes no room for guesses at others from the same address', () => {
    expect(withSuccess('device', failed(9)!).failures).toBe(0);
    expect(withSuccess('account_and_address', failed(9)!).failures).toBe(0);
    expect(withSuccess('address', failed(40)!).failures).toBe(39);
  });
});

describe('one network address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
