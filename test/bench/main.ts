import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bench, Stage, Target } from './bench.js';
import { Cluster } from './cluster.js';
import { machine, type Machine } from './machine.js';
import { readOptions, USAGE, type Options, type StageName } from './options.js';
import { withTables } from './page.js';
import { Provider } from './provider.js';
import { RedisServer, redisVersion } from './redis-server.js';
import { Worlds } from './seeding/world.js';
import { stopServices } from './service-process.js';
import { board } from './stages/board.js';
import { failover } from './stages/failover.js';
import { inbound } from './stages/inbound.js';
import { lateness } from './stages/lateness.js';
import { rivals } from './stages/rivals.js';
import { startup } from './stages/startup.js';
import { storage } from './stages/storage.js';
import { sweep } from './stages/sweep.js';
import { markdown, type Table } from './table.js';

/** `npm run bench`: measures the real service beside what it could have been built on (docs/performance.md). */

const STAGE_BY_NAME: Readonly<Record<StageName, Stage>> = {
  lateness,
  rivals,
  inbound,
  startup,
  storage,
  failover,
  sweep,
  board,
};

async function main(options: Options): Promise<void> {
  const began = Date.now();
  const say = (line: string): void => {
    process.stderr.write(`${String(Math.round((Date.now() - began) / 1_000)).padStart(5)} s  ${line}\n`);
  };
  const folder = mkdtempSync(join(tmpdir(), 'allswell-bench-'));
  // Postgres runs as another user where this runs as root.
  chmodSync(folder, 0o755);
  if (options.profile) mkdirSync(options.profile, { recursive: true });
  const toEnd: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const end = async (): Promise<void> => {
    stopServices();
    for (const one of toEnd.splice(0).reverse()) await one();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().then(() => process.exit(1)));
  try {
    const cluster = await Cluster.start(folder, { statistics: options.profile !== null });
    toEnd.push(() => cluster.stop());
    const found = redisVersion();
    if (!found) say('No redis-server is installed here (or named by REDIS_SERVER): what needs one is LEFT OUT.');
    const redis = found ? await RedisServer.start(join(folder, 'redis')) : null;
    toEnd.push(() => redis?.kill());
    const provider = await Provider.start();
    toEnd.push(() => provider.stop());
    const bench: Bench = {
      options,
      cluster,
      worlds: new Worlds(cluster),
      provider,
      redis,
      engines: redis ? ['postgres', 'redis'] : ['postgres'],
      say,
    };
    await measure(bench, await machine(cluster.admin, folder, found), began);
  } finally {
    await end();
  }
}

async function measure({ options, ...rest }: Bench, about: Machine, began: number): Promise<void> {
  // Read before the long run: a wrong path must not cost one.
  const page = options.page && withTables(readFileSync(options.page, 'utf8'), []);
  const tables: Table[] = [];
  const targets: Target[] = [];
  const whole = (): Table[] => [
    { title: 'Measured on', lines: [{ ...about, at: new Date(began).toISOString() }] },
    ...(targets.length > 0 ? [judged(targets)] : []),
    ...tables,
  ];
  for (const name of options.stages) {
    const result = await STAGE_BY_NAME[name]({ options, ...rest });
    tables.push(...result.tables);
    targets.push(...result.targets);
    for (const table of result.tables) process.stdout.write(`\n${markdown(table)}`);
    // After each stage, so that a run that is cut off leaves what it had.
    if (!options.json) continue;
    const content = { at: new Date(began).toISOString(), quick: options.quick, machine: about, tables, targets };
    writeFileSync(resolve(options.json), `${JSON.stringify(content, null, 2)}\n`);
  }
  for (const table of whole().slice(0, targets.length > 0 ? 2 : 1)) process.stdout.write(`\n${markdown(table)}`);
  if (options.page && page) writeFileSync(options.page, withTables(page, whole()));
}

const judged = (targets: readonly Target[]): Table => ({
  title: 'Held to',
  lines: targets.map(({ what, measured, atMost, unit }) => ({
    what,
    measured,
    'at most': atMost,
    unit,
    met: measured <= atMost ? 'yes' : 'NO',
  })),
});

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exit(1);
}
await main(options);
