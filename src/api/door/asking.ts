import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Once } from '../../application/diary.js';
import { Refusal } from '../../application/refusal.js';
import { tokenOf } from './caller.js';

export const IDEMPOTENCY_KEY = 'idempotency-key';

/**
 * Which asking this is, in the words of whoever asks (the IETF's draft "The Idempotency-Key HTTP Header Field"): a caller who
 * never heard the answer sends the same again with the same key. A key is its token's own; null where none was sent.
 */
export function askingOf(request: FastifyRequest, operation: string, body: unknown): Once | null {
  const given = request.headers[IDEMPOTENCY_KEY];
  if (given === undefined) return null;
  if (typeof given !== 'string' || !/^[!-~]{1,200}$/.test(given))
    throw new Refusal('invalid', 'The request was not taken.', [
      {
        field: 'Idempotency-Key',
        message: 'is not one word of 1 to 200 plain characters',
        mend: 'Use a UUID that you make for each thing that is to be done once, or leave the header out.',
      },
    ]);
  const asked = hash('sha256', JSON.stringify([operation, body])).slice(0, 32);
  return { press: `api ${tokenOf(request).id} ${given}`, asked };
}
