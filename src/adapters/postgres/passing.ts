/** SQLSTATE classes that say nothing against the rows: connection, resources, operator, locks, a transaction that took too long. */
const PASSING_CLASSES = new Set(['08', '25', '40', '53', '55', '57', '58']);

const PASSING_WORDS = /connection|timeout|terminat|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/i;

/**
 * Whether the database failed, and not what was asked of it: cut, restarted, full, locked for too long. The same may
 * well succeed a moment later, and nobody's row is at fault (PostgreSQL manual, appendix A).
 */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error) || isProgramming(error)) return false;
  const { driverError, code } = error as Error & { driverError?: { code?: unknown }; code?: unknown };
  const state = driverError?.code ?? code;
  if (typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state)) return PASSING_CLASSES.has(state.slice(0, 2));
  return PASSING_WORDS.test(`${typeof state === 'string' ? state : ''} ${error.message}`);
}

/** "Cannot read properties of undefined (reading 'timeout')" has one of the words, and says nothing of any connection. */
const isProgramming = ({ name }: Error): boolean => ['TypeError', 'RangeError', 'SyntaxError'].includes(name);
