import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** So many seeds are handed out at a time. */
const SHARE = 200;

/** How many fixed stories there are: one share each (story/stories.ts). */
const STORIES = [0, 1, 2, 3, 4, 5, 6];

/** One worker for each core, all playing what was built in one place. */
export class Crew {
  constructor(into, size) {
    this.size = size;
    this.workers = Array.from({ length: size }, () => new Worker(join(into, 'test/simulation/crew.js')));
  }

  do(task, worker = this.workers[0]) {
    return new Promise((done, failed) => {
      worker.removeAllListeners('message').removeAllListeners('error');
      worker.once('message', done);
      worker.once('error', failed);
      worker.postMessage(task);
    });
  }

  /** The seeds from `first` on, and every effect of the fixed stories, in so many ways. `enough`: stops as soon as that many have failed. */
  async all(first, count, { everyEffect = 0, enough = Infinity } = {}) {
    const total = { played: 0, effects: 0, seen: {}, failures: [] };
    const tasks =
      everyEffect > 0 ? STORIES.map((story) => ({ kind: 'every effect', story, mishaps: everyEffect })) : [];
    let next = first;
    const hand = () => {
      const task = tasks.shift();
      if (task) return task;
      if (next >= first + count || total.failures.length >= enough) return null;
      const task2 = { kind: 'seeds', from: next, count: Math.min(SHARE, first + count - next) };
      next += task2.count;
      return task2;
    };
    await Promise.all(
      this.workers.map(async (worker) => {
        for (let task = hand(); task; task = hand()) {
          const done = await this.do(task, worker);
          total.played += done.played;
          total.effects += done.effects;
          total.failures.push(...done.failures);
          for (const [key, value] of Object.entries(done.seen)) total.seen[key] = (total.seen[key] ?? 0) + value;
        }
      }),
    );
    total.failures.sort((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
    return total;
  }

  async end() {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}
