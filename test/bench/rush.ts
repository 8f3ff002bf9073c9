import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../src/config/settings.js';
import { MINUTE, SECOND, type Instant, type Milliseconds } from '../../src/domain/time/instant.js';
import { Alarms, sentTo, type Lateness } from './alarms.js';
import type { Bench, Engine } from './bench.js';
import { ServiceProcess } from './service-process.js';
import { countStatements, keepStatements } from './statements.js';

export interface Rush {
  readonly openVisits: number;
  readonly engine: Engine;
  /** Groups of visits: when each visit becomes overdue, after the first moment. */
  readonly groups: readonly (readonly Milliseconds[])[];
  readonly roles?: readonly Role[];
  /** How long the provider takes to answer. */
  readonly providerDelay?: Milliseconds;
  /** What is done to it meanwhile; it is given the first moment. */
  readonly meanwhile?: (services: readonly ServiceProcess[], first: Instant) => Promise<void>;
}

export interface Rushed {
  /** Of each group. */
  readonly lateness: readonly Lateness[];
  /** Of this group, counted from another moment than the one at which each was due. */
  readonly since: (group: number, moment: Instant) => Lateness;
  /** Of the last process, in MiB: before the first moment, and the most that it ever had. */
  readonly memory: { readonly idle: number; readonly most: number };
  /** Of each alarm on its way from due to sent: time of a processor in milliseconds, and bytes of Postgres's log. */
  readonly cost: { readonly service: number; readonly postgres: number; readonly log: number };
}

let rushes = 0;

/** The visits were not written, or the service not started, before the first of them became overdue. */
class TooSlow extends Error {}

/** Real processes over a real database in which visits become overdue: each must lead to an alarm and an alert. */
export async function rush(bench: Bench, plan: Rush): Promise<Rushed> {
  const visits = plan.groups.flat().length;
  for (let lead = 5 * SECOND + visits; ; lead *= 2) {
    try {
      return await attempt(bench, plan, lead);
    } catch (error) {
      if (!(error instanceof TooSlow) || lead > 2 * MINUTE) throw error;
    }
  }
}

/** `lead`: the time from now until the first of them becomes overdue. */
async function attempt(
  bench: Bench,
  { engine, groups, roles = ['worker'], ...plan }: Rush,
  lead: Milliseconds,
): Promise<Rushed> {
  const { cluster, provider, redis, options } = bench;
  const visits = groups.flat().length;
  const world = await bench.worlds.make(`rush_${(rushes += 1)}`, plan.openVisits);
  const services: ServiceProcess[] = [];
  try {
    if (engine === 'redis') await redis?.flush();
    await provider.behave({ delay: plan.providerDelay ?? 0, reports: false });
    await provider.take();
    const first = Date.now() + lead;
    const due: Map<string, Instant>[] = [];
    for (const group of groups) due.push(await world.addOverdue(group.map((after) => first + after)));
    await world.lastWatched(Date.now());
    await cluster.checkpoint();
    const start = (role: Role): Promise<ServiceProcess> =>
      ServiceProcess.start({
        role,
        databaseUrl: world.url,
        redisUrl: engine === 'redis' ? (redis?.url ?? null) : null,
        providerUrl: provider.url,
        profile: options.profile,
      });
    services.push(...(await Promise.all(roles.map(start))));
    if (Date.now() > first - SECOND / 2) throw new TooSlow();
    await pause(Math.max(0, first - SECOND / 2 - Date.now()));
    const idle = services.at(-1)?.memory().now ?? Number.NaN;
    if (options.profile) await countStatements(world.db);
    const before = { postgres: await cluster.used(), service: processorTimeOf(services) };
    await plan.meanwhile?.(services, first);
    await sentTo(provider, visits);
    const most = services.at(-1)?.memory().most ?? Number.NaN;
    // The service writes down what the provider has answered; the last of it may be under way.
    await pause(SECOND / 2);
    const after = { postgres: await cluster.used(), service: processorTimeOf(services) };
    if (options.profile) await keepStatements(world.db, options.profile, `rush-${rushes}`);
    const alarms = await Alarms.read(world.db, provider);
    return {
      lateness: due.map((group) => alarms.latenessOf(group)),
      since: (group, moment) => alarms.latenessOf(new Map([...(due[group] ?? [])].map(([visit]) => [visit, moment]))),
      memory: { idle, most },
      cost: {
        service: (after.service - before.service) / visits,
        postgres: (after.postgres.processor - before.postgres.processor) / visits,
        log: (after.postgres.log - before.postgres.log) / visits,
      },
    };
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await world.close();
  }
}

const processorTimeOf = (services: readonly ServiceProcess[]): Milliseconds =>
  services.reduce((sum, service) => sum + service.processorTime(), 0);

/** So many at the same instant, again and again, far enough apart for each time to come to rest. */
export const instants = (visits: number, times: number, from: Milliseconds = 0): Milliseconds[][] =>
  Array.from({ length: times }, (_, time) => Array.from({ length: visits }, () => from + time * restAfter(visits)));

export const restAfter = (visits: number): Milliseconds => 4 * SECOND + visits * 4;

/** A little first, so that the process is one that has been at work for a while. */
export const WARM_UP: readonly Milliseconds[] = Array.from({ length: 300 }, (_, index) => index * 10);
export const WARMED_UP: Milliseconds = 6 * SECOND;
