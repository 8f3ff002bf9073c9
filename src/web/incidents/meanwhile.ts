import type { EntryKind } from '../../domain/decision.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { ChainedEntry } from '../../domain/record/chain.js';
import { showTime } from '../../domain/time/local.js';
import { nameOf } from '../visit-words.js';

/** What counts as a person's word in an incident; who looked at what does not. */
const WORDS: ReadonlySet<EntryKind> = new Set([
  'acknowledged',
  'no_answer_reported',
  'extended',
  'police_told',
  'incident_changed',
  'report_noted',
  'handed_over',
  'stood_down',
  'departure_confirmed',
]);

const MOST = 3;

/**
 * What others did between the page that somebody had before them and their own word: "Wei Chen at 14:05: ...", the newest last.
 * `seen`: the number of the last entry that stood on it.
 */
export function meanwhile(
  entries: readonly ChainedEntry[],
  seen: number,
  person: string,
  { directory, zone }: { readonly directory: Directory; readonly zone: string },
): string[] {
  const since = entries.filter(({ seq }) => seq > seen);
  const own = since.findIndex(({ by }) => by === person);
  return (own < 0 ? since : since.slice(0, own))
    .filter(({ kind, by }) => WORDS.has(kind) && by !== 'allswell')
    .slice(-MOST)
    .map(({ by, at, text }) => `${nameOf(directory, by)} said at ${showTime(at, zone)}: ${text}`);
}
