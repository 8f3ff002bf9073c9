import { describe, expect, it } from '@jest/globals';
import type { FailureClass } from '../../application/ports/phones.js';
import { failureOf, outcomeOf } from './outcome.js';

const thrown = (fields: object) => Object.assign(new Error('The number +447700900101 is not …'), fields);

describe('what a Twilio error code means for the chain', () => {
  const table: readonly (readonly [FailureClass, ...number[]])[] = [
    ['settings', 20003, 21212, 21408, 21603, 21606, 21608, 30002, 20404, 21609, 21659, 21660, 21661],
    ['bad_number', 21211, 21614, 21635, 30005, 30006, 21266],
    ['opted_out', 21610],
    ['queue', 21611, 30001, 30036],
    ['unreachable', 30003, 30008, 30410, 30500],
    ['filtered', 30004, 30007],
    ['other', 14107, 21617, 99999, 0],
  ];
  it.each(table.flatMap(([failure, ...codes]) => codes.map((code) => ({ code, failure }))))(
    '$code: $failure',
    ({ code, failure }) => expect(failureOf(code)).toBe(failure),
  );
});

describe('a text that was certainly not sent', () => {
  it.each([
    { status: 400, code: 21211, failure: 'bad_number' },
    { status: 400, code: 21610, failure: 'opted_out' },
    { status: 400, code: 21617, failure: 'other' },
    { status: 401, code: 20003, failure: 'settings' },
    { status: 404, code: 20404, failure: 'settings' },
  ])('HTTP $status with code $code is refused: $failure', ({ status, code, failure }) => {
    expect(outcomeOf(thrown({ status, code }))).toEqual({
      kind: 'refused',
      failure,
      code,
      detail: `Twilio ${code} (HTTP ${status})`,
    });
  });

  it.each([
    { status: 401, failure: 'settings' },
    { status: 403, failure: 'settings' },
    { status: 404, failure: 'settings' },
    { status: 407, failure: 'settings' },
    { status: 413, failure: 'other' },
  ])("HTTP $status that is not Twilio's own answer is refused: $failure", ({ status, failure }) => {
    expect(outcomeOf(thrown({ status }))).toEqual({ kind: 'refused', failure, code: null, detail: `HTTP ${status}` });
  });
});

describe('a text that was not sent and may be sent again', () => {
  it.each([
    { when: 'no Retry-After', retryAfter: undefined, wait: 1_000 },
    { when: 'an empty Retry-After', retryAfter: '', wait: 1_000 },
    { when: 'Retry-After in seconds', retryAfter: '3', wait: 3_000 },
    { when: 'Retry-After of a day, which no alarm waits', retryAfter: '86400', wait: 60_000 },
    { when: 'a date gone by', retryAfter: 'Thu, 01 Jan 1970 00:00:00 GMT', wait: 0 },
    { when: 'nonsense', retryAfter: 'soon', wait: 1_000 },
  ])('429 with $when', ({ retryAfter, wait }) => {
    const outcome = outcomeOf(thrown({ status: 429, code: 20429, retryAfter }));
    expect(outcome).toEqual({ kind: 'try_again', afterMilliseconds: wait, detail: 'Twilio 20429 (HTTP 429)' });
  });

  it('code 20429 under another 4xx', () => {
    expect(outcomeOf(thrown({ status: 400, code: 20429 })).kind).toBe('try_again');
  });

  it.each([
    { code: 'ECONNREFUSED' },
    { code: 'ENOTFOUND' },
    { code: 'EAI_AGAIN' },
    { code: 'UND_ERR_CONNECT_TIMEOUT' },
    { code: 'ENETUNREACH', syscall: 'connect' },
    { code: 'ETIMEDOUT', syscall: 'connect' },
    { code: 'ETIMEDOUT', errors: [{ syscall: 'connect' }, { syscall: 'connect' }] },
  ])('no connection: %j', (fields) => {
    expect(outcomeOf(thrown(fields))).toMatchObject({ kind: 'try_again', afterMilliseconds: 1_000 });
  });
});

describe('a text that may be under way', () => {
  it.each([
    ['a time-out', thrown({ code: 'ECONNABORTED' })],
    ['a limit on the whole request', thrown({ code: 'ERR_CANCELED' })],
    ['a reset', thrown({ code: 'ECONNRESET', syscall: 'read' })],
    ['a time-out while reading', thrown({ code: 'ETIMEDOUT', syscall: 'read' })],
    ['one of two attempts that got through', thrown({ code: 'X', errors: [{ syscall: 'connect' }, {}] })],
    ['an answer that breaks off, even under a 4xx', thrown({ code: 'ERR_BAD_RESPONSE', status: 400 })],
    ['an answer that is no JSON', new SyntaxError('Unexpected end of JSON input')],
    ['a redirect', thrown({ status: 302 })],
    ['an impossible 2xx', thrown({ status: 204 })],
    ['a gateway out of patience', thrown({ status: 408 })],
    ['a 500', thrown({ status: 500, code: 20500 })],
    ['a 500 that says 20429', thrown({ status: 500, code: 20429 })],
    ['a 503', thrown({ status: 503 })],
    ['an Error of any kind', new Error('?')],
    ['a string', 'boom'],
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
  ])('%s', (_name, error) => expect(outcomeOf(error).kind).toBe('unknown'));
});

it("never repeats Twilio's message, which may quote a phone number", () => {
  for (const fields of [{ status: 400, code: 21211 }, { status: 500 }, { code: 'ECONNRESET' }, {}]) {
    expect(JSON.stringify(outcomeOf(thrown(fields)))).not.toContain('+447700900101');
  }
});
