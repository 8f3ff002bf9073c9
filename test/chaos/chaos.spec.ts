import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeWithRedis } from '../support/redis.js';
import { judge } from './checker/judge.js';
import { Machine } from './machine.js';
import { hasRedis } from './parts/redis.js';
import { play } from './play.js';
import { chronicle, findingLines, title } from './report.js';
import { scheduleOf, type Engine, type Schedule } from './schedule.js';
import { Slot } from './slot.js';

/**
 * A short chaos: the built service, a real Postgres and Redis, and a few schedules that are known to hurt. The long one is
 * `npm run chaos` (docs/chaos.md).
 */

const MAIN = resolve(process.env['CHAOS_SERVICE'] ?? 'dist/src/main.js');
const LONG = 240_000;

/** Short ones, whose faults are of many kinds: their titles say little, `npm run chaos -- --seed 10` says all. */
const SEEDS: Readonly<Record<Engine, readonly number[]>> = { postgres: [10, 31], redis: [49] };

const machine = new Machine();
const slots: Slot[] = [];
const findings = new Map<string, Promise<string>>();

// All at the same time, each in a place of its own: most of a run is waiting.
beforeAll(async () => {
  if (!existsSync(MAIN)) throw new Error('The service is not built: npm run build');
  for (const engine of hasRedis() ? (['postgres', 'redis'] as const) : (['postgres'] as const)) {
    for (const seed of SEEDS[engine]) {
      const slot = await Slot.open();
      slots.push(slot);
      const schedule = scheduleOf(seed, engine);
      const found = whatIsFound(schedule, slot);
      found.catch(() => undefined);
      findings.set(title(schedule), found);
    }
  }
}, LONG);

afterAll(async () => {
  await Promise.allSettled(findings.values());
  await Promise.all(slots.map((slot) => slot.close()));
  await machine.close();
}, LONG);

/** What the checker finds, with the story of the run; empty where all is as it must be. */
async function whatIsFound(schedule: Schedule, slot: Slot): Promise<string> {
  const { evidence } = await play(schedule, slot, MAIN, machine);
  const found = judge(evidence);
  return found.length === 0 ? '' : `${findingLines(found, evidence.began)}\n\n${chronicle(evidence)}`;
}

const chaosOn = (engine: Engine) => (): void => {
  it.each(SEEDS[engine].map((seed) => title(scheduleOf(seed, engine))))(
    '%s: nothing lost, nothing late, nobody given away',
    async (name) => {
      expect(await findings.get(name)).toBe('');
    },
    LONG,
  );
};

describe('chaos on Postgres', chaosOn('postgres'));
describeWithRedis('chaos on Redis', chaosOn('redis'));
