import { expect, it } from '@jest/globals';
import { withTables } from './page.js';

const marked = (measured: string): string =>
  `# Performance\n\n<!-- measured: written by \`npm run bench -- --page\` -->${measured}<!-- /measured -->\n\nWhat breaks first.\n`;

it('Tables take the place of those that stood between the marks, and nothing else changes', () => {
  const tables = [{ title: 'Lateness', lines: [{ p99: 43 }] }];
  const once = withTables(marked('\n\nold\n\n'), tables);
  expect(once).toBe(marked('\n\n### Lateness\n\n| p99 |\n| --: |\n|  43 |\n\n'));
  expect(withTables(once, tables)).toBe(once);
});

it('A document without marks is refused, not spoilt', () => {
  expect(() => withTables('# Performance', [])).toThrow('marks');
});
