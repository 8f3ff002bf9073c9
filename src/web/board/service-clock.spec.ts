import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../domain/time/instant.js';
import { TWO_OCLOCK as SERVICE } from '../examples.js';

interface Script {
  readonly ServiceClock: new () => { note(at: number, askedAt?: number): boolean; now(): number };
  readonly sayClock: (kind: string, moment: number, now: number) => string;
}

/** As the browser has it: no page is needed to try it. */
const { ServiceClock, sayClock } = (await import(new URL('../assets/board-clock.js', import.meta.url).href)) as Script;

/** What this computer believes: a quarter of an hour off. */
const COMPUTER = SERVICE - 15 * MINUTE;

describe('The clock of a board', () => {
  beforeEach(() => void jest.useFakeTimers({ now: COMPUTER }));
  afterEach(() => void jest.useRealTimers());
  const pass = (time: number): void => void jest.setSystemTime(Date.now() + time);

  it('goes by the service’s time, whatever this computer believes', () => {
    const clock = new ServiceClock();
    clock.note(SERVICE);
    pass(MINUTE);
    expect(clock.now()).toBe(SERVICE + MINUTE);
  });

  it('believes the word that came soonest', () => {
    const clock = new ServiceClock();
    clock.note(SERVICE - SECOND);
    clock.note(SERVICE);
    clock.note(SERVICE - 2 * SECOND);
    expect(clock.now()).toBe(SERVICE);
  });

  it('after a sleep is right at once, and does not believe what lay in the cable meanwhile, but says to ask', () => {
    const clock = new ServiceClock();
    clock.note(SERVICE);
    pass(8 * HOUR);
    expect(clock.note(SERVICE + 4 * SECOND)).toBe(true);
    expect(clock.now()).toBe(SERVICE + 8 * HOUR);
    expect(clock.note(SERVICE + 8 * HOUR, Date.now())).toBe(false);
    expect(clock.now()).toBe(SERVICE + 8 * HOUR);
  });

  it('when this computer’s clock was put forward, believes an answer to what it asked since', () => {
    const clock = new ServiceClock();
    clock.note(SERVICE);
    pass(HOUR);
    const asked = Date.now();
    pass(SECOND / 2);
    clock.note(SERVICE + SECOND / 2, asked);
    expect(clock.now()).toBe(SERVICE + SECOND / 2);
  });

  it('when it was put back, believes the next word', () => {
    const clock = new ServiceClock();
    clock.note(SERVICE);
    pass(-HOUR);
    expect(clock.note(SERVICE + SECOND)).toBe(false);
    expect(clock.now()).toBe(SERVICE + SECOND);
  });

  it.each([
    ['left', 72 * SECOND, '1 min 12 s left'],
    ['left', 1, '1 s left'],
    ['left', 0, '0 s past the time'],
    ['left', -HOUR - 5 * SECOND, '1 h 0 min 5 s past the time'],
    ['overdue', -12 * MINUTE - 3 * SECOND - 999, 'OVERDUE by 12 min 3 s'],
    ['overdue', MINUTE, '1 min 0 s left'],
    ['ago', -MINUTE, '1 minute ago'],
    ['ago', SECOND, '0 seconds ago'],
    ['in', 90 * MINUTE, 'in 1 hour 30 minutes'],
    ['in', 0, 'now'],
  ])('says "%s" of a moment %i ms from now: %s', (kind, ahead, words) => {
    expect(sayClock(kind, SERVICE + ahead, SERVICE)).toBe(words);
  });
});
