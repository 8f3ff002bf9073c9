import type { Bench, Result } from '../bench.js';
import { instants, rush, WARM_UP, WARMED_UP } from '../rush.js';
import { named } from '../spread.js';
import type { Line } from '../table.js';

/** How the lateness grows with what is open, and with what falls due at once. */
export async function sweep(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  const lines: Line[] = [];
  for (const openVisits of quick ? [10_000] : [10_000, 30_000, 100_000, 300_000]) {
    for (const due of quick ? [100, 1_000] : [100, 300, 1_000, 3_000, 5_000]) {
      bench.say(`Sweep: ${due} at once over ${openVisits} open visits`);
      const { lateness } = await rush(bench, {
        openVisits,
        engine: 'postgres',
        groups: [WARM_UP, ...instants(due, 1, WARMED_UP)],
      });
      for (const { committed, accepted } of lateness.slice(1)) {
        lines.push({
          'open visits': openVisits,
          'due at once': due,
          ...named('committed', committed),
          'a visit (ms)': committed.max / due,
          'accepted p99': accepted.p99,
        });
      }
    }
  }
  return { tables: [{ title: 'How it grows: lateness by size (ms)', lines }], targets: [] };
}
