import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PlantedFault } from './faults.js';

const run = promisify(execFile);

/** What the service is made of. */
const PARTS = ['src', 'migrations', 'policies', 'package.json', 'nest-cli.json', 'tsconfig.json', '.swcrc'];

export interface Planted {
  /** The main.js of the copy that has the fault. */
  readonly main: string;
  readonly remove: () => void;
}

/** Builds the service with the fault in it, in a folder of its own; the project itself is never touched. */
export async function plant({ name, edits }: PlantedFault, project: string): Promise<Planted> {
  const copy = mkdtempSync(join(tmpdir(), 'allswell-planted-'));
  const remove = (): void => rmSync(copy, { recursive: true, force: true });
  process.once('exit', remove);
  for (const part of PARTS) cpSync(join(project, part), join(copy, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, find, replace } of edits) {
    const path = join(copy, file);
    const parts = readFileSync(path, 'utf8').split(find);
    if (parts.length !== 2)
      throw new Error(`"${name}" cannot be planted: its text stands ${parts.length - 1} times in ${file}.`);
    writeFileSync(path, parts.join(replace));
  }
  await run(process.execPath, [join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], { cwd: copy });
  return { main: join(copy, 'dist', 'src', 'main.js'), remove };
}
