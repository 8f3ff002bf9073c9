import { HttpException } from '@nestjs/common';
import { Refusal, type RefusalFault } from '../../application/refusal.js';

/** What went wrong, as HTTP has it. */
export interface Trouble {
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly RefusalFault[];
}

const STATUS: Readonly<Record<Refusal['kind'], number>> = {
  invalid: 422,
  not_found: 404,
  conflict: 409,
  forbidden: 403,
};

export function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) return { status: STATUS[error.kind], detail: error.message, errors: error.faults };
  if (error instanceof HttpException) return { status: error.getStatus(), detail: inPlainWords(error), errors: [] };
  if (isDatabaseAway(error))
    return { status: 503, detail: 'The database cannot be reached. Nothing was changed: try again.', errors: [] };
  return { status: 500, detail: 'Something failed on our side, and is in the log. Nothing was changed.', errors: [] };
}

function inPlainWords(error: HttpException): string {
  switch (error.getStatus()) {
    case 400:
      return /JSON|Unexpected (token|end)/.test(error.message)
        ? `The body is not JSON: ${error.message}.`
        : error.message;
    case 413:
      return 'The body is too large: 2 MB is the most.';
    case 415:
      return error.message.startsWith('Unsupported')
        ? 'The body is of a type that is not taken here. Send application/json.'
        : error.message;
    default:
      return error.message;
  }
}

/** Connection exceptions and shutdowns (PostgreSQL, "Error Codes", classes 08, 53 and 57P), and no connection at all. */
function isDatabaseAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && /^(08|53|57P|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE)/.test(code)) return true;
  return (
    typeof message === 'string' &&
    /timeout exceeded when trying to connect|Connection terminated|Cannot use a pool/.test(message)
  );
}
