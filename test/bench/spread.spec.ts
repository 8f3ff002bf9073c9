import { expect, it } from '@jest/globals';
import { named, spreadOf } from './spread.js';

it('Percentiles are measured values, by nearest rank, in whatever order they came', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
  expect(spreadOf(hundred)).toEqual({ count: 100, p50: 50, p90: 90, p99: 99, max: 100 });
});

it('One value is every percentile', () => {
  expect(spreadOf([7])).toEqual({ count: 1, p50: 7, p90: 7, p99: 7, max: 7 });
});

it('Of nothing measured no percentile is made up', () => {
  const { count, p99 } = spreadOf([]);
  expect(count).toBe(0);
  expect(p99).toBeNaN();
});

it('For a table each figure gets its name', () => {
  expect(named('committed', spreadOf([1, 2]))).toEqual({
    'committed p50': 1,
    'committed p90': 2,
    'committed p99': 2,
    'committed max': 2,
  });
});
