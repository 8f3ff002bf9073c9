import type { z } from 'zod';
import type { IncidentView } from '../../application/ports/reader.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { emptyHead, firstFault, visitChain, type ChainedEntry } from '../../domain/record/chain.js';
import { entryJson } from '../visits/entry.schema.js';
import { csv } from '../../application/exports/csv.js';
import { incidentJson } from './incident-json.js';
import type { exportSchema, incidentSchema } from './incident.schemas.js';

const withHashes = (entry: ChainedEntry) => ({
  ...entryJson(entry),
  previousHash: entry.previousHash,
  hash: entry.hash,
});

/** The visit's whole chain: with a line left out, nobody could check the rest. */
export function exportJson(
  view: IncidentView,
  entries: readonly ChainedEntry[],
  directory: Directory,
): z.output<typeof exportSchema> {
  const chain = visitChain(view.visit.id);
  return {
    incident: incidentJson(view, directory),
    chain,
    intact: firstFault(entries, entries.at(-1) ?? emptyHead(chain)) === null,
    entries: entries.map(withHashes),
  };
}

export const incidentCsv = (entries: readonly ChainedEntry[]): string =>
  csv(
    ['seq', 'at', 'kind', 'clause', 'by', 'text', 'incidentId', 'data', 'previousHash', 'hash'],
    entries.map((entry) => ({ ...withHashes(entry), data: JSON.stringify(entry.data) })),
  );

export const incidentsCsv = (incidents: readonly z.output<typeof incidentSchema>[]): string =>
  csv(
    [
      'id',
      'reference',
      'kind',
      'status',
      'step',
      'visitId',
      'visitReference',
      'unit',
      'subjects',
      'openedAt',
      'closedAt',
      'closedBy',
      'outcome',
      'policeToldAt',
      'policeReference',
      'drill',
    ],
    incidents.map((incident) => ({
      ...incident,
      subjects: incident.subjects.map(({ name }) => name).join('; '),
      policeToldAt: incident.police[0]?.at ?? '',
      policeReference: incident.police
        .map(({ reference }) => reference)
        .filter(Boolean)
        .join('; '),
    })),
  );
