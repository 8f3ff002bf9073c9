import type { Instant, Milliseconds } from '../time/instant.js';
import type { Happening } from './rehearse.js';

/** The same thing under one policy and under another. */
export interface Compared {
  readonly one: Happening | null;
  readonly other: Happening | null;
  /** How much later the other is; below zero: sooner. Null where one of them has no moment. */
  readonly later: Milliseconds | null;
  readonly same: boolean;
}

/** Both timetables side by side, in the order of time. */
export function compareRehearsals(one: readonly Happening[], other: readonly Happening[]): Compared[] {
  const left = numbered(one);
  const right = numbered(other);
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys
    .map((key) => compared(left.get(key) ?? null, right.get(key) ?? null))
    .sort((a, b) => momentOf(a) - momentOf(b));
}

function compared(one: Happening | null, other: Happening | null): Compared {
  const later = one && other && one.at !== null && other.at !== null ? other.at - one.at : null;
  const same = one !== null && other !== null && one.at === other.at && one.clause === other.clause;
  return { one, other, later, same };
}

/** What has no moment comes last, in the order in which it was found. */
const momentOf = ({ one, other }: Compared): Instant => one?.at ?? other?.at ?? Number.MAX_SAFE_INTEGER;

/** Each under what it is, and the how many-eth of its sort. */
function numbered(happenings: readonly Happening[]): Map<string, Happening> {
  const found = new Map<string, Happening>();
  const counts = new Map<string, number>();
  for (const one of happenings) {
    const what = [one.kind, one.step, one.person, one.kind === 'passed_over' ? one.text : ''].join('|');
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    found.set(`${what}|${count}`, one);
  }
  return found;
}
