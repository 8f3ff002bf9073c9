import type { Policy } from '../../src/domain/policy/policy.js';
import { judge } from './judge/judge.js';
import { play } from './story/play.js';
import { scheduleOf, type Schedule } from './story/schedule.js';
import { STORIES } from './story/stories.js';
import type { Mishap } from './world/world.js';

/** One story played and judged. */
export interface Verdict {
  /** How to play it again: a seed, or a fixed story with one mishap. */
  readonly name: string;
  readonly broken: readonly string[];
  readonly effects: number;
  /** What came about in it: stories in which nothing goes wrong prove nothing. */
  readonly seen: Seen;
}

export interface Seen {
  readonly texts: number;
  readonly alarms: number;
  readonly police: number;
  readonly codes: number;
  readonly mishaps: number;
  readonly outages: number;
  readonly repeats: number;
  readonly dropped: number;
}

export const NOTHING_SEEN: Seen = {
  texts: 0,
  alarms: 0,
  police: 0,
  codes: 0,
  mishaps: 0,
  outages: 0,
  repeats: 0,
  dropped: 0,
};

export const together = (a: Seen, b: Seen): Seen =>
  Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof Seen]])) as unknown as Seen;

export type Tell = (line: string) => void;

/** Everything that one seed makes. */
export const trySeed = (seed: number, policy: Policy, tell?: Tell): Promise<Verdict> =>
  tryOne(`--seed ${seed}`, scheduleOf(seed), policy, undefined, tell);

/** Every way in which one effect may come to grief. */
const MISHAPS: readonly Mishap[] = [
  { kind: 'dies_before' },
  { kind: 'dies_after' },
  { kind: 'fails_before' },
  { kind: 'fails_after' },
  { kind: 'freezes_before', lasts: 20_000 },
  { kind: 'freezes_after', lasts: 20_000 },
];

/** One of the fixed stories, with each of its effects failing in turn, in each of the first `ways`. */
export async function* everyEffect(policy: Policy, story: number, ways: number): AsyncGenerator<Verdict> {
  const told = STORIES[story];
  if (!told) throw new Error(`There is no story number ${story}.`);
  const whole = await tryOne(told.name, told.schedule, policy, () => null);
  yield whole;
  for (let effect = 1; effect <= whole.effects; effect += 1)
    for (const { kind } of MISHAPS.slice(0, ways)) yield await tryStory(`${told.name}: ${effect} ${kind}`, policy);
}

/** "people answer: 17 dies_before": that story, with that at its effect number 17. */
export function tryStory(name: string, policy: Policy, tell?: Tell): Promise<Verdict> {
  const [, title, number, kind] = /^(.+): (\d+) (\w+)$/.exec(name) ?? [];
  const found = STORIES.find((one) => one.name === (title ?? name));
  const mishap = MISHAPS.find((one) => one.kind === kind) ?? null;
  if (!found) throw new Error(`There is no story "${name}".`);
  return tryOne(name, found.schedule, policy, (effect) => (effect === Number(number) ? mishap : null), tell);
}

async function tryOne(
  name: string,
  schedule: Schedule,
  policy: Policy,
  mishaps?: (effect: number) => Mishap | null,
  tell?: Tell,
): Promise<Verdict> {
  try {
    const played = await play(schedule, policy, { mishaps, tell });
    const entries = played.commits.flatMap(({ lines }) => lines.map(({ entry }) => entry));
    const count = (wanted: (kind: string) => boolean): number => entries.filter(({ kind }) => wanted(kind)).length;
    const seen: Seen = {
      texts: played.said.length,
      alarms: count((kind) => kind === 'incident_opened'),
      police: count((kind) => kind === 'police_told'),
      codes: entries.filter(({ data }) => data['kind'] === 'alert_code').length,
      mishaps: played.troubles.filter(({ kind }) => kind === 'mishap').length,
      outages: schedule.outages.length,
      repeats: played.carried.filter(({ body }) => body.startsWith('AGAIN: ')).length,
      dropped: played.messages.filter(({ state }) => state === 'dropped').length,
    };
    return { name, broken: judge(played), effects: played.effects, seen };
  } catch (error) {
    const broken = [
      error instanceof Error ? (error.message.startsWith('P2') ? error.message : String(error.stack)) : String(error),
    ];
    return { name, broken, effects: 0, seen: NOTHING_SEEN };
  }
}
