import type { z } from 'zod';
import type { Finding, Path } from './fault.js';
import { MOST_FINDINGS, quoted, valueAt } from './fault.js';
import { nearestWord } from './nearest-word.js';
import { EXAMPLE } from './organisation-example.js';

/**
 * What the schema found amiss, in plain words, each with its mend.
 *
 * @param value what was read
 * @param example one of everything that the schema takes: where the mends find the keys that are known and how to write them
 */
export function shapeFindings(error: z.ZodError, value: unknown, example: unknown = EXAMPLE): readonly Finding[] {
  // One more than are told, so that it is known that there are more.
  return error.issues.slice(0, MOST_FINDINGS + 1).flatMap((issue) => findingsOf(issue, value, example));
}

function findingsOf(issue: z.core.$ZodIssue, value: unknown, example: unknown): readonly Finding[] {
  const at = issue.path.filter((step) => typeof step !== 'symbol');
  const found = valueAt(value, at);
  const finding = (message: string, mend: string): readonly Finding[] => [{ at, message, mend }];

  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_FINDINGS + 1).map((key) => unknownKey(at, key, example));
  }
  if (isBlank(found)) return finding('is missing', mendOfMissing(at, example));
  if (issue.code === 'custom') return finding(issue.message, String(issue.params?.['mend']));
  if (issue.code === 'too_small') return finding('is empty', mendOfMissing(at, example));
  if (issue.code === 'invalid_value') {
    const written = typeof found === 'string' ? quoted(found) : 'this';
    return finding(`${written} is not known here`, suggestion(found, issue.values.map(String)));
  }
  if (issue.code === 'invalid_union') return finding('is of another kind than is taken here', likeThis(at, example));
  if (issue.code === 'invalid_type') return finding(...wrongType(issue.expected, found, at, example));
  return finding(issue.message, likeThis(at, example));
}

function unknownKey(at: Path, key: string, example: unknown): Finding {
  const keys = keysAt(at, example);
  const meant = KEY_SYNONYMS.get(key.toLowerCase().replace(/[\s_-]/g, ''));
  const suggested = meant !== undefined && keys.includes(meant) ? meant : nearestWord(key, keys);
  return {
    at: [...at, key],
    message: 'is not a known key',
    mend: suggested === null ? `Take it out. The keys here are ${keys.join(', ')}.` : `Did you mean ${suggested}?`,
  };
}

/** What people write who have another system's spreadsheet in front of them. */
const KEY_SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['phone', 'mobile'],
  ['number', 'mobile'],
  ['telephone', 'mobile'],
  ['tel', 'mobile'],
  ['manager', 'lineManager'],
  ['spo', 'lineManager'],
  ['team', 'unit'],
  ['office', 'unit'],
  ['vehicle', 'car'],
  ['reg', 'registration'],
  ['senior', 'seniorOnSite'],
  ['codes', 'alertPhrases'],
  ['alertcode', 'alertPhrases'],
  ['alertcodes', 'alertPhrases'],
  ['start', 'from'],
  ['end', 'to'],
  ['until', 'to'],
  ['on', 'date'],
  ['not', 'except'],
  ['noton', 'except'],
  ['exceptions', 'except'],
  ['without', 'except'],
  ['type', 'kind'],
  ['staff', 'people'],
  ['persons', 'people'],
  ['teams', 'units'],
  ['people', 'attendees'],
  ['risk', 'riskOfSeriousHarm'],
  ['rosh', 'riskOfSeriousHarm'],
  ['reference', 'policeReference'],
  ['person', 'by'],
]);

function suggestion(found: unknown, words: readonly string[]): string {
  const meant = typeof found === 'string' ? nearestWord(found, words) : null;
  return `${meant === null ? '' : `Did you mean ${meant}? `}Use one of ${words.join(', ')}.`;
}

function wrongType(expected: string, found: unknown, at: Path, example: unknown): [message: string, mend: string] {
  if (expected === 'array') return ['must be a list', likeThis(at, example)];
  if (expected === 'object') return ['must be keys with values', likeThis(at, example)];
  if (typeof found === 'object') return ['must be text', likeThis(at, example)];
  return [`is a ${typeof found} and must be text`, 'Put it in quotes, so that no leading 0 or + is lost.'];
}

const likeThis = (at: Path, example: unknown): string =>
  `Write it like this: ${at.length === 0 && example === EXAMPLE ? WHOLE_FILE : JSON.stringify(exampleAt(at, example))}`;

const WHOLE_FILE = '{ "units": [...], "people": [...], "rota": [...], "absences": [...] }';

function mendOfMissing(at: Path, example: unknown): string {
  const key = at.at(-1);
  return typeof key === 'string'
    ? `Give it, for example ${key}: ${JSON.stringify(exampleAt(at, example))}`
    : likeThis(at, example);
}

/** What the worked example has at that place: of a list, in the first item that has it. */
const exampleAt = (at: Path, example: unknown): unknown => examplesAt(at, example)[0];

/** The keys of all its items that stand there: a list may have several kinds. */
const keysAt = (at: Path, example: unknown): readonly string[] => [
  ...new Set(examplesAt(at, example).flatMap((one) => Object.keys(one ?? {}))),
];

function examplesAt(at: Path, example: unknown): readonly unknown[] {
  return at.reduce<readonly unknown[]>(
    (found, step) =>
      found
        .flatMap((one) =>
          typeof step === 'number' && Array.isArray(one) ? (one as unknown[]) : [valueAt(one, [step])],
        )
        .filter((one) => one !== undefined),
    [example],
  );
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
