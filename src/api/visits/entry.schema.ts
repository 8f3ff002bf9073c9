import { z } from 'zod';
import type { ChainedEntry } from '../../domain/record/chain.js';
import { iso } from '../../domain/time/instant.js';

/** One line of the record. */
export const entrySchema = z
  .object({
    seq: z.int().meta({ description: "Its place in the visit's chain, from 1 without gaps" }),
    at: z.iso.datetime(),
    kind: z.string().meta({ description: 'What kind of line: incident_opened, asked, acknowledged, police_told ...' }),
    clause: z.string().nullable().meta({ description: 'The paragraph that it carries out' }),
    by: z.string().meta({ description: 'Id of a person, "allswell", or "api"' }),
    text: z.string(),
    incidentId: z.uuid().nullable(),
    data: z.record(z.string(), z.unknown()).meta({ description: 'Facts for machines: lateness, references, times' }),
  })
  .meta({
    id: 'Entry',
    example: {
      seq: 4,
      at: '2026-12-01T15:00:12.000Z',
      kind: 'no_answer_reported',
      clause: 'HVPF 8.4.2',
      by: 'wei-chen',
      text: 'Wei Chen called and got no answer (1 of 1).',
      incidentId: '0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11',
      data: { attempts: 1, wanted: 1 },
    },
  });

/** Kinds whose facts hold what managers wrote for themselves: only the export, with its hashes, has these (P11). */
const WITH_NOTES: ReadonlySet<string> = new Set([
  'follow_up_changed',
  'incident_reviewed',
  'incident_closed',
  'incident_reopened',
]);
const NOTES: ReadonlySet<string> = new Set([
  'note',
  'noteBefore',
  'account',
  'accountBefore',
  'learned',
  'learnedBefore',
  'reason',
]);

export const entryJson = (entry: ChainedEntry): z.output<typeof entrySchema> => {
  const { seq, at, kind, clause, by, text, incidentId, data } = entry;
  const shown = WITH_NOTES.has(kind)
    ? Object.fromEntries(Object.entries(data).filter(([name]) => !NOTES.has(name)))
    : data;
  return { seq, at: iso(at), kind, clause, by, text, incidentId, data: shown };
};
