import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { build, ROOT } from './build.js';
import { Crew } from './crews.js';

/** npm run simulate: see docs/simulation.md. */
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    story: { type: 'string' },
    mishaps: { type: 'string', default: '6' },
    tell: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});
process.chdir(ROOT);
const into = mkdtempSync(join(tmpdir(), 'allswell-simulation-'));
process.on('exit', () => rmSync(into, { recursive: true, force: true }));

const say = (line) => process.stdout.write(`${line}\n`);
const schedules = Number(values.schedules);
const seed = Number(values.seed);
if (!(schedules > 0) || !Number.isInteger(seed)) throw new Error('--schedules and --seed are whole numbers');

build(into);
const crew = new Crew(into, values.story !== undefined || schedules === 1 ? 1 : Math.max(1, Number(values.workers)));
const tellOf = async (name) => {
  const { lines, failures } = await crew.do({ kind: 'tell', name });
  for (const line of lines) say(line);
  for (const { broken } of failures) for (const one of broken) say(`BROKEN ${one}`);
  return failures.length === 0;
};

if (values.story !== undefined || (values.tell && schedules === 1)) {
  const holds = await tellOf(values.story ?? `--seed ${seed}`);
  say(holds ? 'No promise was broken.' : 'Promises were broken.');
  process.exit(holds ? 0 : 1);
}

const began = performance.now();
const total = await crew.all(seed, schedules, { everyEffect: schedules > 1 ? Number(values.mishaps) : 0 });
const seconds = (performance.now() - began) / 1_000;
say(
  `${total.played} schedules, ${total.effects} effects, in ${seconds.toFixed(1)} s on ${crew.size} ${crew.size === 1 ? 'core' : 'cores'}: ${Math.round(total.played / seconds)} a second.`,
);
say(`Seen: ${JSON.stringify(total.seen)}`);
if (total.failures.length === 0) {
  say('No promise was broken.');
  process.exit(0);
}
say(`${total.failures.length} schedules broke a promise:`);
for (const { name, broken } of total.failures.slice(0, 20)) say(`  ${again(name)}: ${broken[0]}`);
say('');
say(`The first of them, told (npm run simulate -- ${again(total.failures[0].name)}):`);
await tellOf(total.failures[0].name);
process.exit(1);

function again(name) {
  return name.startsWith('--seed') ? `${name} --schedules 1 --tell` : `--story "${name}"`;
}
