import type { z } from 'zod';
import type { Finding, Path } from '../organisation/fault.js';
import { quoted, valueAt } from '../organisation/fault.js';
import { nearestWord } from '../organisation/nearest-word.js';

/** What the schema found amiss, in plain words, each with its mend. `value` is what was read. */
export const findingsOf = (error: z.ZodError, value: unknown): readonly Finding[] =>
  error.issues.flatMap((issue) => findingOf(issue, value));

function findingOf(issue: z.core.$ZodIssue, value: unknown): readonly Finding[] {
  const at = issue.path.filter((step) => typeof step !== 'symbol');
  const found = valueAt(value, at);
  const key = String(at.at(-1) ?? 'this');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((unknown) => unknownKey([...at, unknown], issue.message));
  if (issue.code === 'custom') return [{ at, message: issue.message, mend: String(issue.params?.['mend']) }];
  if (found === undefined || found === null || found === '') {
    return [{ at, message: 'is missing', mend: `Add ${key} here; policies/hmpps-home-visits.yaml shows how.` }];
  }
  if (issue.code === 'invalid_union') return [notOneOf(at, found, ['ask', 'police', 'tell'])];
  if (issue.code === 'invalid_value') return [notOneOf(at, found, issue.values.map(String))];
  if (issue.code === 'too_small') return [{ at, message: 'is empty', mend: 'Put at least one into it.' }];
  const wanted =
    issue.code === 'invalid_type' ? (SHAPES[issue.expected] ?? 'one plain word or number') : 'something else';
  return [{ at, message: `must be ${wanted}`, mend: 'policies/hmpps-home-visits.yaml shows how.' }];
}

const SHAPES: Readonly<Record<string, string>> = { array: 'a list', object: 'keys with values' };

function unknownKey(at: Path, known: string): Finding {
  const keys = known.split(' ');
  const meant = nearestWord(String(at.at(-1)), keys);
  return {
    at,
    message: 'is not a known key',
    mend: meant ? `Did you mean ${meant}?` : `Take it out. The keys here are ${keys.join(', ')}.`,
  };
}

function notOneOf(at: Path, found: unknown, words: readonly string[]): Finding {
  const written = typeof found === 'string' ? found : '';
  const meant = nearestWord(written, words);
  return {
    at,
    message: `${written ? quoted(written) : 'this'} is not known here`,
    mend: `${meant ? `Did you mean ${meant}? ` : ''}Use one of ${words.join(', ')}.`,
  };
}
