import { beforeEach, describe, expect, it } from '@jest/globals';

interface Ringing {
  isDue(alarms: readonly string[], unanswered: readonly string[], now: number): boolean;
  readonly isCalling: boolean;
  readonly isSilenced: boolean;
  rang(now: number): void;
  silence(): void;
}
interface Script {
  readonly AGAIN_EVERY: number;
  readonly Ringing: new (alarms: readonly string[]) => Ringing;
}

/** As the browser has it: no page is needed to try it. */
const { AGAIN_EVERY, Ringing } = (await import(new URL('../assets/board-ringing.js', import.meta.url).href)) as Script;

describe('A board that rings', () => {
  let ringing: Ringing;
  /** Whether it rings; of a browser that lets it. */
  const rings = (alarms: readonly string[], unanswered: readonly string[], now: number): boolean => {
    const isDue = ringing.isDue(alarms, unanswered, now);
    if (isDue) ringing.rang(now);
    return isDue;
  };
  beforeEach(() => void (ringing = new Ringing([])));

  it('does so at once for a new alarm, and again every half minute while it is unanswered', () => {
    expect(rings(['a'], ['a'], 1_000)).toBe(true);
    expect(rings(['a'], ['a'], 1_000 + AGAIN_EVERY - 1)).toBe(false);
    expect(rings(['a'], ['a'], 1_000 + AGAIN_EVERY)).toBe(true);
    expect(rings(['a'], ['a'], 1_000 + 2 * AGAIN_EVERY)).toBe(true);
  });

  it('is quiet once somebody has answered, and rings again when they let go of it', () => {
    rings(['a'], ['a'], 0);
    expect(rings(['a'], [], 10 * AGAIN_EVERY)).toBe(false);
    expect(rings(['a'], ['a'], 11 * AGAIN_EVERY)).toBe(true);
  });

  it('rings at once for what is unanswered when the page is opened, as nobody knows who heard it', () => {
    ringing = new Ringing(['a']);
    expect(rings(['a'], ['a'], 1)).toBe(true);
    expect(rings(['a'], ['a'], AGAIN_EVERY)).toBe(false);
    expect(rings(['a'], ['a'], AGAIN_EVERY + 1)).toBe(true);
  });

  it('does not ring as the page is opened for what somebody has in hand', () => {
    ringing = new Ringing(['a']);
    expect(rings(['a'], [], 1)).toBe(false);
  });

  it('rings as soon as the browser lets it for what was held back, unless somebody has it in hand by then', () => {
    expect([ringing.isDue(['a'], ['a'], 0), rings(['a'], ['a'], 7)]).toEqual([true, true]);
    expect([ringing.isDue(['a', 'b'], ['b'], 8), rings(['a', 'b'], [], 9)]).toEqual([true, false]);
  });

  it('is silenced for the alarms that are there, until there is a new one', () => {
    rings(['a'], ['a'], 0);
    ringing.silence();
    expect([ringing.isSilenced, rings(['a'], ['a'], 5 * AGAIN_EVERY)]).toEqual([true, false]);
    expect(rings(['a', 'b'], ['a', 'b'], 5 * AGAIN_EVERY + 1)).toBe(true);
    expect([ringing.isSilenced, rings(['a', 'b'], ['a', 'b'], 7 * AGAIN_EVERY)]).toEqual([false, true]);
  });

  it('is not silenced any more for an alarm that was answered and let go of again', () => {
    rings(['a'], ['a'], 0);
    ringing.silence();
    rings(['a'], [], 1);
    expect(rings(['a'], ['a'], 2 * AGAIN_EVERY)).toBe(true);
  });

  it('rings for a visit whose alarm was over and is raised again', () => {
    rings(['a'], ['a'], 0);
    rings([], [], 1);
    expect(rings(['a'], ['a'], 2)).toBe(true);
  });
});
