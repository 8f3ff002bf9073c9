import { parentPort } from 'node:worker_threads';
import { frameworkPolicy } from './story/policy.js';
import { everyEffect, NOTHING_SEEN, together, trySeed, tryStory, type Seen, type Verdict } from './trial.js';

/** One core's share of the work: see simulate.js, which hands it out. */
export type Task =
  | { readonly kind: 'seeds'; readonly from: number; readonly count: number }
  | { readonly kind: 'every effect'; readonly story: number; readonly mishaps: number }
  | { readonly kind: 'tell'; readonly name: string };

export interface Done {
  readonly played: number;
  readonly effects: number;
  readonly seen: Seen;
  readonly failures: readonly Pick<Verdict, 'name' | 'broken'>[];
  /** When telling. */
  readonly lines: readonly string[];
}

const policy = frameworkPolicy();

async function* verdicts(task: Task, tell: (line: string) => void): AsyncGenerator<Verdict> {
  if (task.kind === 'every effect') {
    yield* everyEffect(policy, task.story, task.mishaps);
    return;
  }
  if (task.kind === 'seeds') {
    for (let seed = task.from; seed < task.from + task.count; seed += 1) yield await trySeed(seed, policy);
    return;
  }
  const seed = /^--seed (\d+)$/.exec(task.name)?.[1];
  yield seed === undefined ? await tryStory(task.name, policy, tell) : await trySeed(Number(seed), policy, tell);
}

async function work(task: Task): Promise<Done> {
  const lines: string[] = [];
  const failures: Done['failures'][number][] = [];
  let played = 0;
  let effects = 0;
  let seen = NOTHING_SEEN;
  for await (const verdict of verdicts(task, (line) => lines.push(line))) {
    played += 1;
    effects += verdict.effects;
    seen = together(seen, verdict.seen);
    if (verdict.broken.length > 0) failures.push({ name: verdict.name, broken: verdict.broken });
  }
  return { played, effects, seen, failures, lines };
}

parentPort?.on('message', (task: Task) => void work(task).then((done) => parentPort?.postMessage(done)));
