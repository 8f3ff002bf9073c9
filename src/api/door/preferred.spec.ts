import { expect, it } from '@jest/globals';
import { preferred } from './preferred.js';

const TYPES = ['application/json', 'text/html', 'text/plain'];

it.each([
  [undefined, 'application/json'],
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['text/html', 'text/html'],
  ['text/plain, text/html;q=0.9', 'text/plain'],
  ['text/*', 'text/html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['application/json;q=0.1, text/plain;q=0.5', 'text/plain'],
  ['image/png', 'application/json'],
])('%s is answered with %s', (accept, type) => {
  expect(preferred(accept, TYPES)).toBe(type);
});
