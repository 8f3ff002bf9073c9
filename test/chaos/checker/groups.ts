import type { Entry } from '../evidence.js';

/** What the record says of one moment, together: it was written in one go. */
export interface Group {
  readonly at: number;
  readonly entries: readonly Entry[];
}

export function groupsOf(entries: readonly Entry[]): Group[] {
  const groups: { at: number; entries: Entry[] }[] = [];
  for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
    const last = groups.at(-1);
    if (last?.at === entry.at) last.entries.push(entry);
    else groups.push({ at: entry.at, entries: [entry] });
  }
  return groups;
}

const textIn = (entry: Entry, name: string): string => {
  const value = entry.data[name];
  return typeof value === 'string' ? value : '';
};

export const personIn = (entry: Entry): string => textIn(entry, 'person');
export const stepIn = (entry: Entry): string => textIn(entry, 'step');
