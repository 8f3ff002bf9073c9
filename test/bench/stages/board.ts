import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { digestOf, newToken } from '../../../src/application/tokens.js';
import { MINUTE, SECOND } from '../../../src/domain/time/instant.js';
import type { Bench, Result } from '../bench.js';
import { BoardPage, timePage } from '../load/board-page.js';
import type { Volley } from '../load/texts.js';
import type { World } from '../seeding/world.js';
import { ServiceProcess } from '../service-process.js';
import { named, spreadOf } from '../spread.js';
import type { Line } from '../table.js';

const OVERDUE = 50;
const UNDER_WAY = 450;
const BOARDS = 200;

/** A board of 500 visits that are all out, fifty of them overdue: its page, and two hundred of it open at once. */
export async function board(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  // Of five visits one is under way; the others are taken from the board.
  const world = await bench.worlds.make('board', 5 * UNDER_WAY);
  const services: ServiceProcess[] = [];
  try {
    await world.db.query(`DELETE FROM deadline USING visit WHERE visit.id = visit_id AND status = 'planned'`);
    await world.db.query(`UPDATE visit SET status = 'cancelled' WHERE status = 'planned'`);
    const tokens = await watchers(world);
    const now = Date.now();
    await world.addOverdue(Array.from({ length: OVERDUE }, (_, index) => now - index * SECOND));
    await world.lastWatched(now - MINUTE);
    await bench.provider.behave({ delay: 0, reports: false });
    const start = (role: 'web' | 'worker'): Promise<ServiceProcess> =>
      ServiceProcess.start({
        role,
        databaseUrl: world.url,
        redisUrl: null,
        providerUrl: bench.provider.url,
        profile: bench.options.profile,
      });
    services.push(...(await Promise.all([start('web'), start('worker')])));
    const [{ url } = { url: '' }] = services;
    await alarmed(world);

    bench.say('Board: the page of 500 visits');
    await pagesOf(url, tokens, 100);
    const before = services[0]?.processorTime() ?? Number.NaN;
    const pages = await pagesOf(url, tokens, quick ? 300 : 1_000);
    const each = ((services[0]?.processorTime() ?? Number.NaN) - before) / pages.length;
    bench.say(`Board: ${BOARDS} open at once`);
    const opening = performance.now();
    const boards = await Promise.all(tokens.map((token) => BoardPage.open(url, token)));
    const opened = performance.now() - opening;
    const used = services.map((service) => service.processorTime());
    await pause(10 * SECOND);
    const [idle = 0] = services.map((service, index) => (service.processorTime() - (used[index] ?? 0)) / 10);
    const alone = await changes(world, url, boards, quick ? 10 : 40, 1);
    bench.say('Board: twenty changes in one second');
    const together = await changes(world, url, boards, quick ? 2 : 5, 20);
    const memory = services[0]?.memory().most ?? Number.NaN;
    bench.say(`Board: the process is told to end while ${BOARDS} are open`);
    const ending = performance.now();
    await services[0]?.stop();
    const ended = performance.now() - ending;
    for (const page of boards) page.close();
    const page = spreadOf(pages.map(({ took }) => took));
    const kilobytes = Math.max(...pages.map(({ bytes }) => bytes)) / 1_000;
    const [one, many] = [spreadOf(alone), spreadOf(together)];
    return {
      tables: [
        {
          title: 'The board of 500 visits, 50 overdue: from asking to the last byte (ms)',
          lines: [
            { pages: page.count, ...named('page', page), 'size (KB)': kilobytes, 'service (ms of a processor)': each },
          ],
        },
        {
          title: `${BOARDS} boards open at once, all of it on each: from a change's commit to its arrival (ms)`,
          lines: [line('one', one), line('20 in a second', many)],
        },
        {
          title: `${BOARDS} boards and their process`,
          lines: [
            {
              'all opened at once in (ms)': opened,
              'processor while nothing changes (ms a second)': idle,
              'memory at most (MiB)': memory,
              'ended after SIGTERM in (ms)': ended,
            },
          ],
        },
      ],
      targets: [
        { what: "The board's page, 500 visits, p99", measured: page.p99, atMost: 100, unit: 'ms' },
        { what: "The board's page, 500 visits", measured: kilobytes, atMost: 300, unit: 'KB' },
        { what: `A change reaches all of ${BOARDS} boards`, measured: one.max / SECOND, atMost: 1, unit: 's' },
        { what: `20 in a second reach all of ${BOARDS}`, measured: many.max / SECOND, atMost: 1, unit: 's' },
      ],
    };
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await bench.provider.take();
    await world.close();
  }
}

