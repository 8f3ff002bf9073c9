import { Worker } from 'node:worker_threads';
import type { Trouble } from './evidence.js';

/** A piece of work of about 20 ms, again and again: how many times as long as the quickest it took each time. */
const PACE = `
const { parentPort } = require('node:worker_threads');
const PIECES = 20, EVERY = 300;
let quickest = Infinity;
function piece() {
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < 1e6; i += 1) sum += Math.sqrt(i);
  const took = performance.now() - began;
  if (sum > 0 && took < quickest) quickest = took;
}
function measure() {
  const from = Date.now(), began = performance.now();
  for (let i = 0; i < PIECES; i += 1) piece();
  parentPort.postMessage({ from, to: Date.now(), slowness: (performance.now() - began) / (PIECES * quickest) });
  setTimeout(measure, EVERY);
}
measure();
`;

interface Pace {
  readonly from: number;
  readonly to: number;
  readonly slowness: number;
}

/** Two of our own runs that start their processes at once make a machine of two cores about four times slower. */
const TOO_SLOW = 6;
/** One measurement may be unlucky; so many on the average are not. */
const ON_AVERAGE = 5;

/**
 * How fast the machine is while it runs all this. Where every piece of work takes many times as long as it would alone, a
 * little lateness is nobody's fault but the machine's: those times are noted, and shown.
 */
export class Machine {
  private readonly paces: Pace[] = [];
  private readonly worker = new Worker(PACE, { eval: true });

  constructor() {
    this.worker.on('message', (pace: Pace) => this.paces.push(pace));
    this.worker.unref();
  }

  /** When it had too much to do, of this time. */
  troubles(from: number, to: number): Trouble[] {
    const troubles: Trouble[] = [];
    this.paces.forEach((pace, index) => {
      if (pace.to < from || pace.from > to || this.slowness(index) < TOO_SLOW) return;
      const last = troubles.at(-1);
      const begins = this.paces[index - 1]?.to ?? pace.from;
      if (last && last.to >= begins) last.to = pace.to;
      else troubles.push({ what: 'this machine had too much to do', touches: 'pace', from: begins, to: pace.to });
    });
    return troubles;
  }

  close(): Promise<number> {
    return this.worker.terminate();
  }

  private slowness(index: number): number {
    const near = this.paces.slice(Math.max(0, index - ON_AVERAGE + 1), index + 1);
    return near.reduce((sum, { slowness }) => sum + slowness, 0) / near.length;
  }
}

/** Which part of this time was troubled by the machine, from 0 to 1. */
export function share(troubles: readonly Trouble[], from: number, to: number): number {
  const busy = troubles
    .filter(({ touches }) => touches === 'pace')
    .reduce((sum, one) => sum + Math.max(0, Math.min(one.to, to) - Math.max(one.from, from)), 0);
  return busy / (to - from);
}
