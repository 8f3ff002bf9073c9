import { readdirSync, readFileSync } from 'node:fs';
import type { Milliseconds } from '../../src/domain/time/instant.js';

/** One hundredth of a second: what Linux counts in. */
const TICK: Milliseconds = 10;

interface Usage {
  readonly parent: number;
  readonly own: Milliseconds;
  /** Of its children that have ended. */
  readonly children: Milliseconds;
}

/**
 * The time that this process has had of a processor, in milliseconds; unlike the time on the clock it hardly grows with
 * what others do on the machine. NaN where the system does not tell (it is read from Linux's /proc).
 */
export const processorTime = (pid: number): Milliseconds => usageOf(pid)?.own ?? Number.NaN;

/** The same of a process and all that it has started. */
export function processorTimeOfFamily(pid: number): Milliseconds {
  const parent = usageOf(pid);
  if (!parent) return Number.NaN;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => usageOf(Number(name)))
    .filter((usage) => usage?.parent === pid);
  return living.reduce((sum, usage) => sum + (usage?.own ?? 0), parent.own + parent.children);
}

function usageOf(pid: number): Usage | null {
  try {
    // The name in brackets may hold anything; the numbers follow its last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const numbers = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (field: number): number => numbers[field - 3] ?? Number.NaN;
    return { parent: at(4), own: (at(14) + at(15)) * TICK, children: (at(16) + at(17)) * TICK };
  } catch {
    return null;
  }
}
