import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, ROOT } from './build.js';
import { Crew } from './crews.js';
import { planted } from '../planted/faults.js';
import { FAULTS } from './planted/faults.js';

/** npm run planted: each fault in a copy of its own, and how many schedules it takes until one catches it. */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    most: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: String(availableParallelism()) },
  },
});
process.chdir(ROOT);
const say = (line) => process.stdout.write(`${line}\n`);
const first = Number(values.seed);
const escaped = [];

for (const fault of FAULTS.filter(({ name }) => name.includes(values.only))) {
  const into = mkdtempSync(join(tmpdir(), 'allswell-planted-'));
  try {
    plant(fault, into);
    const crew = new Crew(into, Math.max(1, Number(values.workers)));
    const caught = await search(crew);
    await crew.end();
    if (!caught) escaped.push(fault.name);
    say(
      caught
        ? `${fault.name}: seed ${caught.seed}, after ${caught.schedules}: ${caught.by}`
        : `${fault.name}: NOT CAUGHT`,
    );
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}
if (escaped.length > 0) say(`\nNot caught: ${escaped.join(', ')}`);
process.exit(escaped.length === 0 ? 0 : 1);

function plant(fault, into) {
  const left = new Set(fault.edits.map(({ file }) => file));
  build(into, (path, text) => {
    left.delete(path);
    return planted(fault, path, text);
  });
  for (const file of left) throw new Error(`"${fault.name}" cannot be planted: there is no ${file}.`);
}

/** A few first, then more: most are caught at once. */
async function search(crew) {
  let from = first;
  for (let share = 50; from < first + Number(values.most); share *= 4) {
    const { failures } = await crew.all(from, Math.min(share, first + Number(values.most) - from), { enough: 1 });
    const seeds = failures
      .map(({ name, broken }) => ({ seed: Number(name.replace('--seed ', '')), by: broken[0] }))
      .sort((a, b) => a.seed - b.seed);
    if (seeds[0]) return { ...seeds[0], schedules: seeds[0].seed - first + 1 };
    from += share;
  }
  return null;
}
