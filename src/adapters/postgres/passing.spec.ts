import { expect, it } from '@jest/globals';
import { isPassing } from './passing.js';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { driverError: { code } });

it.each(['08006', '57P01', '57014', '40P01', '40001', '53300', '55P03', '25P03', '58030'])(
  'The database failed, not the row: %s',
  (code) => expect(isPassing(withCode(code))).toBe(true),
);

it.each(['22P02', '23505', '23514', '42703', '21000', 'P0001'])('What was asked is at fault: %s', (code) =>
  expect(isPassing(withCode(code))).toBe(false),
);

it.each([
  'Connection terminated unexpectedly',
  'Client has encountered a connection error and is not queryable',
  'timeout exceeded when trying to connect',
  'read ECONNRESET',
])('The database is away: %s', (message) => expect(isPassing(new Error(message))).toBe(true));

it('A fault of the rules is no passing one', () => {
  expect(isPassing(new TypeError("Cannot read properties of undefined (reading 'status')"))).toBe(false);
  expect(isPassing('a string')).toBe(false);
});
