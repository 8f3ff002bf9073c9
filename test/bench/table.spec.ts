import { expect, it } from '@jest/globals';
import { markdown } from './table.js';

it('A table has every column that any line has, numbers to the right, and nothing where nothing was measured', () => {
  const lines = [
    { what: 'the loop', p99: 43.219, max: 1_234.5 },
    { what: 'a queue', p99: 620, lost: 3 },
  ];
  expect(markdown({ title: 'Lateness', lines })).toBe(
    [
      '### Lateness',
      '',
      '| what     |  p99 |   max | lost |',
      '| -------- | ---: | ----: | ---: |',
      '| the loop | 43.2 | 1,235 |      |',
      '| a queue  |  620 |       |    3 |',
      '',
    ].join('\n'),
  );
});

it('What could not be worked out shows as such', () => {
  expect(markdown({ title: 'Empty', lines: [{ p99: Number.NaN }] })).toContain('?');
});
