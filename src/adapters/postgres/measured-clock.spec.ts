import { describe, expect, it } from '@jest/globals';
import { SECOND } from '../../domain/time/instant.js';
import { MeasuredClock } from './measured-clock.js';

/** Postgres's clock and this process's, both of the test's making; a question takes as long as the test says. */
function clocks() {
  const world = { steady: 5_000, postgres: 1_000_000, takes: 0, pausedFor: 0, asked: 0, away: false };
  const pass = (time: number): void => {
    world.steady += time;
    world.postgres += time;
  };
  const real = {
    now: () => {
      world.asked += 1;
      if (world.away) return Promise.reject(new Error('away'));
      pass(world.takes / 2 + world.pausedFor);
      world.pausedFor = 0;
      const now = world.postgres;
      pass(world.takes / 2);
      return Promise.resolve(now);
    },
  };
  return { world, pass, clock: new MeasuredClock(real, () => world.steady) };
}

describe("Postgres's clock, measured", () => {
  it('is asked once for many questions of the same moment', async () => {
    const { world, clock } = clocks();
    expect(await Promise.all([clock.now(), clock.now(), clock.now()])).toEqual([1_000_000, 1_000_000, 1_000_000]);
    expect(world.asked).toBe(1);
  });

  it('runs on between the measurements', async () => {
    const { pass, clock } = clocks();
    await clock.now();
    pass(300);
    expect(await clock.now()).toBe(1_000_300);
  });

  it('believes the quickest of the latest measurements', async () => {
    const { world, pass, clock } = clocks();
    await clock.now();
    pass(600);
    world.takes = 80;
    await clock.now();
    expect(await clock.now()).toBe(world.postgres);
  });

  it('asks again when Postgres was paused before it answered', async () => {
    const { world, pass, clock } = clocks();
    await clock.now();
    pass(3 * SECOND);
    world.pausedFor = 12 * SECOND;
    expect(await clock.now()).toBe(world.postgres);
  });

  it('makes do with slow answers where there are no others', async () => {
    const { world, clock } = clocks();
    world.takes = 400;
    await clock.now();
    expect(world.asked).toBe(3);
    expect(await clock.now()).toBe(world.postgres);
  });

  it('follows a clock that was set', async () => {
    const { world, pass, clock } = clocks();
    await clock.now();
    world.postgres += 60 * SECOND;
    pass(11 * SECOND);
    expect(await clock.now()).toBe(world.postgres);
  });

  it('does not go by an old measurement: with Postgres away there is no time', async () => {
    const { world, pass, clock } = clocks();
    await clock.now();
    pass(3 * SECOND);
    world.away = true;
    await expect(clock.now()).rejects.toThrow('away');
  });
});
