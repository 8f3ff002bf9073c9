import { expect, it } from '@jest/globals';
import { SECOND, type Instant } from '../domain/time/instant.js';
import { ClockWatch } from './clock-watch.js';

const NOON: Instant = Date.UTC(2026, 0, 5, 12);

/** A process whose clock can be set wrong, beside a Postgres where it is noon. */
function process() {
  const said: string[] = [];
  const say = (_facts: object, message: string) => void said.push(message);
  let own = NOON;
  let postgres: () => Promise<Instant> = () => Promise.resolve(NOON);
  const clock = new ClockWatch(
    { now: () => postgres() },
    { info: say, warn: say, error: say },
    { alarm: (kind) => said.push(`alarm: ${kind}`) },
    () => own,
  );
  return {
    clock,
    said,
    isAhead: (milliseconds: number) => {
      own = NOON + milliseconds;
      return clock.look();
    },
    losesPostgres: () => (postgres = () => Promise.reject(new Error('away'))),
  };
}

it.each([3 * SECOND, -3 * SECOND])(
  'A clock that is %i ms off is told of once, and once when it is right again',
  async (off) => {
    const { said, isAhead, clock } = process();
    await isAhead(off);
    await isAhead(off);
    expect(clock.isOff).toBe(true);
    await isAhead(0);
    await isAhead(0);
    expect(clock.isOff).toBe(false);
    expect(said).toEqual([
      expect.stringContaining('does not agree'),
      'alarm: clock',
      expect.stringContaining('agrees with'),
    ]);
  },
);

it('A second is near enough', async () => {
  const { said, isAhead } = process();
  await isAhead(SECOND);
  expect(said).toEqual([]);
});

it("Postgres's time is known without asking, however wrong one's own", async () => {
  const { clock, isAhead } = process();
  await isAhead(20 * SECOND);
  expect(Math.abs(clock.now() - NOON)).toBeLessThan(SECOND);
});

it('A Postgres that is away changes nothing', async () => {
  const { clock, said, isAhead, losesPostgres } = process();
  await isAhead(5 * SECOND);
  losesPostgres();
  await isAhead(0);
  expect(clock.isOff).toBe(true);
  expect(said).toHaveLength(2);
});
