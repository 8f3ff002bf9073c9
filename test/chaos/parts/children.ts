import { execFile, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

/** Every process that the harness starts is its own to end: none outlives it. */

const ours = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of ours) child.kill('SIGKILL');
});

export function own(child: ChildProcess): ChildProcess {
  ours.add(child);
  child.once('exit', () => ours.delete(child));
  return child;
}

export const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

export function gone(child: ChildProcess): Promise<void> {
  if (!isRunning(child)) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

const run = promisify(execFile);

/** The processes that this one has started. Postgres gives each connection one of its own. */
export async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child = 0]) => child);
}

/** Sends a signal to a process that may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}
