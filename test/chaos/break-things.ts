import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './parts/cluster.js';
import type { RedisServer } from './parts/redis.js';
import type { ServiceProcess } from './parts/service-process.js';
import type { Fault, ProcessFault, ProviderFault, Schedule, StoreFault } from './schedule.js';
import type { Troubles } from './troubles.js';

/** With another worker running, a killed one costs at most this, and a frozen one this (issue, "It shows that it is done"). */
const KILL_COSTS = 2_000;
const FREEZE_COSTS = 10_000;

export interface Breakable {
  readonly services: readonly ServiceProcess[];
  readonly cluster: Cluster;
  readonly database: string;
  readonly redis: RedisServer | null;
  readonly troubles: Troubles;
}

/** Breaks things as the schedule says, and mends each of them again. Resolves when everything is whole. */
export async function breakThings({ faults }: Schedule, things: Breakable): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  await Promise.all(
    faults.map(async (fault) => {
      await pause(fault.at);
      // What is broken already is not broken again before it is mended.
      const what = partOf(fault, things);
      const before = busy.get(what) ?? Promise.resolve();
      const mended = before.then(() => breakOne(fault, things));
      busy.set(what, mended);
      await mended;
    }),
  );
  for (const service of things.services) service.thaw();
  await Promise.all(things.services.map((service) => service.start()));
}

const isProviders = (fault: Fault): fault is ProviderFault => 'share' in fault;
const isProcesss = (fault: Fault): fault is ProcessFault => 'process' in fault;

function partOf(fault: Fault, { services }: Breakable): string {
  if (isProviders(fault)) return `provider ${fault.kind} ${fault.at}`;
  if (isProcesss(fault))
    return fault.kind === 'rolling restart' ? 'all processes' : `process ${fault.process % services.length}`;
  return fault.kind.split(' ')[0] === 'redis' ? 'redis' : 'postgres';
}

function breakOne(fault: Fault, things: Breakable): Promise<void> {
  if (isProviders(fault)) return weather(fault, things);
  if (isProcesss(fault)) return breakProcess(fault, things);
  return breakStore(fault, things);
}

/** The provider looks at its forecast by itself; here it is only noted that texts were in trouble. */
async function weather(fault: ProviderFault, { troubles }: Breakable): Promise<void> {
  const over = troubles.begin(fault.kind, 'texts');
  await pause(fault.lasts);
  over();
}

async function breakProcess(fault: ProcessFault, things: Breakable): Promise<void> {
  const service = things.services[fault.process % things.services.length];
  if (!service) return;
  switch (fault.kind) {
    case 'kill': {
      const over = things.troubles.begin(`${service.name} killed`, 'everything', limit(service, things, KILL_COSTS));
      await service.kill();
      await pause(fault.lasts);
      await service.start();
      return over();
    }
    case 'freeze': {
      const over = things.troubles.begin(`${service.name} frozen`, 'everything', limit(service, things, FREEZE_COSTS));
      service.freeze();
      await pause(fault.lasts);
      service.thaw();
      return over();
    }
    case 'rolling restart':
      for (const each of things.services) {
        const over = things.troubles.begin(`${each.name} restarted`, 'everything', limit(each, things, KILL_COSTS));
        await each.terminate();
        await each.start();
        over();
      }
  }
}

/** How long it may cost: until it is mended, or less where another worker is there to take over. */
const limit = (broken: ServiceProcess, { services }: Breakable, cost: number): number =>
  services.some((other) => other !== broken && other.actsOnDeadlines) ? cost : Infinity;

async function breakStore(fault: StoreFault, { cluster, database, redis, troubles }: Breakable): Promise<void> {
  switch (fault.kind) {
    case 'postgres killed': {
      const over = troubles.begin('Postgres killed', 'everything');
      await cluster.kill();
      await pause(fault.lasts);
      await cluster.restart();
      return over();
    }
    case 'postgres paused': {
      const over = troubles.begin('Postgres paused', 'everything');
      await cluster.pause();
      await pause(fault.lasts);
      await cluster.resume();
      return over();
    }
    case 'connections cut': {
      const over = troubles.begin('connections to Postgres cut', 'everything');
      await cluster.cutConnections(database);
      return over();
    }
    // Losing Redis costs nothing (issue): no trouble is noted, and nothing may be late.
    case 'redis killed':
      await redis?.kill();
      await pause(fault.lasts);
      return redis?.restart();
    case 'redis paused':
      redis?.pause();
      await pause(fault.lasts);
      return redis?.resume();
    case 'redis flushed':
      await redis?.flush();
  }
}
