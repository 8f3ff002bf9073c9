import type { Schedule } from './schedule.js';

/** Whether a run of this schedule still fails. */
export type Fails = (schedule: Schedule) => Promise<boolean>;

/**
 * Looks for a smaller schedule that still fails: without all the faults, without half of them, without each; then so with
 * visits, texts, replies and processes. What time allows; the smallest found is the answer.
 */
export async function shrink(schedule: Schedule, fails: Fails, until: number): Promise<Schedule> {
  let smallest = schedule;
  for (let changed = true; changed && Date.now() < until;) {
    changed = false;
    for (const smaller of cuts(smallest)) {
      if (Date.now() >= until) break;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      changed = true;
      break;
    }
  }
  return smallest;
}

/** Smaller schedules, the greatest cuts first. */
function* cuts(schedule: Schedule): Generator<Schedule> {
  for (const faults of fewer(schedule.faults)) yield { ...schedule, faults };
  for (const visits of fewer(schedule.visits)) {
    if (visits.length === 0) continue;
    const left = new Set(visits.map(({ id }) => id));
    yield { ...schedule, visits, texts: schedule.texts.filter(({ visit }) => left.has(visit)) };
  }
  for (const replies of fewer(schedule.replies)) yield { ...schedule, replies };
  for (const texts of fewer(schedule.texts)) yield { ...schedule, texts };
  for (const absent of fewer(schedule.absent)) yield { ...schedule, absent };
  for (const withoutPhone of fewer(schedule.withoutPhone)) yield { ...schedule, withoutPhone };
  const [first] = schedule.processes;
  if (first && schedule.processes.length > 1) yield { ...schedule, processes: [{ role: 'all', skew: first.skew }] };
  if (schedule.processes.some(({ skew }) => skew !== 0))
    yield { ...schedule, processes: schedule.processes.map(({ role }) => ({ role, skew: 0 })) };
}

/** None of them, each half, and all but each. */
function* fewer<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) return;
  yield [];
  if (items.length === 1) return;
  const middle = Math.ceil(items.length / 2);
  yield items.slice(0, middle);
  yield items.slice(middle);
  if (items.length === 2) return;
  for (const index of items.keys()) yield items.filter((_, nth) => nth !== index);
}
