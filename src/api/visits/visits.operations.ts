import { z } from 'zod';
import { quoted } from '../../application/organisation/fault.js';
import { line, text, tidy, type Reading } from '../../application/organisation/fields.js';
import { nearestWord } from '../../application/organisation/nearest-word.js';
import { VISIT_STATUSES, type VisitStatus } from '../../domain/visit/visit.js';
import { byUuid, INSTANT, instant, uuid } from '../door/fields.js';
import { CSV } from '../door/media-types.js';
import { json, operation } from '../door/operation.js';
import { drills } from '../door/drills.js';
import { pageSchema, paging } from '../door/paging.js';
import { reportedSchema } from '../incidents/incident.schemas.js';
import { entrySchema } from './entry.schema.js';
import { CSV_EXAMPLE, CSV_HELP } from '../../application/visit-file/visits-csv.js';
import {
  newVisitSchema,
  VISIT_EXAMPLE,
  visitChangeSchema,
  visitPageSchema,
  visitSchema,
  visitWithWarningsSchema,
} from './visit.schemas.js';

export const planVisit = operation({
  id: 'planVisit',
  needs: 'plan_visits',
  namesCaller: true,
  once: true,
  tag: 'Visits',
  summary: 'Plan a visit',
  description:
    'Puts it into the itinerary diary (HVPF 8.2.1). Overlaps and other things that someone should know of are warnings; they stop nothing.',
  body: json(newVisitSchema, VISIT_EXAMPLE),
  answers: { 201: { description: 'Planned', schema: visitWithWarningsSchema, location: true } },
});

const severalStatuses = z.preprocess(
  (written) => (Array.isArray(written) ? written.join(',') : written),
  text((written): Reading<VisitStatus[]> => {
    const words = written.split(',').map((one) =>
      tidy(one)
        .toLowerCase()
        .replace(/[\s-]+/g, '_'),
    );
    const unknown = words.find((one) => !VISIT_STATUSES.includes(one as VisitStatus));
    if (unknown === undefined) return { value: words as VisitStatus[] };
    const meant = nearestWord(unknown, VISIT_STATUSES);
    return {
      fault: `${quoted(unknown)} is not known here`,
      mend: `${meant === null ? '' : `Did you mean ${meant}? `}Use one or more of ${VISIT_STATUSES.join(', ')}.`,
    };
  }),
);

export const listVisits = operation({
  id: 'listVisits',
  needs: 'see_visits',
  namesCaller: true,
  tag: 'Visits',
  summary: 'List visits',
  description:
    'In the order of their planned start. With the right `see_person_visited` each has who is visited, and where; that they were shown is recorded.',
  query: z.strictObject({
    ...paging,
    unit: line(64)
      .optional()
      .meta({ description: 'Visits of this unit and of those below it', example: 'riverside-pdu' }),
    person: line(64).optional().meta({ description: 'Visits that this person attends', example: 'priya-shah' }),
    status: severalStatuses.optional().meta({
      type: 'array',
      items: { type: 'string', enum: [...VISIT_STATUSES] },
      description: 'One or more: the parameter several times, or its values with commas between them',
      example: ['in_progress', 'overdue'],
    }),
    series: uuid.optional().meta({
      format: 'uuid',
      description: 'Visits that were planned together, every week',
      example: '0d3b5c1e-6d0f-4b6a-8a53-1c2f9d7e4a11',
    }),
    drills,
    from: instant.optional().meta({ ...INSTANT, description: 'Planned to start at this moment or later' }),
    to: instant.optional().meta({ ...INSTANT, description: 'Planned to start before this moment' }),
  }),
  answers: { 200: { description: 'A page of visits', schema: visitPageSchema } },
});

export const getVisit = operation({
  id: 'getVisit',
  needs: 'see_visits',
  namesCaller: true,
  tag: 'Visits',
  summary: 'Look at a visit',
  description:
    'With the right `see_person_visited` it has who is visited, and where; that they were shown is recorded, once for each quarter of an hour.',
  path: byUuid,
  answers: { 200: { description: 'The visit', schema: visitSchema } },
});

export const changeVisit = operation({
  id: 'changeVisit',
  needs: 'plan_visits',
  namesCaller: true,
  tag: 'Visits',
  summary: 'Change a visit',
  description:
    'This visit only, also where it is one of a series. Changes while it is under way move its deadlines, and are told to the contact (HVPF 8.2.2). Someone who is inside stays watched whatever the diary says.',
  path: byUuid,
  body: json(visitChangeSchema, VISIT_EXAMPLE),
  answers: { 200: { description: 'The visit as it is now', schema: visitWithWarningsSchema } },
  refusals: { 409: 'The visit has ended' },
});

export const cancelVisit = operation({
  id: 'cancelVisit',
  needs: 'plan_visits',
  namesCaller: true,
  tag: 'Visits',
  summary: 'Cancel a visit',
  description: 'This visit only, also where it is one of a series.',
  path: byUuid,
  body: json(z.strictObject({ reason: line(200).meta({ example: 'moved to the office' }) }), {
    reason: 'moved to the office',
  }),
  answers: { 200: { description: 'The visit as it is now', schema: visitSchema } },
  refusals: { 409: 'The visit has ended, somebody is inside, or an incident is open on it' },
});

export const reportAlertCode = operation({
  id: 'reportAlertCode',
  needs: 'report',
  tag: 'Visits',
  summary: 'Report that the alert code was given by telephone',
  description:
    'For a contact or a manager who was given the code before any incident was open (HVPF 8.3.6). It opens an alert code incident, or turns the open one into one; the managers are asked to ring the police at once. Reported again it changes nothing. From somebody on the visit it is their own cry for help: show them the answer, and nothing of the incident.',
  path: byUuid,
  body: json(
    z
      .strictObject({ by: line(64).meta({ description: 'Id of the person who was given the code' }) })
      .meta({ id: 'AlertCodeReport' }),
    { by: 'grace-okafor' },
  ),
  answers: { 201: { description: 'Taken', schema: reportedSchema, location: true } },
  refusals: {
    403: 'The person is neither contact nor manager for this visit; the attempt was recorded',
    409: 'The visit ended more than 12 hours ago, or is not due for another 12; the attempt was recorded',
  },
});

export const importVisits = operation({
  id: 'importVisits',
  needs: 'plan_visits',
  namesCaller: true,
  once: true,
  tag: 'Visits',
  summary: 'Plan visits from a spreadsheet',
  description: `All of them or none: a file with one fault leaves the diary as it was, and every fault is told with its line.\n\n${CSV_HELP}`,
  body: { content: { [CSV]: { schema: z.string(), example: CSV_EXAMPLE } } },
  answers: {
    201: {
      description: 'All were planned',
      schema: z
        .object({
          planned: z.int(),
          visits: z.array(
            z.object({ line: z.int(), id: z.uuid(), reference: z.string(), warnings: z.array(z.string()) }),
          ),
        })
        .meta({
          id: 'VisitsImported',
          example: {
            planned: 1,
            visits: [{ line: 2, id: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10', reference: 'V7K2', warnings: [] }],
          },
        }),
    },
  },
});

export const listVisitEntries = operation({
  id: 'listVisitEntries',
  needs: 'see_visits',
  tag: 'Visits',
  summary: "List the lines of a visit's record",
  description: 'In order. The export of an incident gives them with their hashes.',
  path: byUuid,
  query: z.strictObject(paging),
  answers: { 200: { description: 'A page of entries', schema: pageSchema(entrySchema, 'EntryPage') } },
});
