import { transformSync } from '@swc/core';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the simulation stands on, and what can be planted in. */
const PARTS = ['src/domain', 'src/application', 'test/simulation'];

/**
 * Makes JavaScript of the simulation and of the rules and use cases that it runs, in `into`. `edit` may change a source on
 * its way there; the project itself is never touched.
 */
export function build(into, edit = (path, text) => text) {
  const options = {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  };
  for (const part of PARTS) {
    for (const file of readdirSync(join(ROOT, part), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
      const path = join(part, file);
      const source = edit(path, readFileSync(join(ROOT, path), 'utf8'));
      const { code } = transformSync(remembering(path, source), { ...options, filename: join(ROOT, path) });
      const target = join(into, path.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, code);
    }
  }
  writeFileSync(join(into, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(into, 'node_modules'));
  symlinkSync(join(ROOT, 'policies'), join(into, 'policies'));
  return relative(ROOT, into);
}

/** What a text means follows from its words alone, and the people of the stories have few: each is understood once. */
const REMEMBERED = {
  'src/domain/texting/understand-responder.ts': 'understandResponder',
  'src/domain/texting/understand-practitioner.ts': 'understandPractitioner',
  'src/domain/texting/alert-phrase.ts': 'saysAlertPhrase',
};

function remembering(path, source) {
  const name = REMEMBERED[path.replaceAll('\\', '/')];
  if (!name) return source;
  const head = `export function ${name}(`;
  if (!source.includes(head)) throw new Error(`${path} no longer exports a function ${name}`);
  return `${source.replace(head, `function ${name}Afresh(`)}
    const known: Map<string, any> = new Map();
    export function ${name}(...said: any[]): any {
      const key = said.map(String).join('|');
      if (!known.has(key)) {
        if (known.size > 20_000) known.clear();
        known.set(key, (${name}Afresh as any)(...said));
      }
      return known.get(key);
    }`;
}
