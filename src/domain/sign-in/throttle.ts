import { HOUR, MINUTE, SECOND, type Instant, type Milliseconds } from '../time/instant.js';

/**
 * How often somebody may try to sign in. The wait grows with each failure, and is kept for whoever tries, never for an
 * account alone: else anybody could keep a manager out during an incident by failing in that manager's name.
 *
 * - a device on which this account has signed in before has an allowance of its own, whatever others do in its name;
 * - anywhere else the account and the network address count together, and the address alone, for all accounts.
 *
 * An attempt is counted before it is judged, so that a thousand at once are not a thousand guesses.
 */
export interface Tally {
  /** Attempts that have not turned out well. */
  readonly failures: number;
  readonly lastAt: Instant;
}

export type TallyKind = 'device' | 'account_and_address' | 'address';

interface Allowance {
  /** Failures that cost no wait. */
  readonly free: number;
  readonly first: Milliseconds;
  readonly longest: Milliseconds;
}

/** An office shares one address, so that one has the most room. */
const ALLOWANCES: Readonly<Record<TallyKind, Allowance>> = {
  device: { free: 5, first: 5 * SECOND, longest: 2 * MINUTE },
  account_and_address: { free: 4, first: 15 * SECOND, longest: 15 * MINUTE },
  address: { free: 30, first: 5 * SECOND, longest: 5 * MINUTE },
};

/** After this long without an attempt the failures are forgotten. */
const FORGOTTEN_AFTER = 12 * HOUR;

/** From when on the next attempt is judged. */
export function opensAt(kind: TallyKind, tally: Tally | null): Instant {
  if (!tally) return 0;
  const { free, first, longest } = ALLOWANCES[kind];
  if (tally.failures < free) return 0;
  return tally.lastAt + Math.min(longest, first * 2 ** Math.min(tally.failures - free, 20));
}

/** The tally with one more attempt, which counts as failed until it is known to be good. */
export const withAttempt = (tally: Tally | null, at: Instant): Tally => ({
  failures: (tally && at - tally.lastAt < FORGOTTEN_AFTER ? tally.failures : 0) + 1,
  lastAt: at,
});

/**
 * What is left of it once somebody has signed in. Their own is wiped; of an address only their own attempt is taken off,
 * or one good account would make room to guess at all the others.
 */
export const withSuccess = (kind: TallyKind, { failures, lastAt }: Tally): Tally =>
  kind === 'address' ? { failures: Math.max(0, failures - 1), lastAt } : { failures: 0, lastAt };

/**
 * What counts as one network address: all of an IPv6 subscriber's (the first 64 bits), since one who has one of them has all.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: gap }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
