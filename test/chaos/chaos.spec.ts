import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describeWithRedis } from '../support/redis.js';
import type { Finding } from './checker/finding.js';
import { judge } from './checker/judge.js';
import { Machine } from './machine.js';
import { play } from './play.js';
import { chronicle, findingLines, title } from './report.js';
import { scheduleOf, type Engine, type Schedule } from './schedule.js';
import { Slot } from './slot.js';

/**
 * A short chaos: the built service, a real Postgres and Redis, and a few schedules that are known to hurt. The long one is
 * `npm run chaos` (docs/chaos.md).
 */

const MAIN = resolve('dist/src/main.js');
const LONG = 240_000;

/** Of 1 to 200, short ones whose faults are of many kinds: see `title`. */
const SEEDS: Readonly<Record<Engine, readonly number[]>> = { postgres: [9, 23], redis: [14] };

const machine = new Machine();
afterAll(() => machine.close());

function chaosOn(engine: Engine): void {
  const slots: Slot[] = [];
  const played = new Map<number, Promise<string>>();

  beforeAll(async () => {
    if (!existsSync(MAIN)) throw new Error('The service is not built: npm run build');
    // Each in a place of its own, all at the same time: most of a run is waiting.
    for (const seed of SEEDS[engine]) {
      const slot = await Slot.open();
      slots.push(slot);
      const story = tell(scheduleOf(seed, engine), slot);
      story.catch(() => undefined);
      played.set(seed, story);
    }
  }, LONG);
  afterAll(() => Promise.all(slots.map((slot) => slot.close())), LONG);

  it.each(SEEDS[engine].map((seed) => [title(scheduleOf(seed, engine)), seed] as const))(
    '%s: nothing lost, nothing late, nobody given away',
    async (_, seed) => {
      expect(await played.get(seed)).toBe('');
    },
    LONG,
  );
}

/** What the checker finds, with the story of the run; empty where all is as it must be. */
async function tell(schedule: Schedule, slot: Slot): Promise<string> {
  const { evidence } = await play(schedule, slot, MAIN, machine);
  const findings: readonly Finding[] = judge(evidence);
  return findings.length === 0 ? '' : `${findingLines(findings, evidence.began)}\n\n${chronicle(evidence)}`;
}

describe('chaos on Postgres', () => chaosOn('postgres'));
describeWithRedis('chaos on Redis', () => chaosOn('redis'));
