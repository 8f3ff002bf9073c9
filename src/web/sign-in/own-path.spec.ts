import { describe, expect, it } from '@jest/globals';
import { ownPath } from './own-path.js';

describe('The way back after signing in', () => {
  it.each(['/', '/itinerary?date=2026-06-02', '/incidents/00000000-0000-4000-8000-000000000001', '/accounts'])(
    'leads to a page of ours: %s',
    (path) => {
      expect(ownPath(path)).toBe(path);
    },
  );

  it.each([
    '//example.com',
    '/\\example.com',
    'https://example.com',
    'javascript:alert(1)',
    '/\texample',
    '/a\r\nset-cookie: x=y',
    '/sign-in?back=/sign-in',
    '/sign-in',
    '/sign-out',
    '/signed-out',
    `/${'a'.repeat(600)}`,
    '',
    undefined,
    ['/'],
  ])('leads nowhere else: %j', (path) => {
    expect(ownPath(path)).toBe('/');
  });
});
