import { expect, it } from '@jest/globals';
import { percentile } from './percentile.js';

it.each([
  [[], 0.5, null],
  [[7], 0.5, 7],
  [[7], 0.9, 7],
  [[3, 1, 2], 0.5, 2],
  [[4, 3, 1, 2], 0.5, 2],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9, 9],
  [[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9, 10],
  [[100, 20], 0.9, 100],
])('Of %j the share %d is not above %p', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});
