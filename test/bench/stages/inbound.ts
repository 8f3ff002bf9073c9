import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Role } from '../../../src/config/settings.js';
import { SECOND } from '../../../src/domain/time/instant.js';
import type { Bench, Result, Target } from '../bench.js';
import type { Answered, Volley } from '../load/texts.js';
import { practitionerId } from '../seeding/office.js';
import type { World } from '../seeding/world.js';
import { ServiceProcess } from '../service-process.js';
import { spreadOf } from '../spread.js';
import { countStatements, keepStatements } from '../statements.js';
import type { Line } from '../table.js';

const RATE = 500;
const MOST = 4_000;
/** A p99 beyond this, in milliseconds, is more than it stands. */
const STANDS = 50;

/** Signed texts at the webhook: how fast each is kept and answered, whether any is lost, and how many a second it stands. */
export async function inbound(bench: Bench): Promise<Result> {
  const { quick } = bench.options;
  const lines: Line[] = [];
  const targets: Target[] = [];
  for (const roles of quick ? [['all'] as const] : ([['all'], ['web', 'worker']] as const)) {
    const where = roles.join(' + ');
    await withService(bench, roles, async (url, world, services) => {
      const used = async (): Promise<Used> => ({
        service: services.reduce((sum, service) => sum + service.processorTime(), 0),
        postgres: (await bench.cluster.used()).processor,
      });
      await volley(world, url, used, 100, 5);
      const seconds = quick ? 5 : 20;
      bench.say(`Inbound: ${RATE} texts a second for ${seconds} s; ${where}`);
      const line = await volley(world, url, used, RATE, seconds);
      lines.push({ processes: where, ...line });
      targets.push({ what: `${RATE} texts a second, p99, ${where}`, measured: line.p99, atMost: STANDS, unit: 'ms' });
      for (let rate = RATE * 1.5; rate <= MOST; rate += RATE / 2) {
        bench.say(`Inbound: ${rate} texts a second; ${where}`);
        const more = await volley(world, url, used, rate, quick ? 3 : 8);
        lines.push({ processes: where, ...more });
        if (more.p99 > STANDS || more.refused > 0) break;
      }
    });
  }
  bench.say('Inbound: Postgres loses its power while texts come in');
  lines.push(await throughPowerCut(bench));
  return {
    tables: [{ title: 'Texts that come in: intended time to answer (ms), each kept before its answer', lines }],
    targets,
  };
}

async function withService(
  bench: Bench,
  roles: readonly Role[],
  work: (url: string, world: World, services: readonly ServiceProcess[]) => Promise<void>,
): Promise<void> {
  const world = await bench.worlds.make('inbound', bench.options.quick ? 10_000 : 30_000);
  await world.lastWatched(Date.now());
  await bench.provider.behave({ delay: 0, reports: false });
  const services: ServiceProcess[] = [];
  try {
    // Side by side: a door is not healthy as long as nobody makes the rounds.
    const start = (role: Role): Promise<ServiceProcess> =>
      ServiceProcess.start({
        role,
        databaseUrl: world.url,
        redisUrl: null,
        providerUrl: bench.provider.url,
        profile: bench.options.profile,
      });
    services.push(...(await Promise.all(roles.map(start))));
    const { profile } = bench.options;
    if (profile) await countStatements(world.db);
    await work(services[0]?.url ?? '', world, services);
    if (profile) await keepStatements(world.db, profile, `inbound-${roles.join('-')}`);
  } finally {
    await Promise.all(services.map((service) => service.stop()));
    await bench.provider.take();
    await world.close();
  }
}

/** Milliseconds of a processor. */
interface Used {
  readonly service: number;
  readonly postgres: number;
}

interface Volleyed extends Line {
  readonly 'texts a second': number;
  readonly sent: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly refused: number;
  readonly lost: number;
  readonly 'all handled after (s)': number;
  /** Of a processor, from coming in to being answered by text. */
  readonly 'service (ms a text)': number;
  readonly 'Postgres (ms a text)': number;
}

async function volley(
  world: World,
  url: string,
  used: () => Promise<Used>,
  rate: number,
  seconds: number,
): Promise<Volleyed> {
  const before = await used();
  const answered = await fire({ url, perSecond: rate, seconds, phones: phonesOf(world), body: 'EXTEND 20' });
  const ended = Date.now();
  const lost = answered.taken.length - (await kept(world.db, answered.taken));
  await allHandled(world.db);
  const handled = Date.now();
  const after = await used();
  const { p50, p99, max } = spreadOf(answered.latencies);
  return {
    'texts a second': rate,
    sent: rate * seconds,
    p50,
    p99,
    max,
    refused: Object.values(answered.refused).reduce((sum, count) => sum + count, 0),
    lost,
    'all handled after (s)': (handled - ended) / SECOND,
    'service (ms a text)': (after.service - before.service) / (rate * seconds),
    'Postgres (ms a text)': (after.postgres - before.postgres) / (rate * seconds),
  };
}

/** Whatever was answered is there, though Postgres is cut off in the middle of it as by a power cut. */
async function throughPowerCut(bench: Bench): Promise<Line> {
  let line: Line = {};
  await withService(bench, ['all'], async (url, world) => {
    const fired = fire({ url, perSecond: RATE, seconds: 6, phones: phonesOf(world), body: 'EXTEND 20' });
    await pause(3 * SECOND);
    await bench.cluster.restart('immediate');
    const answered = await fired;
    await pause(SECOND);
    const lost = answered.taken.length - (await kept(world.db, answered.taken));
    line = {
      processes: 'all, Postgres cut off (-m immediate) and started again',
      'texts a second': RATE,
      sent: RATE * 6,
      refused: Object.values(answered.refused).reduce((sum, count) => sum + count, 0),
      lost,
    };
  });
  return line;
}

async function fire(volley: Volley): Promise<Answered> {
  const child = fork(new URL('../load/texts.js', import.meta.url));
  const answered = once(child, 'message') as Promise<[Answered]>;
  child.send(volley);
  const [result] = await answered;
  child.disconnect();
  return result;
}

/** Of those with a visit under way. */
function phonesOf({ office }: World): string[] {
  const mobiles = new Map(office.people.map(({ id, mobile }) => [id, mobile]));
  const practitioners = office.people.filter(({ roles }) => roles.includes('practitioner')).length;
  return Array.from({ length: practitioners }, (_, index) => mobiles.get(practitionerId(index)) ?? '');
}

async function kept(db: pg.Pool, sids: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM inbound WHERE sid = ANY($1)',
    [sids],
  );
  return rows[0]?.count ?? 0;
}

async function allHandled(db: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await db.query('SELECT 1 FROM inbound WHERE handled_at IS NULL LIMIT 1');
    if (rows.length === 0) return;
    await pause(SECOND / 4);
  }
}
