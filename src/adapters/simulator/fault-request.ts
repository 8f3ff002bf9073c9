import { FAULT_KINDS, isFaultKind, type FaultKind } from './fault-kinds.js';
import { InvalidRequest } from './invalid-request.js';
import { writtenByAPerson } from './phone-number.js';

export interface FaultRequest {
  readonly number: string;
  readonly kind: FaultKind;
  readonly remaining: number | null;
  readonly code: number | null;
  readonly milliseconds: number | null;
}

/** "Unreachable destination handset": the commonest end of a text to a phone that is off. */
const UNREACHABLE_HANDSET = 30003;
const DEFAULT_CODES: Partial<Record<FaultKind, number>> = {
  undelivered: UNREACHABLE_HANDSET,
  failed: UNREACHABLE_HANDSET,
};
const DEFAULT_LATENESS_MILLISECONDS = 5_000;

/** Reads a fault from JSON or from a form, where every value is text and an empty one was left out. */
export function faultRequestOf(body: unknown): FaultRequest {
  const given = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const { kind } = given;
  if (!isFaultKind(kind)) {
    throw new InvalidRequest('kind', `There is no such fault. The kinds are: ${Object.keys(FAULT_KINDS).join(', ')}.`);
  }
  const code = wholeNumber(given['code'], 'code') ?? DEFAULT_CODES[kind] ?? null;
  if (kind === 'error' && code === null) {
    throw new InvalidRequest('code', 'Give the Twilio code to answer with, for instance 21211.');
  }
  return {
    number: given['number'] === '*' ? '*' : writtenByAPerson(given['number'], 'number'),
    kind,
    remaining:
      given['count'] === null || given['count'] === 'null' ? null : (wholeNumber(given['count'], 'count') ?? 1),
    code,
    milliseconds:
      kind === 'late_callbacks'
        ? (wholeNumber(given['milliseconds'], 'milliseconds') ?? DEFAULT_LATENESS_MILLISECONDS)
        : null,
  };
}

const LARGEST_INTEGER = 2_147_483_647;

function wholeNumber(value: unknown, field: string): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= LARGEST_INTEGER) return number;
  throw new InvalidRequest(field, 'Give a whole number from 1.');
}
