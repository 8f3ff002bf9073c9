import { beforeEach, describe, expect, it } from '@jest/globals';

interface Ringing {
  isDue(alarms: readonly string[], unanswered: readonly string[], now: number): boolean;
  readonly isCalling: boolean;
  readonly isSilenced: boolean;
  silence(): void;
}
interface Script {
  readonly AGAIN_EVERY: number;
  readonly Ringing: new (alarms: readonly string[], now: number) => Ringing;
}

/** As the browser has it: no page is needed to try it. */
const { AGAIN_EVERY, Ringing } = (await import(new URL('../assets/board-ringing.js', import.meta.url).href)) as Script;

describe('A board that rings', () => {
  let ringing: Ringing;
  beforeEach(() => void (ringing = new Ringing([], 0)));

  it('does so at once for a new alarm, and again every half minute while it is unanswered', () => {
    expect(ringing.isDue(['a'], ['a'], 1_000)).toBe(true);
    expect(ringing.isDue(['a'], ['a'], 1_000 + AGAIN_EVERY - 1)).toBe(false);
    expect(ringing.isDue(['a'], ['a'], 1_000 + AGAIN_EVERY)).toBe(true);
    expect(ringing.isDue(['a'], ['a'], 1_000 + 2 * AGAIN_EVERY)).toBe(true);
  });

  it('is quiet once somebody has answered, and rings again when they let go of it', () => {
    ringing.isDue(['a'], ['a'], 0);
    expect(ringing.isDue(['a'], [], 10 * AGAIN_EVERY)).toBe(false);
    expect(ringing.isDue(['a'], ['a'], 11 * AGAIN_EVERY)).toBe(true);
  });

  it('rings for what was there when the page was opened after half a minute, as nobody knows who heard it', () => {
    ringing = new Ringing(['a'], 0);
    expect(ringing.isDue(['a'], ['a'], 1)).toBe(false);
    expect(ringing.isDue(['a'], ['a'], AGAIN_EVERY)).toBe(true);
  });

  it('is silenced for the alarms that are there, until there is a new one', () => {
    ringing.isDue(['a'], ['a'], 0);
    ringing.silence();
    expect([ringing.isSilenced, ringing.isDue(['a'], ['a'], 5 * AGAIN_EVERY)]).toEqual([true, false]);
    expect(ringing.isDue(['a', 'b'], ['a', 'b'], 5 * AGAIN_EVERY + 1)).toBe(true);
    expect([ringing.isSilenced, ringing.isDue(['a', 'b'], ['a', 'b'], 7 * AGAIN_EVERY)]).toEqual([false, true]);
  });

  it('is not silenced any more for an alarm that was answered and let go of again', () => {
    ringing.isDue(['a'], ['a'], 0);
    ringing.silence();
    ringing.isDue(['a'], [], 1);
    expect(ringing.isDue(['a'], ['a'], 2 * AGAIN_EVERY)).toBe(true);
  });

  it('rings for a visit whose alarm was over and is raised again', () => {
    ringing.isDue(['a'], ['a'], 0);
    ringing.isDue([], [], 1);
    expect(ringing.isDue(['a'], ['a'], 2)).toBe(true);
  });
});
