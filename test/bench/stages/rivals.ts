import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DAY, SECOND, type Instant } from '../../../src/domain/time/instant.js';
import type { Bench, Result } from '../bench.js';
import { TABLE, type Due } from '../rivals/rival.js';
import { instants, restAfter, WARM_UP, WARMED_UP } from '../rush.js';
import { named, spreadOf, type Spread } from '../spread.js';
import type { Line } from '../table.js';

interface Contender {
  readonly title: string;
  readonly name: string;
  readonly needsRedis?: true;
}

const CONTENDERS: readonly Contender[] = [
  { title: 'the floor: a batch loop, one UPDATE', name: 'floor' },
  { title: 'BullMQ on Redis, a job a visit', name: 'bullmq', needsRedis: true },
  { title: 'pg-boss, a job a visit', name: 'pg-boss' },
  { title: 'graphile-worker, a job a visit', name: 'graphile-worker' },
  { title: 'BullMQ on Postgres, a job a visit', name: 'bullmq' },
];

/** What the same number of timers costs on bare rows and on job queues that do nothing but one UPDATE. */
export async function rivals(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  const pending = quick ? 10_000 : 100_000;
  const lines: Line[] = [];
  for (const contender of CONTENDERS) {
    if (contender.needsRedis && !bench.redis) continue;
    for (const visits of quick ? [1_000] : [1_000, 5_000]) {
      const many = visits.toLocaleString('en-GB');
      bench.say(`Rivals: ${contender.title}; ${many} in the same instant over ${pending.toLocaleString('en-GB')}`);
      for (const found of await contend(bench, contender, pending, visits, quick ? 1 : 2)) {
        lines.push({ rival: contender.title, due: `${many} at once`, pending, ...named('committed', found) });
      }
    }
  }
  return { tables: [{ title: 'Beside it: due to one UPDATE committed (ms)', lines }], targets: [] };
}

let contests = 0;

async function contend(
  bench: Bench,
  { name, needsRedis }: Contender,
  pending: number,
  visits: number,
  times: number,
): Promise<Spread[]> {
  const database = `contest_${(contests += 1)}`;
  const url = await bench.cluster.create(database);
  const db = new pg.Pool({ connectionString: url, max: 2 });
  db.on('error', () => undefined);
  if (needsRedis) await bench.redis?.flush();
  const child = fork(new URL('../rivals/process.js', import.meta.url), [
    name,
    url,
    ...(needsRedis && bench.redis ? [bench.redis.url] : []),
  ]);
  try {
    await db.query(TABLE);
    await once(child, 'message');
    const later = Date.now() + DAY;
    await add(db, child, dueAt(Array.from({ length: pending }, (_, index) => later + index)));
    await db.query('VACUUM (ANALYZE)');
    await bench.cluster.checkpoint();
    const first = Date.now() + 3 * SECOND + visits * times;
    const groups = [WARM_UP, ...instants(visits, times, WARMED_UP)].map((group) =>
      dueAt(group.map((after) => first + after)),
    );
    await add(db, child, groups.flat());
    if (Date.now() > first) throw new Error(`${name} did not take its jobs in before the first was due.`);
    await pause(first + WARMED_UP + times * restAfter(visits) - Date.now());
    while ((await left(db)) > 0) await pause(SECOND / 2);
    const spreads: Spread[] = [];
    for (const group of groups.slice(1)) spreads.push(spreadOf(await lateness(db, group)));
    return spreads;
  } finally {
    child.send('stop');
    const gone = once(child, 'exit');
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 10 * SECOND);
    await gone;
    clearTimeout(tooLong);
    await db.end();
    await bench.cluster.drop(database);
  }
}

const dueAt = (moments: readonly Instant[]): Due[] => moments.map((at) => ({ id: randomUUID(), at }));

async function add(db: pg.Pool, child: ChildProcess, rows: readonly Due[]): Promise<void> {
  await db.query(
    `INSERT INTO timer (id, due_at)
      SELECT id, to_timestamp(at / 1000) FROM jsonb_to_recordset($1::jsonb) AS new(id uuid, at float8)`,
    [JSON.stringify(rows)],
  );
  const added = once(child, 'message');
  child.send(rows);
  await added;
}

async function left(db: pg.Pool): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM timer WHERE status = 'in_progress' AND due_at <= clock_timestamp()`,
  );
  return rows[0]?.count ?? 0;
}

async function lateness(db: pg.Pool, group: readonly Due[]): Promise<number[]> {
  const { rows } = await db.query<{ late: number }>(
    `SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin) - due_at)::float8 * 1000 AS late FROM timer
      WHERE status = 'overdue' AND id = ANY($1::uuid[])`,
    [group.map(({ id }) => id)],
  );
  if (rows.length !== group.length) throw new Error(`${group.length - rows.length} timers were lost.`);
  return rows.map(({ late }) => late);
}
