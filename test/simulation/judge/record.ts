import { emptyHead, firstFault, type ChainedEntry } from '../../../src/domain/record/chain.js';
import type { Evidence } from './evidence.js';

/** P10: every chain is numbered without a gap, in the order in which it was written, and its hashes hold. */
export function recordIsWhole({ played }: Evidence): string[] {
  const chains = new Map<string, ChainedEntry[]>([...played.heads.keys()].map((chain) => [chain, []]));
  for (const { lines } of played.commits) {
    for (const { chain, entry } of lines) chains.get(chain)?.push(entry);
  }
  return [...chains].flatMap(([chain, entries]) => {
    const fault = firstFault(entries, played.heads.get(chain) ?? emptyHead(chain));
    return fault ? [`P10: ${chain}: ${fault.what}`] : [];
  });
}
