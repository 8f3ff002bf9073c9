import type { z } from 'zod';
import type { IncidentView } from '../../application/ports/reader.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { ChainedEntry } from '../../domain/record/chain.js';
import { iso } from '../../domain/time/instant.js';
import { closingJson, followUpJson, reviewJson, type Following } from '../follow-ups/follow-up-json.js';
import { entryJson } from '../visits/entry.schema.js';
import type { incidentSchema, incidentWithEntriesSchema } from './incident.schemas.js';

/** Nothing of the person visited: that is on the call sheet, whose every opening is recorded (P11). */
export const incidentJson = (
  { incident, visit }: Pick<IncidentView, 'incident' | 'visit'>,
  directory: Directory,
): z.output<typeof incidentSchema> => ({
  id: incident.id,
  reference: incident.reference,
  kind: incident.kind,
  drill: visit.drill === true,
  status: incident.status,
  step: incident.step,
  stepAt: iso(incident.stepAt),
  waitsUntil: incident.wait === null ? null : iso(incident.wait.until),
  visitId: visit.id,
  visitReference: visit.reference,
  unit: visit.unit,
  subjects: incident.subjects.map((person) => ({ person, name: directory.person(person)?.name ?? person })),
  openedAt: iso(incident.openedAt),
  closedAt: incident.closedAt === null ? null : iso(incident.closedAt),
  closedBy: incident.closedBy,
  outcome: incident.outcome,
  police: incident.police.map(({ by, at, reference, operator }) => ({ by, at: iso(at), reference, operator })),
});

export const incidentWithEntriesJson = (
  view: IncidentView,
  entries: readonly ChainedEntry[],
  directory: Directory,
  following: Following = { followUps: [], notes: false, at: 0 },
): z.output<typeof incidentWithEntriesSchema> => ({
  ...incidentJson(view, directory),
  followUps: following.followUps.map((one) => followUpJson(one, following)),
  review: reviewJson(view.incident, following.notes),
  closing: closingJson(view.incident, following.notes),
  entries: entries.map(entryJson),
});
