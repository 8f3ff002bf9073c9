import { describe, expect, it } from '@jest/globals';
import { typedOf } from './typed.js';

describe('what was typed into a form', () => {
  it('is kept as it came, without spaces around it', () => {
    expect(typedOf({ name: '  Siân O’Neill 🙂 ', address: '1 High Street\r\n\tFlat 2' })).toEqual({
      name: 'Siân O’Neill 🙂',
      address: '1 High Street\r\n\tFlat 2',
    });
  });

  it.each([
    ['a sign that Postgres refuses', 'first\u0000 visit'],
    ['a sign that controls a terminal', 'first\u001b visit'],
    ['a sign that turns the direction of writing around', 'first\u202e visit'],
    ['an isolate', '\u2066first\u2069 visit'],
  ])('loses %s', (_, text) => {
    expect(typedOf({ purpose: text })['purpose']).toBe('first visit');
  });
});
