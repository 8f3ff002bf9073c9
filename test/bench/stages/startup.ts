import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../../src/config/settings.js';
import { SECOND } from '../../../src/domain/time/instant.js';
import type { Bench, Result, Target } from '../bench.js';
import { instants, rush, WARM_UP, WARMED_UP } from '../rush.js';
import { ServiceProcess } from '../service-process.js';
import { spreadOf } from '../spread.js';
import type { Line } from '../table.js';

/** From being started to its first healthy answer, on a database that is there already; and the memory that it then has. */
export async function startup(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  const lines: Line[] = [];
  const targets: Target[] = [];
  for (const openVisits of quick ? [10_000] : [10_000, 100_000]) {
    const where = `${openVisits.toLocaleString('en-GB')} open visits`;
    for (const role of ['worker', 'all'] as const) {
      bench.say(`Start-up and memory of ${role}; ${where}`);
      const { starts, idle } = await started(bench, role, openVisits);
      const busy = await rush(bench, {
        openVisits,
        engine: 'postgres',
        roles: [role],
        groups: [WARM_UP, ...instants(quick ? 1_000 : 5_000, 1, WARMED_UP)],
      });
      const { p50, max } = spreadOf(starts);
      lines.push({
        role,
        'open visits': openVisits,
        'start p50 (ms)': p50,
        'start max (ms)': max,
        'idle (MiB)': idle,
        'most in a burst (MiB)': busy.memory.most,
      });
      targets.push({ what: `Start-up, ${role}, ${where}`, measured: max / SECOND, atMost: 5, unit: 's' });
      if (role === 'worker')
        targets.push({ what: `Memory of a worker, ${where}`, measured: busy.memory.most, atMost: 160, unit: 'MiB' });
    }
  }
  return { tables: [{ title: 'Start-up and memory', lines }], targets };
}

async function started(bench: Bench, role: Role, openVisits: number): Promise<{ starts: number[]; idle: number }> {
  const { quick } = bench.options;
  const world = await bench.worlds.make('startup', openVisits);
  await world.lastWatched(Date.now());
  const starts: number[] = [];
  let idle = Number.NaN;
  try {
    const times = quick ? 2 : 5;
    for (let time = 1; time <= times; time += 1) {
      const service = await ServiceProcess.start({
        role,
        databaseUrl: world.url,
        redisUrl: null,
        providerUrl: bench.provider.url,
      });
      starts.push(service.startedIn);
      if (time === times) {
        await pause((quick ? 5 : 30) * SECOND);
        idle = service.memory().now;
      }
      await service.stop();
    }
  } finally {
    await world.close();
  }
  return { starts, idle };
}
