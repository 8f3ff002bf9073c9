import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from './checker/finding.js';
import type { Evidence } from './evidence.js';
import { judge } from './checker/judge.js';
import { HELP, readOptions, type Options } from './options.js';
import { Machine } from './machine.js';
import { hasRedis } from './parts/redis.js';
import { FAULTS } from './planted/faults.js';
import { plant } from './planted/plant.js';
import { forget, play } from './play.js';
import { chronicle, findingLines, resultLine, scheduleLines, title } from './report.js';
import { scheduleOf, without, type Engine, type Schedule } from './schedule.js';
import { shrink } from './shrink.js';
import { Slot } from './slot.js';

/** `npm run chaos`: see docs/chaos.md. */

/** Shrinking takes minutes: with this many failures there is enough to look at. */
const SHRUNK_AT_MOST = 3;

interface Verdict {
  readonly findings: readonly Finding[];
  /** Where everything that is known of a broken run is kept: its story, and the logs of the processes. */
  readonly folder: string | null;
}

const machine = new Machine();

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    say(HELP);
    return 0;
  }
  const options = readOptions(process.argv.slice(2));
  if (!existsSync(options.main)) throw new Error(`There is no ${options.main}: npm run build makes it.`);
  const engines = options.engines.filter((engine) => {
    if (engine !== 'redis' || hasRedis()) return true;
    say('SKIPPED: no redis-server is found on this machine, so nothing is run on Redis.');
    return false;
  });
  if (options.planted !== null) return hunt(options, options.planted, engines);
  const { played, broken } = await playAll(options, engines);
  say(`${played} runs, ${broken.length} broken.`);
  for (const { schedule } of broken) say(`  ${title(schedule)}`);
  return broken.length === 0 ? 0 : 1;
}

interface Broken {
  readonly schedule: Schedule;
  readonly verdict: Verdict;
}

/** Plays what the options ask for, so many at the same time. */
async function playAll(
  options: Options,
  engines: readonly Engine[],
): Promise<{ played: number; broken: readonly Broken[] }> {
  const coming = schedules(options, engines);
  const broken: Broken[] = [];
  let played = 0;
  let toShrink = SHRUNK_AT_MOST;

  const worker = async (): Promise<void> => {
    const slot = await Slot.open();
    try {
      for (let next = coming.next(); !next.done; next = coming.next()) {
        if (options.bail && broken.length > 0) return;
        const schedule = next.value;
        const verdict = await attempt(schedule, slot, options, true);
        played += 1;
        if (verdict.findings.length === 0) continue;
        broken.push({ schedule, verdict });
        const smaller = toShrink-- > 0 ? await smallest(schedule, verdict, slot, options) : null;
        say(report(schedule, verdict, smaller));
      }
    } finally {
      await slot.close();
    }
  };
  const atOnce = Math.min(options.parallel, options.schedule === null ? options.runs * engines.length : 1);
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { played, broken: broken.sort((a, b) => a.schedule.seed - b.schedule.seed) };
}

/** Plants one fault after the other, and plays until a seed has caught it. */
async function hunt(options: Options, name: string, engines: readonly Engine[]): Promise<number> {
  const escaped: string[] = [];
  for (const fault of FAULTS.filter((one) => name === 'all' || one.name.includes(name))) {
    const { main, remove } = await plant(fault, process.cwd());
    say(`Planted: ${fault.name}. ${fault.what}`);
    const { played, broken } = await playAll({ ...options, main, bail: true, shrinkFor: 0 }, engines);
    remove();
    const [first] = broken;
    if (!first) escaped.push(fault.name);
    say(
      first
        ? `CAUGHT ${fault.name}: ${title(first.schedule)}: ${[...new Set(first.verdict.findings.map(({ law }) => law))].join('; ')}`
        : `NOT CAUGHT ${fault.name}, in ${played} runs`,
    );
  }
  return escaped.length === 0 ? 0 : 1;
}

function* schedules(
  { schedule, seed, runs, until, without: left }: Options,
  engines: readonly Engine[],
): Generator<Schedule> {
  if (schedule !== null) {
    yield JSON.parse(readFileSync(schedule, 'utf8')) as Schedule;
    return;
  }
  for (let run = 0; run < runs; run += 1)
    for (const engine of engines) {
      if (Date.now() >= until) return;
      yield without(scheduleOf(seed + run, engine), left);
    }
}

/** One run and the checker's word on it. A run that cannot be played to its end is a failure as well. */
async function attempt(schedule: Schedule, slot: Slot, options: Options, aloud: boolean): Promise<Verdict> {
  const began = Date.now();
  try {
    const run = await play(schedule, slot, options.main, machine);
    const findings = judge(run.evidence);
    if (aloud) say(resultLine(schedule, Date.now() - began, run.evidence, findings));
    if (aloud && findings.length > 0) say(findingLines(findings, run.evidence.began));
    const kept = aloud && (findings.length > 0 || options.keep);
    const folder = kept ? keep(schedule, run.evidence, findings, run.folder) : null;
    if (folder && findings.length === 0) say(`       ${folder}`);
    forget(run);
    return { findings, folder };
  } catch (error) {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (aloud) say(`BROKEN ${title(schedule)}: ${what}`);
    return { findings: [{ law: 'the run can be played', what }], folder: null };
  }
}

async function smallest(schedule: Schedule, verdict: Verdict, slot: Slot, options: Options): Promise<Schedule | null> {
  if (options.shrinkFor === 0) return null;
  const laws = new Set(verdict.findings.map(({ law }) => law));
  const fails = async (smaller: Schedule): Promise<boolean> => {
    const again = await attempt(smaller, slot, options, false);
    return again.findings.some(({ law }) => laws.has(law));
  };
  const until = Date.now() + options.shrinkFor;
  if (!(await fails(schedule))) return null;
  return shrink(schedule, fails, until);
}

/** What the one who mends it needs: the story of the run, the evidence, and the logs. */
function keep(schedule: Schedule, evidence: Evidence, findings: readonly Finding[], logs: string): string {
  const folder = mkdtempSync(join(tmpdir(), `chaos-seed-${schedule.seed}-${schedule.engine}-`));
  writeFileSync(join(folder, 'story.txt'), `${findingLines(findings, evidence.began)}\n\n${chronicle(evidence)}\n`);
  writeFileSync(join(folder, 'evidence.json'), JSON.stringify(evidence));
  for (const name of readdirSync(logs).filter((one) => one.endsWith('.log')))
    cpSync(join(logs, name), join(folder, name));
  return folder;
}

/** The smallest schedule that fails, and how to play it again. */
function report(schedule: Schedule, { folder }: Verdict, smaller: Schedule | null): string {
  const shown = smaller ?? schedule;
  const file = join(folder ?? mkdtempSync(join(tmpdir(), `chaos-seed-${schedule.seed}-`)), 'schedule.json');
  writeFileSync(file, JSON.stringify(shown, null, 2));
  return [
    smaller
      ? '  The smallest schedule found that still fails:'
      : '  It did not fail a second time, or was not tried again. The whole schedule:',
    scheduleLines(shown),
    `  Again: npm run chaos -- --seed ${schedule.seed} --engine ${schedule.engine}`,
    `  This one: npm run chaos -- --schedule ${file}`,
    ...(folder ? [`  What happened, moment by moment, and the logs: ${folder}`] : []),
  ].join('\n');
}

for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => process.exit(130));

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
