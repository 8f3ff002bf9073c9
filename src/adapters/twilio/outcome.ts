import type { FailureClass, SendOutcome } from '../../application/ports/phones.js';

/**
 * What Twilio's error codes mean for the chain. The same codes come from a refused request and from a status callback.
 * Twilio, "Error and Warning Dictionary".
 */
const FAILURES: Readonly<Record<Exclude<FailureClass, 'other'>, readonly number[]>> = {
  // The account, the credentials, the sender or the addresses we gave: nothing sent as it stands would arrive.
  settings: [20003, 20404, 21212, 21408, 21603, 21606, 21608, 21609, 21659, 21660, 21661, 30002],
  bad_number: [21211, 21266, 21614, 21635, 30005, 30006],
  opted_out: [21610],
  queue: [21611, 30001, 30036],
  unreachable: [30003, 30008, 30410, 30500],
  filtered: [30004, 30007],
};

const FAILURE_BY_CODE: ReadonlyMap<number, FailureClass> = new Map(
  Object.entries(FAILURES).flatMap(([failure, codes]) => codes.map((code) => [code, failure as FailureClass] as const)),
);

export function failureOf(code: number): FailureClass {
  return FAILURE_BY_CODE.get(code) ?? 'other';
}

const TOO_MANY_REQUESTS = 20429;
const RETRY_MILLISECONDS = 1_000;
const LONGEST_RETRY_MILLISECONDS = 60_000;

/** Looking up the host or opening the connection failed: not one byte of the request left this machine. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
const BEFORE_THE_REQUEST = new Set(['connect', 'getaddrinfo']);

/**
 * Sorts whatever the twilio client threw on a create. Twilio has no idempotency key, so the one question is whether
 * the text may be under way: only what is certain counts as not sent, and all the rest is unknown.
 *
 * Looks at `status` and `code` and at no class: the client throws RestException or TwilioServiceException by the shape
 * of the answer. Its `code` is a number; a text there is the transport's (a cut 4xx carries a status as well).
 * The details never repeat Twilio's message, which may quote a phone number.
 */
export function outcomeOf(thrown: unknown): SendOutcome {
  const error = asRecord(thrown);
  const { status, code } = error;
  if (typeof code === 'string' || typeof status !== 'number') {
    return neverLeft(error)
      ? { kind: 'try_again', afterMilliseconds: RETRY_MILLISECONDS, detail: `no connection (${transportCode(error)})` }
      : { kind: 'unknown', detail: transportCode(error) };
  }
  const twilioCode = typeof code === 'number' && code > 0 ? code : null;
  const detail = twilioCode === null ? `HTTP ${status}` : `Twilio ${twilioCode} (HTTP ${status})`;
  if (status === 429 || (status < 500 && twilioCode === TOO_MANY_REQUESTS)) {
    return { kind: 'try_again', afterMilliseconds: retryAfter(error['retryAfter']), detail };
  }
  // 408 is a gateway that lost patience, and says nothing of what became of the request.
  if (status < 400 || status >= 500 || status === 408) return { kind: 'unknown', detail };
  return {
    kind: 'refused',
    failure: twilioCode === null ? failureWithoutCode(status) : failureOf(twilioCode),
    code: twilioCode,
    detail,
  };
}

/** A 4xx that is not Twilio's own JSON comes from a wrong TWILIO_API_URL or a proxy in between. */
function failureWithoutCode(status: number): FailureClass {
  return status === 401 || status === 403 || status === 404 || status === 407 ? 'settings' : 'other';
}

function neverLeft(error: Record<string, unknown>): boolean {
  if (NEVER_LEFT.has(String(error['code']))) return true;
  // Several addresses tried at once (IPv6 and IPv4) fail as one AggregateError.
  const { errors } = error;
  const attempts = Array.isArray(errors) && errors.length > 0 ? errors.map(asRecord) : [error];
  return attempts.every(({ syscall }) => BEFORE_THE_REQUEST.has(String(syscall)));
}

function transportCode(error: Record<string, unknown>): string {
  if (typeof error['code'] === 'string') return error['code'];
  return typeof error['name'] === 'string' ? error['name'] : 'not an error';
}

/** Seconds, or an HTTP date (RFC 9110, 10.2.3). A wait beyond a minute is not believed: an alarm may be behind it. */
function retryAfter(header: unknown): number {
  if (typeof header !== 'string' || header.trim() === '') return RETRY_MILLISECONDS;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1_000;
  if (Number.isNaN(wait)) return RETRY_MILLISECONDS;
  return Math.min(Math.max(wait, 0), LONGEST_RETRY_MILLISECONDS);
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
