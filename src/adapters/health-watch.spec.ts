import { expect, it } from '@jest/globals';
import type { Readings } from '../application/ports/pulse.js';
import { MINUTE } from '../domain/time/instant.js';
import { HealthWatch } from './health-watch.js';

const WELL: Readings = {
  latestDeadline: 0,
  oldestAlert: 0,
  oldestText: 0,
  listAge: 0,
  sweeperAge: 0,
  provider: { takesMessages: true, triedInVain: 0, refusesSettings: false },
  processes: [{ id: '01234567', role: 'all', silentFor: 0, clockAhead: 0 }],
};
const ILL: Readings = { ...WELL, oldestAlert: 60 };

function watched() {
  const told: string[] = [];
  let passed = 0;
  let readings: Readings = WELL;
  const watch = new HealthWatch(
    { read: () => Promise.resolve(readings) },
    { alarm: (_kind, text) => told.push(text) },
    () => passed,
  );
  return {
    told,
    passes: (time: number) => (passed += time),
    /** Looks twice: once is not believed. */
    finds: async (next: Readings) => {
      readings = next;
      await watch.look();
      await watch.look();
    },
    glimpses: async (next: Readings) => {
      readings = next;
      await watch.look();
    },
  };
}

const DOWN = expect.stringMatching(/^Allswell is DOWN .* alerts: Alerts wait to be sent\./);
const UP = expect.stringMatching(/^Allswell is UP again/);

it('The operator is told once that the service is DOWN, why, and once that it is UP again', async () => {
  const { told, finds, passes } = watched();
  await finds(WELL);
  await finds(ILL);
  await finds(ILL);
  passes(MINUTE);
  await finds(WELL);
  await finds(WELL);
  expect(told).toEqual([DOWN, UP]);
});

it('A single look is not believed', async () => {
  const { told, glimpses } = watched();
  for (const seen of [WELL, ILL, WELL, ILL, WELL]) await glimpses(seen);
  expect(told).toEqual([]);
});

it('A service that comes and goes is told of once a minute at most', async () => {
  const { told, finds, passes } = watched();
  await finds(ILL);
  await finds(WELL);
  await finds(ILL);
  expect(told).toEqual([DOWN]);
  passes(MINUTE);
  await finds(WELL);
  expect(told).toEqual([DOWN, UP]);
});
