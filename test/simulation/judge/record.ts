import { chainOn, emptyHead, firstFault, type ChainedEntry } from '../../../src/domain/record/chain.js';
import type { Evidence } from './evidence.js';

/** The numbers are looked at in every story; hashing costs as much as the rest of the judging together. */
const HASHED_ONE_IN = 16;

/** P10: every chain is numbered without a gap, in the order in which it was written, and its hashes hold. */
export function recordIsWhole({ played }: Evidence): string[] {
  const broken: string[] = [];
  const chains = new Map<string, { head: ReturnType<typeof emptyHead>; entries: ChainedEntry[] }>();
  const isHashed = played.schedule.seed % HASHED_ONE_IN === 0;
  const heads = new Map<string, number>();
  for (const { lines } of played.commits) {
    for (const { chain, seq, entry } of lines) {
      const before = heads.get(chain) ?? 0;
      if (seq !== before + 1) broken.push(`P10: line ${seq} of ${chain} follows line ${before}`);
      heads.set(chain, seq);
      if (!isHashed) continue;
      const so = chains.get(chain) ?? { head: emptyHead(chain), entries: [] };
      const { entries, head } = chainOn(so.head, [entry]);
      chains.set(chain, { head, entries: so.entries.concat(entries) });
    }
  }
  for (const { head, entries } of chains.values()) {
    const fault = firstFault(entries, head);
    if (fault) broken.push(`P10: ${fault.what}`);
  }
  return broken;
}
