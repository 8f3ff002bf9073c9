import { createHash } from 'node:crypto';
import type { Incident } from '../evidence.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';

/** The record is whole (P10): the service's own command says so, and the hashes, computed here afresh, do too. */
export function wholeRecord({ evidence: { verification, incidents, visits } }: Case): Finding[] {
  const said =
    verification.code === 0 && /is whole/.test(verification.words) ? [] : [`verify-record says: ${verification.words}`];
  const gaps = visits
    .filter(({ entries }) => [...entries].sort((a, b) => a.seq - b.seq).some(({ seq }, index) => seq !== index + 1))
    .map(({ reference }) => `the record of visit ${reference} has a gap`);
  return [...said, ...gaps, ...incidents.flatMap(broken)].map((what) => ({ law: 'the record is whole', what }));
}

/** As the API describes it: SHA-256 of the line as a JSON array, with the hash of the line before. */
function broken({ chain, links, reference }: Incident): string[] {
  let previous = '';
  for (const link of [...links].sort((a, b) => a.seq - b.seq)) {
    const pairs = Object.entries(link.data).sort(([a], [b]) => (a < b ? -1 : 1));
    const { seq, at, kind, clause, by, text, incidentId } = link;
    const line = JSON.stringify([chain, seq, at, kind, clause, by, text, incidentId, pairs, previous]);
    const hash = createHash('sha256').update(line).digest('hex');
    if (link.previousHash !== previous || link.hash !== hash)
      return [`incident ${reference}: the chain breaks at ${seq}`];
    previous = hash;
  }
  return [];
}
