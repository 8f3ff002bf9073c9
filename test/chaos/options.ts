import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from './schedule.js';

export interface Options {
  readonly engines: readonly Engine[];
  /** The first seed; the runs take it and those after it. */
  readonly seed: number;
  /** So many runs on each engine, or for so long. */
  readonly runs: number;
  readonly until: number;
  /** Runs at the same time, each with a Postgres of its own. */
  readonly parallel: number;
  /** Kinds of faults that are left out. */
  readonly without: readonly string[];
  /** A schedule in a file, in place of seeds. */
  readonly schedule: string | null;
  /** Keep the story of every run, not of broken ones alone. */
  readonly keep: boolean;
  /** Begin no other run once one is broken. */
  readonly bail: boolean;
  readonly shrinkFor: number;
  /** Plant the faults whose names have this in them, one after the other, and see which seed catches each. */
  readonly planted: string | null;
  readonly main: string;
}

const MINUTE = 60_000;

export const HELP = `npm run chaos -- [options]
  --seed 42               this seed only (with --runs: from this one on)
  --runs 200              so many seeds on each engine; 10 unless said
  --minutes 60            as many as go into so long
  --engine redis          postgres, redis or both; both unless said
  --parallel 4            so many at the same time; 2 unless said
  --without "kill,hang, taken"   leave these faults out
  --schedule FILE         play this schedule, as a failing run has left it
  --keep                  keep the story of every run, not of broken ones alone
  --bail                  no more runs once one is broken
  --shrink-minutes 5      how long to look for a smaller schedule that fails; 0: not at all
  --planted NAME          plant the faults whose names have this in them (all: all of them), each until a seed catches it
CHAOS_SERVICE             the service's main.js; dist/src/main.js unless set`;

export function readOptions(given: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...given],
    options: {
      seed: { type: 'string' },
      runs: { type: 'string' },
      minutes: { type: 'string' },
      engine: { type: 'string', default: 'both' },
      parallel: { type: 'string', default: '2' },
      without: { type: 'string', default: '' },
      schedule: { type: 'string' },
      bail: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      'shrink-minutes': { type: 'string', default: '5' },
      planted: { type: 'string' },
    },
  });
  const number = (name: 'seed' | 'runs' | 'minutes' | 'parallel' | 'shrink-minutes'): number | null => {
    const text = values[name];
    if (text === undefined) return null;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0) throw new Error(`--${name} takes a number, and "${text}" is none.`);
    return value;
  };
  const minutes = number('minutes');
  const seed = number('seed');
  if (!['postgres', 'redis', 'both'].includes(values.engine))
    throw new Error(`--engine takes postgres, redis or both, and not "${values.engine}".`);
  return {
    engines: values.engine === 'both' ? ['postgres', 'redis'] : [values.engine as Engine],
    seed: seed ?? 1 + Math.floor(Math.random() * 1_000_000),
    runs: number('runs') ?? (minutes !== null ? Infinity : seed !== null ? 1 : 10),
    until: minutes === null ? Infinity : Date.now() + minutes * MINUTE,
    parallel: Math.max(1, number('parallel') ?? 2),
    // A fault's name may have a comma in it.
    without: values.without.split(/,(?! )/).map((name) => name.trim()),
    schedule: values.schedule ?? null,
    bail: values.bail,
    keep: values.keep,
    shrinkFor: (number('shrink-minutes') ?? 5) * MINUTE,
    planted: values.planted ?? null,
    main: resolve(process.env['CHAOS_SERVICE'] ?? 'dist/src/main.js'),
  };
}
