import { z } from 'zod';
import { word } from '../../application/organisation/fields.js';
import { always, KINDS, personVisitedSchema, visitFields } from '../../application/visit-file/new-visit.schema.js';
import { MOST_WEEKS } from '../../domain/visit/weekly.js';
import { day, INSTANT, whole } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import { VISIT_EXAMPLE, visitWithWarningsSchema } from './visit.schemas.js';

/** A home-safe check is each evening's own: pages repeat none, and nor does this. */
const REPEATED = ['alone', 'in_pairs', 'joint'] as const;

const newSeriesSchema = z
  .strictObject({
    ...visitFields,
    kind: word(REPEATED, new Map([...KINDS].flatMap(([said, kind]) => (kind === 'home_safe' ? [] : [[said, kind]])))),
    plannedStart: visitFields.plannedStart.meta({
      ...INSTANT,
      description: 'Of the first, with Z or an offset. The later ones keep its time by the clock on the wall',
    }),
    personVisited: personVisitedSchema,
    times: whole(1, MOST_WEEKS)
      .optional()
      .meta({ type: 'integer', example: 6, description: `How many visits in all, ${MOST_WEEKS} at the most` }),
    until: day.optional().meta({
      format: 'date',
      example: '2027-01-12',
      description: 'In place of times: the last day on which there may be one',
    }),
  })
  .refine((body) => body?.times !== undefined || body?.until !== undefined, {
    path: ['times'],
    error: 'is missing',
    ...always,
  })
  .refine((body) => body?.times === undefined || body.until === undefined, {
    path: ['until'],
    error: 'stands beside times',
    params: { mend: 'Give how many visits, or the last day: not both.' },
    ...always,
  })
  .meta({ id: 'NewVisitSeries' });

export type NewSeries = z.output<typeof newSeriesSchema>;

export const planSeries = operation({
  id: 'planVisitSeries',
  needs: 'plan_visits',
  namesCaller: true,
  once: true,
  tag: 'Visits',
  summary: 'Plan a visit that is repeated every week',
  description: `All of them or none. Up to ${MOST_WEEKS} visits at the same times by the clock on the wall, also across a change of summer time. Each is a visit of its own, with its own record; "this and the later ones" are changed and cancelled together. Overlaps, bank holidays and other things that someone should know of are warnings; they stop nothing.`,
  body: json(newSeriesSchema, { ...VISIT_EXAMPLE, times: 6 }),
  answers: {
    201: {
      description: 'Planned, in the order of their start',
      schema: z
        .object({
          series: z.uuid().nullable().meta({ description: 'The same as of each visit; null of one that stands alone' }),
          visits: z.array(visitWithWarningsSchema),
        })
        .meta({ id: 'VisitSeriesPlanned' }),
      location: true,
    },
  },
});
