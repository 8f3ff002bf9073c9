import { z } from 'zod';
import { line, word } from '../../application/organisation/fields.js';
import { INCIDENT_KINDS } from '../../domain/policy/policy.js';
import { byUuid, INSTANT, instant, uuid } from '../door/fields.js';
import { drills } from '../door/drills.js';
import { INCIDENT_STATUSES } from '../../domain/incident/incident.js';
import { CSV } from '../door/media-types.js';
import { json, operation } from '../door/operation.js';
import { pageSchema, paging } from '../door/paging.js';
import {
  callSheetSchema,
  exportSchema,
  incidentPageSchema,
  incidentSchema,
  incidentWithEntriesSchema,
  REPORT_EXAMPLE,
  reportedSchema,
  reportSchema,
} from './incident.schemas.js';

const filters = {
  unit: line(64)
    .optional()
    .meta({ description: 'Incidents of this unit and of those below it', example: 'riverside-pdu' }),
  status: word(INCIDENT_STATUSES, new Map()).optional().meta({ example: 'open' }),
  kind: word(INCIDENT_KINDS, new Map()).optional().meta({ example: 'overdue' }),
  drills,
  reference: line(10).optional().meta({ example: '4821' }),
  visitId: uuid.optional().meta({ format: 'uuid', example: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10' }),
  from: instant.optional().meta({ ...INSTANT, description: 'Opened at this moment or later' }),
  to: instant.optional().meta({ ...INSTANT, description: 'Opened before this moment' }),
};

const format = word(['json', 'csv'], new Map()).optional().meta({
  description:
    'json unless it is said. In CSV a cell that a spreadsheet would take for a formula gets an apostrophe in front.',
  example: 'csv',
});

export const listIncidents = operation({
  id: 'listIncidents',
  needs: 'see_incidents',
  tag: 'Incidents',
  summary: 'List incidents',
  description: 'The newest first.',
  query: z.strictObject({ ...paging, ...filters }),
  answers: { 200: { description: 'A page of incidents', schema: incidentPageSchema } },
});

export const exportIncidents = operation({
  id: 'exportIncidents',
  needs: 'export_incidents',
  tag: 'Incidents',
  summary: 'Export the list of incidents',
  description: 'All that the filters let through, not paged.',
  query: z.strictObject({ format, ...filters }),
  answers: {
    200: { description: 'The list', schema: z.array(incidentSchema), content: { [CSV]: { schema: z.string() } } },
  },
});

export const getIncident = operation({
  id: 'getIncident',
  needs: 'see_incidents',
  tag: 'Incidents',
  summary: 'Look at an incident with its timeline',
  path: byUuid,
  answers: { 200: { description: 'The incident', schema: incidentWithEntriesSchema } },
});

export const getCallSheet = operation({
  id: 'getCallSheet',
  needs: 'see_call_sheet',
  namesCaller: true,
  tag: 'Incidents',
  summary: 'Open the police call sheet',
  description:
    'What a manager reads to the police control room (HVPF 8.3.6, 8.4.3). A person makes the call. That it was opened is recorded.',
  path: byUuid,
  answers: {
    200: {
      description: 'The call sheet',
      schema: callSheetSchema,
      content: { 'text/html': { schema: z.string() }, 'text/plain': { schema: z.string() } },
    },
  },
  refusals: { 403: 'The person named is neither contact nor manager for this incident; the attempt was recorded' },
});

export const reportOnIncident = operation({
  id: 'reportOnIncident',
  needs: 'report',
  tag: 'Incidents',
  summary: 'Report what a responder did or found',
  description:
    'The same rules as by text. Wrong, late, double and contradictory reports are answered and recorded, and change nothing that they must not.',
  path: byUuid,
  body: json(reportSchema, REPORT_EXAMPLE),
  answers: { 200: { description: 'Taken', schema: reportedSchema } },
  refusals: { 403: 'The person is neither contact nor manager for this incident; the attempt was recorded' },
});

export const listTakers = operation({
  id: 'listIncidentTakers',
  needs: 'report',
  tag: 'Incidents',
  summary: 'List to whom somebody may hand an incident over',
  description:
    'As the page of the incident offers it: those whom a report of the kind `hand_over` by this person would have asked instead, now. None for whoever is not asked, or is done with it. Somebody who may not see the incident finds none here.',
  path: byUuid,
  query: z.strictObject({
    ...paging,
    by: line(64).meta({ description: 'Id of the person who would hand it over', example: 'grace-okafor' }),
  }),
  answers: {
    200: {
      description: 'A page of people, in the order of the organisation',
      schema: pageSchema(
        z
          .object({ person: z.string(), name: z.string() })
          .meta({ id: 'IncidentTaker', example: { person: 'siobhan-doyle', name: 'Siobhan Doyle' } }),
        'IncidentTakerPage',
      ),
    },
  },
});

export const exportIncident = operation({
  id: 'exportIncident',
  needs: 'export_incidents',
  tag: 'Incidents',
  summary: 'Export an incident with the hashes of its record',
  description:
    "Every line of the visit's chain. Each hash is SHA-256, in hexadecimal, of the JSON array [chain, seq, at, kind, clause, by, text, incidentId, pairs of data sorted by key, previousHash].",
  path: byUuid,
  query: z.strictObject({ format }),
  answers: { 200: { description: 'The record', schema: exportSchema, content: { [CSV]: { schema: z.string() } } } },
});
