import type { CST, Document, Node, ParseOptions, Scalar, SchemaOptions } from 'yaml';
import { Composer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Finding, Path } from './fault.js';
import { pathText, quoted } from './fault.js';

/** A YAML file as plain values, and the line on which each of them stands. */
export interface YamlTree {
  readonly value: unknown;
  readonly lineOf: (at: Path) => number | null;
  /** With their lines: some are about places that have no path. */
  readonly findings: readonly (Finding & { readonly line: number })[];
  /** False where the text could not be read as YAML, and `value` means nothing. */
  readonly readable: boolean;
}

/** Some 3,500 people. Reading it takes about a second, in which the process does nothing else; larger offices send JSON. */
export const LONGEST_YAML = 1_000_000;

/** The file itself needs five. The library calls itself for each level, and a file of ten thousand ends the process. */
const DEEPEST = 20;

/**
 * Reads YAML 1.2 in which every plain value is the text that was written: 07700900101 keeps its leading 0, 1E5 is a car's
 * registration, NO and 9:00 are nothing but themselves. Anchors are refused; the file needs none, and they can
 * make a short text endless.
 */
export function readYaml(text: string): YamlTree {
  const lines = new LineCounter();
  const refused = (offset: number, message: string, mend: string): YamlTree =>
    unreadable([{ at: [], line: Math.max(1, lines.linePos(offset).line), message, mend }]);

  if (text.length > LONGEST_YAML) {
    return refused(
      0,
      `is ${text.length} characters long`,
      `Use at most ${LONGEST_YAML} characters, or send it as JSON.`,
    );
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = offsetOfTooDeep(tokens);
  if (tooDeep !== null)
    return refused(tooDeep, 'is nested too deep', 'Take out the brackets or dashes that are too many.');

  const [document, second] = [...new Composer(AS_WRITTEN).compose(tokens, true, text.length)];
  if (document === undefined) return refused(0, 'is empty', 'Begin with units: and people:.');
  if (second !== undefined) return refused(second.range[0], 'begins a second document', 'Take out this ---.');
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) return unreadable(problems.map((problem) => problemFinding(problem, lines)));
  return { ...plainValues(document, lines), readable: true };
}

/** Every scalar is text, except nothing at all, null and ~. Repeated keys are looked for here: the library compares each with each. */
const AS_WRITTEN: SchemaOptions & ParseOptions = { schema: 'failsafe', customTags: ['null'], uniqueKeys: false };

const unreadable = (findings: YamlTree['findings']): YamlTree => ({
  value: undefined,
  lineOf: () => null,
  findings,
  readable: false,
});

function problemFinding({ code, message, pos }: Document.Parsed['errors'][number], lines: LineCounter) {
  return {
    at: [],
    line: lines.linePos(pos[0]).line,
    message: `is not YAML: ${message}`,
    mend: MENDS.get(code) ?? LOOK_NEARBY,
  };
}

const LOOK_NEARBY = 'Look at the indentation, quotes, brackets and colons on this line and above it.';

const MENDS: ReadonlyMap<string, string> = new Map([
  ['TAB_AS_INDENT', 'Use spaces to indent, not tabs.'],
  ['TAG_RESOLVE_FAILED', 'Take out the tag (the word that begins with !).'],
]);

/** Where the text goes deeper than DEEPEST, found without going there by recursion; null where it does not. */
function offsetOfTooDeep(tokens: readonly CST.Token[]): number | null {
  const waiting: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return 'offset' in token ? token.offset : 0;
    if (token.type === 'document' && token.value) waiting.push({ token: token.value, depth: 1 });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) waiting.push({ token: key, depth: depth + 1 });
      if (value) waiting.push({ token: value, depth: depth + 1 });
    }
  }
  return null;
}

function plainValues(document: Document.Parsed, lines: LineCounter): Omit<YamlTree, 'readable'> {
  const lineAt = new Map<string, number>();
  const findings: (Finding & { line: number })[] = [];
  const lineOfNode = (node: Node | null): number => lines.linePos(node?.range?.[0] ?? 0).line;

  function plain(node: Node | null, at: Path): unknown {
    if (isMap<Scalar, Node | null>(node)) {
      const entries = new Map<string, unknown>();
      for (const { key, value } of node.items) {
        const line = lineOfNode(key);
        const name = isScalar(key) && typeof key.value === 'string' ? key.value : null;
        const place = name === null ? at : [...at, name];
        if (name === null) {
          findings.push({ at, line, message: 'has a key that is not plain text', mend: 'Write the key as one word.' });
          continue;
        }
        if (entries.has(name)) {
          const message = `comes twice here, on lines ${lineAt.get(pathText(place))} and ${line}`;
          findings.push({ at: place, line, message, mend: `Keep one ${quoted(name)}.` });
          continue;
        }
        lineAt.set(pathText(place), line);
        entries.set(name, plain(value, place));
      }
      // fromEntries defines each key as its own, so that __proto__ is a key like any other.
      return Object.fromEntries(entries);
    }
    if (isSeq<Node | null>(node)) {
      return node.items.map((item, index) => {
        const place = [...at, index];
        lineAt.set(pathText(place), lineOfNode(item));
        return plain(item, place);
      });
    }
    if (isAlias(node)) {
      const line = lineOfNode(node);
      findings.push({
        at,
        line,
        message: 'refers to an anchor',
        mend: 'Write the value itself here instead of *name.',
      });
      return undefined;
    }
    return isScalar(node) ? node.value : null;
  }

  const value = plain(document.contents, []);
  return { value, findings, lineOf: (at) => nearestLine(at, lineAt) };
}

/** The line of the place, or of what holds it: a key that is missing has no line of its own. */
function nearestLine(at: Path, lineAt: ReadonlyMap<string, number>): number {
  for (let length = at.length; length > 0; length -= 1) {
    const line = lineAt.get(pathText(at.slice(0, length)));
    if (line !== undefined) return line;
  }
  return 1;
}
