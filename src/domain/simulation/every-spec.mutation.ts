import { readdirSync } from 'node:fs';

/**
 * Every spec of the rules as one, for Stryker: a mutant then costs one loading of the rules instead of forty. `SPECS`, a
 * pattern, narrows it to the specs whose path it matches. The random days are left out: they too catch mutants, and would
 * make each cost a minute; the score is that of the written stories.
 */
const wanted = new RegExp(process.env['SPECS'] ?? '');
const rules = new URL('../', import.meta.url);

for (const path of readdirSync(rules, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.spec.ts') || path.startsWith('simulation') || !wanted.test(path)) continue;
  await import(new URL(path, rules).pathname);
}
