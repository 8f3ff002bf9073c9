import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from './time/instant.js';
import { afterAttempt, mustBeLookedFor, untold, whoIsNext, type Attempt, type Untold } from './untold.js';

const NOW = 1_000 * MINUTE;
const PRIYA = untold({ person: 'priya', mobile: '+447700900101' });

/** How long each of so many tries in a row makes them wait, in seconds. */
function waits(attempt: Attempt, times: number): number[] {
  let one: Untold = PRIYA;
  return Array.from({ length: times }, () => {
    one = afterAttempt(one, attempt, NOW) ?? one;
    return (one.notBefore - NOW) / SECOND;
  });
}

describe('somebody who must hear that nobody watches', () => {
  it('is tried at once, and no more once told', () => {
    expect(whoIsNext([PRIYA], NOW)).toEqual([PRIYA]);
    expect(afterAttempt(PRIYA, { kind: 'told' }, NOW)).toBeNull();
  });

  it.each<[string, Attempt, number[]]>([
    ['there is no connection', { kind: 'try_again', afterMilliseconds: 1_000 }, [10, 20, 30, 30]],
    ['the provider asks for a minute', { kind: 'try_again', afterMilliseconds: MINUTE }, [60, 60, 60, 60]],
    ['it is refused: somebody may mend that', { kind: 'refused' }, [30, 60, 120, 240, 300, 300]],
    ['it may have been sent', { kind: 'unknown' }, [31, 31]],
    ['that cannot be found out', { kind: 'still_in_doubt' }, [10, 10]],
  ])('is tried again and again where %s', (_why, attempt, expected) => {
    expect(waits(attempt, expected.length)).toEqual(expected);
  });

  it('waits for the turn, and goes before those who were tried later', () => {
    const [a, b, c] = [5, -5, -10].map((seconds) => ({ ...PRIYA, notBefore: NOW + seconds * SECOND }));
    expect(whoIsNext([a!, b!, c!], NOW)).toEqual([c, b]);
  });

  it('is not sent what may be under way before the provider has been asked; after two minutes in vain twice is better than never', () => {
    const doubtful = afterAttempt(PRIYA, { kind: 'unknown' }, NOW)!;
    expect(mustBeLookedFor(PRIYA, NOW)).toBe(false);
    expect(mustBeLookedFor(doubtful, NOW + 2 * MINUTE - 1)).toBe(true);
    const later = afterAttempt(doubtful, { kind: 'still_in_doubt' }, NOW + MINUTE)!;
    expect(mustBeLookedFor(later, NOW + 2 * MINUTE)).toBe(false);
  });
});
