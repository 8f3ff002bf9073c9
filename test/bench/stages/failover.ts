import { setTimeout as pause } from 'node:timers/promises';
import { HOUR, MINUTE, SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import type { Lateness } from '../alarms.js';
import type { Bench, Result, Target } from '../bench.js';
import { instants, rush, WARM_UP, WARMED_UP, type Rush } from '../rush.js';
import { ServiceProcess } from '../service-process.js';
import { spreadOf } from '../spread.js';
import type { Line } from '../table.js';

/** What is lost in time when something dies, freezes or goes away in the middle of it. Nothing else may be lost at all. */
export async function failover(bench: Bench): Promise<Result> {
  const parts: Result[] = [await processes(bench)];
  if (bench.redis) parts.push(await redis(bench));
  parts.push(await postgres(bench), await threeHours(bench));
  return { tables: parts.flatMap(({ tables }) => tables), targets: parts.flatMap(({ targets }) => targets) };
}

/** Into the burst, while some of it is still to be done: another moment in each run. */
const INTO_IT: readonly Milliseconds[] = [200, 400, 800];

/** One of two workers dies, or freezes, in the middle of a burst. */
async function processes(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  const due = quick ? 1_000 : 5_000;
  const lines: Line[] = [];
  const worst = async (what: string, disturb: (first: ServiceProcess) => unknown): Promise<Lateness> => {
    const found: Lateness[] = [];
    for (const into of quick ? [200] : INTO_IT) {
      bench.say(`Failover: ${what}, with ${due} at once`);
      found.push(await burst(bench, { engine: 'postgres', roles: ['worker', 'worker'] }, due, into, disturb));
    }
    const [last] = found.sort((a, b) => b.accepted.max - a.accepted.max);
    if (!last) throw new Error('Nothing was measured.');
    lines.push({ what, due, 'committed max': last.committed.max, 'accepted max': last.accepted.max });
    return last;
  };
  const calm = await worst('two workers, nothing happens', () => undefined);
  const killed = await worst('one of two workers killed (kill -9)', (first) => first.kill());
  const frozen = await worst('one of two workers frozen (SIGSTOP)', (first) => first.freeze());
  const cost = (found: Lateness, of: 'committed' | 'accepted'): number => (found[of].max - calm[of].max) / SECOND;
  return {
    tables: [{ title: 'One of two workers lost: the latest alarm (ms), the worst of the runs', lines }],
    targets: (['committed', 'accepted'] as const).flatMap((of): Target[] => [
      { what: `kill -9 of one of two workers costs, to ${of}`, measured: cost(killed, of), atMost: 2, unit: 's' },
      { what: `a frozen worker of two costs, to ${of}`, measured: cost(frozen, of), atMost: 10, unit: 's' },
    ]),
  };
}

/** So few that what is measured is when they were seen, not how long they took. */
const FEW = 300;

/** Redis goes away two seconds before they are due: the loop needs none. */
async function redis(bench: Bench): Promise<Result> {
  const server = bench.redis;
  if (!server) return { tables: [], targets: [] };
  const lines: Line[] = [];
  const targets: Target[] = [];
  const measure = async (what: string, disturb: () => unknown, mend: () => unknown): Promise<number> => {
    const latest: number[] = [];
    for (let time = 0; time < (bench.options.quick ? 1 : 3); time += 1) {
      bench.say(`Failover: ${what}`);
      try {
        const found = await burst(bench, { engine: 'redis', roles: ['worker'] }, FEW, -2 * SECOND, disturb);
        latest.push(found.committed.max);
        lines.push({ what, due: FEW, 'committed p50': found.committed.p50, 'committed max': found.committed.max });
      } finally {
        await mend();
      }
    }
    return spreadOf(latest).p50;
  };
  const nothing = (): undefined => undefined;
  const calm = await measure('Redis is there', nothing, nothing);
  for (const [what, disturb, mend] of [
    ['Redis killed', () => server.kill(), () => server.resume()],
    ['Redis flushed', () => server.flush(), nothing],
    ['Redis frozen', () => server.freeze(), () => server.thaw()],
  ] as const) {
    // Two runs differ by something without any cause; a wake-up that is missed is a sweep later, a quarter of a second.
    const measured = ((await measure(what, disturb, mend)) - calm) / SECOND;
    targets.push({ what: `${what}: the latest alarm is later by`, measured, atMost: 0.25, unit: 's' });
  }
  return { tables: [{ title: 'Redis lost two seconds before 300 are due (ms)', lines }], targets };
}

/** 300 become overdue while Postgres is away. */
async function postgres(bench: Bench): Promise<Result> {
  bench.say('Failover: Postgres stopped for five seconds, 300 due meanwhile');
  let back: Instant = Number.NaN;
  const rushed = await rush(bench, {
    openVisits: 10_000,
    engine: 'postgres',
    roles: ['worker', 'worker'],
    groups: [WARM_UP, ...instants(300, 1, WARMED_UP)],
    meanwhile: async (_, first) => {
      await pause(first + WARMED_UP - 2 * SECOND - Date.now());
      await bench.cluster.halt('fast');
      await pause(5 * SECOND);
      await bench.cluster.resume();
      back = Date.now();
    },
  });
  const { committed, accepted } = rushed.since(1, back);
  return {
    tables: [
      {
        title: 'Postgres stopped for five seconds, 300 due meanwhile (ms after it is back)',
        lines: [
          {
            'committed p50': committed.p50,
            'committed max': committed.max,
            'accepted p50': accepted.p50,
            'accepted max': accepted.max,
          },
        ],
      },
    ],
    targets: [
      { what: 'Postgres is back: half of 300 committed', measured: committed.p50 / SECOND, atMost: 1, unit: 's' },
      { what: 'Postgres is back: all 300 accepted', measured: accepted.max / SECOND, atMost: 5, unit: 's' },
    ],
  };
}

/** A burst over 10,000 open visits, and what is done to the first process that long after its moment. */
async function burst(
  bench: Bench,
  plan: Pick<Rush, 'engine' | 'roles'>,
  due: number,
  after: Milliseconds,
  disturb: (first: ServiceProcess) => unknown,
): Promise<Lateness> {
  const { lateness } = await rush(bench, {
    ...plan,
    openVisits: 10_000,
    groups: [WARM_UP, ...instants(due, 1, WARMED_UP)],
    meanwhile: async ([victim], first) => {
      await pause(first + WARMED_UP + after - Date.now());
      if (victim) await disturb(victim);
    },
  });
  const found = lateness[1];
  if (!found) throw new Error('Nothing was measured.');
  return found;
}

/** Nobody watched for three hours, with fifty visits running out meanwhile: what is done when it starts again. */
async function threeHours(bench: Bench): Promise<Result> {
  bench.say('Failover: stopped for three hours with 50 visits running');
  const world = await bench.worlds.make('three_hours', 10_000);
  let service: ServiceProcess | null = null;
  try {
    const now = Date.now();
    const since = now - 3 * HOUR;
    const due = await world.addOverdue(Array.from({ length: 50 }, (_, n) => since + n * 3.5 * MINUTE));
    await world.lastWatched(since);
    await bench.provider.behave({ delay: 0, reports: false });
    await bench.provider.take();
    const began = Date.now();
    service = await ServiceProcess.start({
      role: 'all',
      databaseUrl: world.url,
      redisUrl: null,
      providerUrl: bench.provider.url,
    });
    const asked = `SELECT count(DISTINCT visit_id)::integer AS count FROM message
      WHERE visit_id = ANY($1::uuid[]) AND purpose = 'ask' AND accepted_at IS NOT NULL`;
    for (;;) {
      const { rows } = await world.db.query<{ count: number }>(asked, [[...due.keys()]]);
      if (rows[0]?.count === due.size) break;
      if (Date.now() - began > 2 * MINUTE) throw new Error(`Only ${rows[0]?.count} of 50 visits were acted on.`);
      await pause(20);
    }
    const { rows } = await world.db.query<{ committed: number; gaps: number; late: number }>(
      `SELECT max(extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000)
            FILTER (WHERE kind = 'incident_opened') AS committed,
          count(*) FILTER (WHERE kind = 'monitoring_gap')::integer AS gaps,
          count(DISTINCT chain) FILTER (WHERE kind = 'fault')::integer AS late
        FROM entry`,
    );
    const { rows: first } = await world.db.query<{ accepted: number }>(
      `SELECT max(accepted)::float8 AS accepted FROM (
          SELECT min(extract(epoch FROM accepted_at) * 1000) AS accepted FROM message
            WHERE visit_id = ANY($1::uuid[]) AND purpose = 'ask' GROUP BY visit_id) first`,
      [[...due.keys()]],
    );
    const [found] = rows;
    const committed = ((found?.committed ?? Number.NaN) - began) / SECOND;
    const accepted = ((first[0]?.accepted ?? Number.NaN) - began) / SECOND;
    return {
      tables: [
        {
          title: 'Stopped for three hours with 50 visits running (s after the start of the process)',
          lines: [
            {
              'healthy after': service.startedIn / SECOND,
              'all 50 committed after': committed,
              'all 50 accepted after': accepted,
              'the record says: gaps': found?.gaps,
              'visits late': found?.late,
            },
          ],
        },
      ],
      targets: [{ what: 'After three hours all 50 acted on', measured: accepted, atMost: 10, unit: 's' }],
    };
  } finally {
    await service?.stop();
    await bench.provider.take();
    await world.close();
  }
}
