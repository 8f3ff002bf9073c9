import { SettingsFault } from './config/settings.js';

/** One clear line for what an operator can mend; the whole trace for what only we can. */
export function whyNotStarted(error: unknown): string {
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
  if (code === '53300') return NO_CONNECTION_LEFT;
  if (code === '57P03')
    return 'DATABASE_URL names a Postgres that is just starting or stopping: start Allswell again when it is up.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const NO_CONNECTION_LEFT =
  'Postgres has no connection left for Allswell: raise its max_connections (or the limit of the database or user), or let go of what holds them.';

const nameOf = (error: unknown): unknown =>
  error instanceof Error && 'hostname' in error ? error.hostname : undefined;
