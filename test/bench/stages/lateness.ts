import type { Lateness } from '../alarms.js';
import type { Bench, Engine, Result, Target } from '../bench.js';
import { instants, rush, WARM_UP, WARMED_UP } from '../rush.js';
import { named } from '../spread.js';
import type { Line } from '../table.js';

/** What a request across the country takes; the other measurements have a provider that answers at once. */
const PROVIDER_DELAY = 100;

/** From the moment at which visits become overdue to the commit of their alarms, and on to the provider. */
export async function lateness(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  const lines: Line[] = [];
  const costs: Line[] = [];
  const targets: Target[] = [];
  for (const openVisits of quick ? [10_000] : [10_000, 100_000]) {
    for (const engine of bench.engines) {
      const where = `${openVisits.toLocaleString('en-GB')} open visits, BullMQ on ${ENGINES[engine]}`;
      const add = (due: string, found: Lateness): void => {
        lines.push({
          due,
          'open visits': openVisits,
          engine,
          ...named('committed', found.committed),
          ...named('accepted', found.accepted),
        });
      };
      const held = (what: string, measured: number, atMost: number): void => {
        targets.push({ what: `${what}, ${where}`, measured, atMost, unit: 'ms' });
      };

      if (!quick) {
        bench.say(`Lateness: the first 1,000 after a start; ${where}`);
        const cold = await rush(bench, { openVisits, engine, groups: instants(1_000, 1) });
        cold.lateness.forEach((found) => add('1,000 at once, first thing after a start', found));
      }

      for (const [visits, times, atMost] of [
        [1_000, quick ? 1 : 3, 500],
        [5_000, quick ? 0 : 2, 1_500],
      ] as const) {
        if (times === 0) continue;
        const many = visits.toLocaleString('en-GB');
        bench.say(`Lateness: ${many} in the same instant; ${where}`);
        const warm = await rush(bench, {
          openVisits,
          engine,
          groups: [WARM_UP, ...instants(visits, times, WARMED_UP)],
        });
        costs.push({
          due: `${many} at once`,
          'open visits': openVisits,
          engine,
          'service (ms of a processor)': warm.cost.service,
          'Postgres (ms of a processor)': warm.cost.postgres,
          'log of Postgres (bytes)': Math.round(warm.cost.log),
        });
        for (const found of warm.lateness.slice(1)) {
          add(`${many} at once`, found);
          held(`${many} at once, p99 to alert committed`, found.committed.p99, atMost);
          held(`${many} at once, p99 to alert accepted`, found.accepted.p99, 3_000);
        }
      }

      if (!quick) {
        bench.say(`Lateness: 1,000 in the same instant, and a provider that takes its time; ${where}`);
        const groups = [WARM_UP, ...instants(1_000, 1, WARMED_UP)];
        const slow = await rush(bench, { openVisits, engine, groups, providerDelay: PROVIDER_DELAY });
        for (const found of slow.lateness.slice(1)) {
          add(`1,000 at once, the provider answers after ${PROVIDER_DELAY} ms`, found);
          held(`1,000 at once, provider at ${PROVIDER_DELAY} ms, p99 to alert accepted`, found.accepted.p99, 3_000);
        }
      }

      bench.say(`Lateness: 100 a second; ${where}`);
      const seconds = quick ? 5 : 30;
      const flow = Array.from({ length: seconds * 100 }, (_, index) => WARMED_UP + index * 10);
      const steady = await rush(bench, { openVisits, engine, groups: [WARM_UP, flow] });
      for (const found of steady.lateness.slice(1)) {
        add(`100 a second for ${seconds} s`, found);
        held('100 a second, p99 to alert committed', found.committed.p99, 300);
        held('100 a second, p99 to alert accepted', found.accepted.p99, 3_000);
      }
    }
  }
  return {
    tables: [
      { title: 'Lateness: due to alert committed, to accepted by the provider (ms)', lines },
      { title: 'What one alarm costs, from due to sent', lines: costs },
    ],
    targets,
  };
}

const ENGINES: Readonly<Record<Engine, string>> = { postgres: 'Postgres', redis: 'Redis' };
