import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { loadDemonstration } from './demonstration.js';
import { readSettings, SettingsFault } from './config/settings.js';
import { startService } from './service.js';
import { welcome } from './welcome.js';

/** The process: reads its settings, starts the service, says what to open, and stops in order when it is told to. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings(process.env);
  const service = await startService(settings);
  await loadDemonstration(service);
  process.stdout.write(welcome(settings));

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    process.stdout.write(`${signal}: finishing what is in hand.\n`);
    service.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
}

/** One clear line for what an operator can mend; the whole trace for what only we can. */
function reasonOf(error: unknown): string {
  if (error instanceof SettingsFault) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // The doors and the files fail with the same codes as the database.
  const call = error instanceof Error && 'syscall' in error ? String(error.syscall) : '';
  if (code === 'EADDRNOTAVAIL' || (code === 'ENOTFOUND' && nameOf(error) === process.env['HOST']))
    return 'HOST is no address of this machine: give one of its own, or leave it out.';
  if (call !== '' && !['listen', 'connect', 'getaddrinfo', 'read'].includes(call) && !call.startsWith('spawn'))
    return `DATA_DIR cannot be used (${error instanceof Error ? error.message : String(code)}): give a folder that this user may write in.`;
  if (code === 'EADDRINUSE') return 'PORT is in use by another program: stop it, or set PORT to a free one.';
  if (code === 'EACCES') return 'PORT may not be opened by this user: set PORT to one above 1023.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return 'DATABASE_URL names a Postgres that does not answer.';
  if (code === '28P01' || code === '28000') return 'DATABASE_URL has a user or password that Postgres does not take.';
  if (code === '3D000') return 'DATABASE_URL names a database that does not exist: create it first.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const nameOf = (error: unknown): unknown =>
  error instanceof Error && 'hostname' in error ? error.hostname : undefined;

main().catch((error: unknown) => {
  process.stderr.write(`Allswell does not start: ${reasonOf(error)}\n`);
  process.exit(1);
});
