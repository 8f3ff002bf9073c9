import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ROLES } from '../src/domain/organisation/organisation.js';
import { permissionTable } from '../src/domain/permission/access.js';

/** docs/permissions.md prints the table that the doors ask, cell by cell. */

const cells = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('docs/permissions.md', () => {
  const lines = readFileSync('docs/permissions.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const [head = [], , ...rows] = lines.map(cells);

  it('has a column for each role', () => {
    expect(head).toEqual(['right', 'may', ...ROLES.map((role) => role.replaceAll('_', ' '))]);
  });

  it('has a row for each right, with what the table says', () => {
    expect(rows).toEqual(
      permissionTable(ROLES).map(({ right, says, reach }) => [`\`${right}\``, says, ...reach.map((one) => one ?? '-')]),
    );
  });
});
