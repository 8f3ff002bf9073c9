import { describe, expect, it } from '@jest/globals';
import { FAULT_KINDS } from './fault-kinds.js';
import { faultRequestOf } from './fault-request.js';

describe('a fault that is asked for', () => {
  it.each<[string, object, object]>([
    [
      'once unless said',
      { number: '*', kind: 'hang' },
      { number: '*', kind: 'hang', remaining: 1, code: null, milliseconds: null },
    ],
    ['so many times', { number: '*', kind: 'hang', count: 3 }, { remaining: 3 }],
    [
      'as a form says it',
      { number: '07700 900102', kind: 'error', count: '2', code: '21614' },
      { number: '+447700900102', remaining: 2, code: 21614 },
    ],
    ['until it is removed', { number: '*', kind: 'hang', count: null }, { remaining: null }],
    ['undelivered has a code', { number: '*', kind: 'undelivered' }, { code: 30003 }],
    ['late has a lateness', { number: '*', kind: 'late_callbacks' }, { milliseconds: 5_000 }],
    ['late by so much', { number: '*', kind: 'late_callbacks', milliseconds: '250' }, { milliseconds: 250 }],
  ])('%s', (_name, body, expected) => expect(faultRequestOf(body)).toMatchObject(expected));

  it.each(Object.keys(FAULT_KINDS))('may be of the kind %s', (kind) => {
    expect(faultRequestOf({ number: '*', kind, code: 21211 }).kind).toBe(kind);
  });
});

describe('a fault that is refused names the field', () => {
  it.each<[string, unknown, string]>([
    ['no body', undefined, 'kind'],
    ['an unknown kind', { number: '*', kind: 'toString' }, 'kind'],
    ['no number', { kind: 'hang' }, 'number'],
    ['an emergency number', { number: '999', kind: 'hang' }, 'number'],
    ['a count of none', { number: '*', kind: 'hang', count: 0 }, 'count'],
    ['a count of words', { number: '*', kind: 'hang', count: 'often' }, 'count'],
    ['a count beyond belief', { number: '*', kind: 'hang', count: 1e12 }, 'count'],
    ['an error without a code', { number: '*', kind: 'error' }, 'code'],
    ['half a millisecond', { number: '*', kind: 'late_callbacks', milliseconds: 0.5 }, 'milliseconds'],
  ])('%s', (_name, body, field) => expect(() => faultRequestOf(body)).toThrow(expect.objectContaining({ field })));
});
