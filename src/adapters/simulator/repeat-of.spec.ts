import { expect, it } from '@jest/globals';
import { repeatOf } from './repeat-of.js';

it.each([
  ['status', 0, 'taken', null],
  ['status', 0, 'failed', null],
  ['status', 0, 'no_connection', { kind: 'status', attempts: 1 }],
  ['status', 1, 'no_connection', null],
  ['sms', 0, 'taken', null],
  ['sms', 0, 'failed', { kind: 'fallback', attempts: 0 }],
  ['sms', 0, 'no_connection', { kind: 'sms', attempts: 1 }],
  ['sms', 1, 'no_connection', { kind: 'fallback', attempts: 0 }],
  ['sms', 1, 'failed', { kind: 'fallback', attempts: 0 }],
  ['fallback', 0, 'failed', null],
  ['fallback', 0, 'no_connection', { kind: 'fallback', attempts: 1 }],
  ['fallback', 1, 'no_connection', null],
] as const)('%s after %d failed connections, then %s: %j', (kind, attempts, outcome, expected) => {
  expect(repeatOf({ kind, attempts }, outcome)).toEqual(expected);
});
