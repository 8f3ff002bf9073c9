import { z } from 'zod';
import {
  address,
  always,
  personVisitedSchema,
  PERSON_VISITED_EXAMPLE,
  visitFields,
  VISIT_EXAMPLE,
} from '../../application/visit-file/new-visit.schema.js';
import { line } from '../../application/organisation/fields.js';
import { ATTENDEE_STATUSES, VISIT_KINDS, VISIT_STATUSES } from '../../domain/visit/visit.js';
import { pageSchema } from '../door/paging.js';

export {
  newVisitSchema,
  personVisitedSchema,
  PERSON_VISITED_EXAMPLE,
  VISIT_EXAMPLE,
} from '../../application/visit-file/new-visit.schema.js';

const changeFields = {
  attendees: visitFields.attendees.optional(),
  kind: visitFields.kind.optional(),
  purpose: visitFields.purpose.optional(),
  plannedStart: visitFields.plannedStart.optional(),
  plannedEnd: visitFields.plannedEnd.optional(),
  personVisited: z
    .strictObject({ ...personVisitedSchema.partial().shape, address: address.partial().optional() })
    .optional()
    .meta({ description: 'What is left out of it stays too' }),
};

const NOTHING_TO_CHANGE = {
  error: 'names nothing to change',
  params: { mend: `Give at least one of ${Object.keys(VISIT_EXAMPLE).join(', ')}.` },
  ...always,
};

/** Whatever is left out stays as it is. */
export const visitChangeSchema = z
  .strictObject(changeFields)
  .refine((body) => Object.keys(body ?? {}).length > 0, NOTHING_TO_CHANGE)
  .meta({ id: 'VisitChange' });

const saw = line(64)
  .optional()
  .meta({ description: 'As it was answered to the look before: refused where somebody has changed one meanwhile' });

export const laterChangeSchema = z
  .strictObject({ ...changeFields, saw })
  .refine((body) => Object.keys(body ?? {}).some((key) => key !== 'saw'), NOTHING_TO_CHANGE)
  .meta({ id: 'LaterVisitsChange' });

export const laterCancelSchema = z
  .strictObject({ reason: line(200).meta({ example: 'moved to the office' }), saw })
  .meta({ id: 'LaterVisitsCancellation' });

const moment = z.iso.datetime();

export const visitSchema = z
  .object({
    id: z.uuid(),
    reference: z.string().meta({ description: 'Short, for texts' }),
    status: z.enum(VISIT_STATUSES),
    unit: z.string(),
    kind: z.enum(VISIT_KINDS).meta({ description: '"unplanned": the diary did not hold it; someone texted' }),
    series: z
      .uuid()
      .nullable()
      .meta({ description: 'The visits that were planned with it, every week, have the same; null: none were' }),
    drill: z.boolean().meta({ description: 'The chain run for practice: nobody is out' }),
    purpose: z.string(),
    personVisited: personVisitedSchema.nullable(),
    plannedStart: moment,
    plannedEnd: moment,
    expectedEnd: moment.meta({
      description: 'When a departure is expected now; the alarm counts from it (HVPF 8.4.2)',
    }),
    incidentId: z.uuid().nullable().meta({ description: 'The open incident; else the latest; null: there was none' }),
    attendees: z.array(
      z.object({
        person: z.string(),
        name: z.string(),
        status: z.enum(ATTENDEE_STATUSES),
        arrivedAt: moment.nullable(),
        leftAt: moment.nullable(),
        leftSaidBy: z.string().nullable().meta({ description: 'Who said that they left, where it was somebody else' }),
      }),
    ),
    policy: z
      .object({ name: z.string(), version: z.string() })
      .meta({ description: 'The rules that it is carried out under, to its end' }),
  })
  .meta({
    id: 'Visit',
    example: {
      id: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
      reference: 'V7K2',
      status: 'in_progress',
      unit: 'north-team',
      kind: 'alone',
      series: null,
      drill: false,
      purpose: 'first visit',
      personVisited: PERSON_VISITED_EXAMPLE,
      plannedStart: '2026-12-01T14:00:00.000Z',
      plannedEnd: '2026-12-01T14:45:00.000Z',
      expectedEnd: '2026-12-01T14:50:12.000Z',
      incidentId: null,
      attendees: [
        {
          person: 'priya-shah',
          name: 'Priya Shah',
          status: 'arrived',
          arrivedAt: '2026-12-01T14:05:12.000Z',
          leftAt: null,
          leftSaidBy: null,
        },
      ],
      policy: { name: 'hmpps-home-visits', version: '2025-01-13.1' },
    },
  });

export type VisitJson = z.output<typeof visitSchema>;

export const visitWithWarningsSchema = visitSchema
  .extend({
    warnings: z
      .array(z.string())
      .meta({ description: 'Overlaps and the like: they stop nothing, and someone should know' }),
  })
  .meta({ id: 'VisitWithWarnings' });

export const visitPageSchema = pageSchema(visitSchema, 'VisitPage');

const laterVisit = {
  id: z.uuid(),
  reference: z.string(),
  plannedStart: moment,
  plannedEnd: moment,
};
const LATER = {
  id: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
  reference: 'V7K2',
  plannedStart: '2026-12-01T14:00:00.000Z',
  plannedEnd: '2026-12-01T14:45:00.000Z',
};

const leftOut = z.array(z.object({ ...laterVisit, why: z.string() })).meta({
  description: 'Of the same series and as late or later, and not touched: they have begun, are over, or are so already',
});

/** This visit and the later ones of its series, as a look finds them. */
export const laterVisitsSchema = z
  .object({
    visits: z.array(z.object(laterVisit)).meta({ description: 'Those that a change or cancellation would be about' }),
    leftOut,
    saw: z.string().meta({ description: 'Send it along, to be refused where somebody changes one of them meanwhile' }),
  })
  .meta({
    id: 'LaterVisits',
    example: { visits: [LATER], leftOut: [], saw: '0a1b2c3d4e5f6071' },
  });

export const laterChangedSchema = z
  .object({
    visits: z.array(
      visitWithWarningsSchema.extend({
        kept: z.array(z.string()).meta({
          description: 'What of it was set otherwise for it alone, and so stays as it was: "times", "address"',
        }),
      }),
    ),
    leftOut,
  })
  .meta({ id: 'LaterVisitsChanged' });

export const laterCancelledSchema = z
  .object({ visits: z.array(visitSchema), leftOut })
  .meta({ id: 'LaterVisitsCancelled' });
