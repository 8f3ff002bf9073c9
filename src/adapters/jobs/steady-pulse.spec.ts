import { expect, it } from '@jest/globals';
import { SteadyPulse } from './steady-pulse.js';

function pulse() {
  const world = { now: 0 };
  const steady = new SteadyPulse(() => world.now);
  const beat = (after: number): void => {
    world.now += after;
    steady.beat();
  };
  return { world, steady, beat };
}

it('A process judges others only after three beats in a row', () => {
  const { steady, beat } = pulse();
  beat(0);
  beat(500);
  expect(steady.isSteady).toBe(false);
  beat(500);
  expect(steady.isSteady).toBe(true);
});

it('A pause makes it begin again', () => {
  const { steady, beat } = pulse();
  for (let beats = 0; beats < 5; beats += 1) beat(500);
  beat(20_000);
  expect(steady.isSteady).toBe(false);
  beat(500);
  beat(500);
  expect(steady.isSteady).toBe(true);
});

it('Without a beat for a while it does not judge', () => {
  const { world, steady, beat } = pulse();
  for (let beats = 0; beats < 5; beats += 1) beat(500);
  world.now += 1_600;
  expect(steady.isSteady).toBe(false);
});
