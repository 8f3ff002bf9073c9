/** How the record is checked without Allswell, for whoever is handed the document: as `domain/record/chain.ts` does it. */

/** The name of the file within the document. */
export const CHAIN_FILE = 'chain.jsonl';

export const HOW_TO_VERIFY: readonly string[] = [
  `The file ${CHAIN_FILE} is attached to this document. It has one line for each entry, in order. A line is a JSON array: the name of the chain, the number of the entry, its time in UTC, its kind, its clause, by whom, its text, the id of the incident, its data as pairs sorted by key, and the hash of the entry before (empty for the first).`,
  'The hash of an entry is the SHA-256, in hexadecimal, of its line in UTF-8, without the end of the line.',
  'Take the file out of this document. For each line, work out its SHA-256: it must be the hash printed here with that entry, and it must be the last value of the line that follows. The numbers run from 1 without gaps. What is printed with each entry must be what its line says.',
  `At a Linux command line:  while IFS= read -r line; do printf %s "$line" | sha256sum; done < ${CHAIN_FILE}`,
];

/** What a chain of hashes can show, and what it cannot. */
export const WHAT_IT_SHOWS: readonly string[] = [
  'If it holds, no entry was changed, added or taken out before the last one without every hash after it changing too. By itself it cannot show that somebody with full power over the database did not write the whole chain anew: for that, compare the hash of the last entry with one that was kept elsewhere, such as in an earlier document of this record.',
];