const line = (changes: string, spread: ReturnType<typeof spreadOf>): Line => ({
  changes,
  arrivals: spread.count,
  ...named('arrived', spread),
});

/** Managers who answer for all of it, each signed in: the tokens of their browsers. */
async function watchers(world: World): Promise<string[]> {
  const people = Array.from({ length: BOARDS }, (_, index) => ({
    id: `watcher-${index}`,
    name: `Watcher Example-${index}`,
    mobile: null,
    unit: 'region-0',
    lineManager: null,
    roles: ['manager' as const],
    car: null,
    description: '',
    device: '',
  }));
  await world.employ(people);
  const tokens = people.map(() => newToken());
  await world.db.query(
    `INSERT INTO session (id, token_hash, current_was_shown, person, way, stage, second_factor, started_at, seen_at, rotated_at, agent)
      SELECT gen_random_uuid(), hash, true, person, 'openid', 'open', true, now(), now(), now(), 'a browser'
        FROM unnest($1::text[], $2::text[]) AS new(hash, person)`,
    [tokens.map((token) => digestOf(token)), people.map(({ id }) => id)],
  );
  return tokens;
}

async function alarmed(world: World): Promise<void> {
  for (;;) {
    const { rows } = await world.db.query(`SELECT 1 FROM incident`);
    if (rows.length >= OVERDUE) return;
    await pause(SECOND / 4);
  }
}

async function pagesOf(url: string, tokens: readonly string[], count: number) {
  const pages: Awaited<ReturnType<typeof timePage>>[] = [];
  for (let index = 0; index < count; index += 1) pages.push(await timePage(url, tokens[index % tokens.length] ?? ''));
  return pages;
}

/** So often so many practitioners text that they stay longer: how long after its commit each change was on each board. */
async function changes(
  world: World,
  url: string,
  boards: readonly BoardPage[],
  times: number,
  atOnce: number,
): Promise<number[]> {
  const mobiles = new Map(world.office.people.map(({ id, mobile }) => [id, mobile]));
  const found: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const { rows } = await world.db.query<{ id: string; person: string }>(
      `SELECT visit.id, person FROM visit JOIN attendee ON visit_id = visit.id
        WHERE status = 'in_progress' ORDER BY md5(visit.id::text || $1) LIMIT $2`,
      [randomUUID(), atOnce],
    );
    for (const page of boards) page.forget();
    const phones = rows.map(({ person }) => mobiles.get(person) ?? '');
    const sent = text({ url, perSecond: atOnce, seconds: 1, phones, body: 'EXTEND 20' });
    const arrivals = await Promise.all(rows.map(({ id }) => Promise.all(boards.map((page) => page.arrivalOf(id)))));
    await sent;
    const { rows: commits } = await world.db.query<{ id: string; at: number }>(
      `SELECT id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS at FROM visit WHERE id = ANY($1)`,
      [rows.map(({ id }) => id)],
    );
    const committed = new Map(commits.map(({ id, at }) => [id, at]));
    rows.forEach(({ id }, index) => {
      for (const at of arrivals[index] ?? []) found.push(at - (committed.get(id) ?? Number.NaN));
    });
    await pause(Math.random() * SECOND);
  }
  return found;
}

async function text(volley: Volley): Promise<void> {
  const child = fork(new URL('../load/texts.js', import.meta.url));
  const answered = once(child, 'message');
  child.send(volley);
  await answered;
  child.disconnect();
}
