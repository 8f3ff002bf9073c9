import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { planted, type PlantedFault } from '../../planted/faults.js';

const run = promisify(execFile);

/** What the service is made of. */
const PARTS = ['src', 'migrations', 'policies', 'package.json', 'nest-cli.json', 'tsconfig.json', '.swcrc'];

export interface Planted {
  /** The main.js of the copy that has the fault. */
  readonly main: string;
  readonly remove: () => void;
}

/** Builds the service with the fault in it, in a folder of its own; the project itself is never touched. */
export async function plant(fault: PlantedFault, project: string): Promise<Planted> {
  const copy = mkdtempSync(join(tmpdir(), 'allswell-planted-'));
  const remove = (): void => rmSync(copy, { recursive: true, force: true });
  process.once('exit', remove);
  for (const part of PARTS) cpSync(join(project, part), join(copy, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  for (const file of new Set(fault.edits.map((edit) => edit.file))) {
    const path = join(copy, file);
    writeFileSync(path, planted(fault, file, readFileSync(path, 'utf8')));
  }
  await run(process.execPath, [join('node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build'], { cwd: copy });
  return { main: join(copy, 'dist', 'src', 'main.js'), remove };
}
