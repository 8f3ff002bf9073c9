import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, ROOT } from './build.js';
import { Crew } from './crews.js';
import { FAULTS, FOR_CHAOS } from './planted/faults.js';

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
say('');
say('For the chaos harness, as they live in the adapters alone:');
for (const fault of FOR_CHAOS) say(`  ${fault}`);
if (escaped.length > 0) say(`\nNot caught: ${escaped.join(', ')}`);
process.exit(escaped.length === 0 ? 0 : 1);

function plant({ name, edits }, into) {
  const left = new Set(edits);
  build(into, (path, text) => {
    let planted = text;
    for (const edit of edits.filter(({ file }) => file === path)) {
      if (planted.split(edit.find).length !== 2)
        throw new Error(
          `"${name}" cannot be planted: its text stands ${planted.split(edit.find).length - 1} times in ${path}.`,
        );
      planted = planted.replace(edit.find, () => edit.replace);
      left.delete(edit);
    }
    return planted;
  });
  for (const { file } of left) throw new Error(`"${name}" cannot be planted: there is no ${file}.`);
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
