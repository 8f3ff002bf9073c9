import { hash as digest } from 'node:crypto';
import type { NewEntry } from '../decision.js';
import { iso } from '../time/instant.js';

/**
 * The record is chained: each entry's hash covers its content and the hash of the entry before it, so that a line
 * changed, added or taken out later shows (P10). One chain for each visit, and one for the office.
 */
export interface ChainedEntry extends NewEntry {
  readonly chain: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
}

export interface Head {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export const visitChain = (visitId: string): string => `visit:${visitId}`;
export const OFFICE_CHAIN = 'office';

export const emptyHead = (chain: string): Head => ({ chain, seq: 0, hash: '' });

/** The entries in their places behind `head`, and the new head. */
export function chainOn(head: Head, entries: readonly NewEntry[]): { entries: ChainedEntry[]; head: Head } {
  const chained: ChainedEntry[] = [];
  let { seq, hash } = head;
  for (const entry of entries) {
    seq += 1;
    const previousHash = hash;
    hash = hashOf({ ...entry, chain: head.chain, seq, previousHash });
    chained.push({ ...entry, chain: head.chain, seq, previousHash, hash });
  }
  return { entries: chained, head: { chain: head.chain, seq, hash } };
}

/** SHA-256, in hexadecimal, of what the entry says. */
export const hashOf = (entry: Omit<ChainedEntry, 'hash'>): string => digest('sha256', hashedText(entry));

/** The entry's fields as a JSON array in a fixed order, the data as pairs sorted by key: what its hash is of, in UTF-8. */
export const hashedText = (entry: Omit<ChainedEntry, 'hash'>): string =>
  JSON.stringify([
    entry.chain,
    entry.seq,
    iso(entry.at),
    entry.kind,
    entry.clause,
    entry.by,
    entry.text,
    entry.incidentId,
    Object.entries(entry.data).sort(([a], [b]) => (a < b ? -1 : 1)),
    entry.previousHash,
  ]);

export type Fault = { readonly seq: number; readonly what: string };

/** Walks a whole chain, in order, and says where it breaks; null where it holds. */
export function firstFault(entries: Iterable<ChainedEntry>, head: Head): Fault | null {
  let seq = 0;
  let hash = '';
  for (const entry of entries) {
    if (entry.seq !== seq + 1) return { seq: seq + 1, what: `entry ${seq + 1} is missing` };
    if (entry.previousHash !== hash)
      return { seq: entry.seq, what: `entry ${entry.seq} does not follow the one before it` };
    if (hashOf(entry) !== entry.hash)
      return { seq: entry.seq, what: `entry ${entry.seq} was changed after it was written` };
    seq = entry.seq;
    hash = entry.hash;
  }
  if (head.seq > seq) return { seq: seq + 1, what: `entries ${seq + 1} to ${head.seq} are missing` };
  if (head.seq < seq || head.hash !== hash) return { seq, what: 'the head of the chain does not match its last entry' };
  return null;
}
