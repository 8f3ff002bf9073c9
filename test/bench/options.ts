import { parseArgs } from 'node:util';

export const STAGES = ['lateness', 'rivals', 'inbound', 'startup', 'storage', 'failover', 'sweep', 'board'] as const;
/** Those of a first look. */
const FIRST_LOOK: readonly StageName[] = ['lateness', 'inbound', 'startup', 'storage'];

export type StageName = (typeof STAGES)[number];

export interface Options {
  /** A first look: small sizes, each measured once; and without `stages` only what takes about two minutes. */
  readonly quick: boolean;
  readonly stages: readonly StageName[];
  /** Where the figures go as JSON. */
  readonly json: string | null;
  /** A document whose tables are written anew, between its marks. */
  readonly page: string | null;
  /** A folder for CPU profiles of the workers and for Postgres's own statistics of its statements. */
  readonly profile: string | null;
}

export const USAGE = `npm run bench -- [--quick] [--only ${STAGES.join('|')}] [--json FILE] [--page FILE] [--profile FOLDER]
  --only takes several, separated by commas. BENCH_SERVICE names another dist/src/main.js to measure.`;

/** Throws, with the reason in one line, on what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      page: { type: 'string' },
      profile: { type: 'string' },
    },
  });
  const asked = values.only?.flatMap((names) => names.split(',')) ?? (values.quick ? FIRST_LOOK : STAGES);
  const unknown = asked.find((name) => !STAGES.some((stage) => stage === name));
  if (unknown !== undefined) throw new Error(`--only does not know "${unknown}": give ${STAGES.join(', ')}.`);
  return {
    quick: values.quick,
    stages: STAGES.filter((stage) => asked.includes(stage)),
    json: values.json ?? null,
    page: values.page ?? null,
    profile: values.profile ?? null,
  };
}
