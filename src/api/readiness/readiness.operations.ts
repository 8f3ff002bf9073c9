import { z } from 'zod';
import { line } from '../../application/organisation/fields.js';
import { FINDING_KINDS, FINDINGS } from '../../domain/readiness/finding.js';
import { operation } from '../door/operation.js';

const moment = z.iso.datetime().nullable();

const findingSchema = z
  .object({
    says: z.string().meta({ description: 'In plain words; names staff, and nobody who is visited' }),
    unit: z.string().nullable(),
    person: z.string().nullable(),
    visitId: z.uuid().nullable(),
    from: moment.meta({ description: 'From when to when, where it is about a time' }),
    to: moment,
  })
  .meta({
    id: 'ReadinessFinding',
    example: {
      says: 'Wei Chen has no mobile number.',
      unit: 'north-team',
      person: 'wei-chen',
      visitId: null,
      from: null,
      to: null,
    },
  });

const readinessSchema = z
  .object({
    at: z.iso.datetime(),
    ready: z.boolean().meta({ description: 'Nothing is missing' }),
    total: z.int().meta({ description: 'How many findings there are' }),
    groups: z
      .array(
        z.object({
          kind: z.enum(FINDING_KINDS),
          title: z.string(),
          why: z.string().meta({ description: 'Why it matters' }),
          clause: z.string().nullable(),
          count: z.int(),
          findings: z.array(findingSchema),
        }),
      )
      .meta({ description: 'The gravest first' }),
  })
  .meta({
    id: 'Readiness',
    example: {
      at: '2026-12-01T14:00:00.000Z',
      ready: false,
      total: 1,
      groups: [
        {
          kind: 'number',
          title: FINDINGS.number.title,
          why: FINDINGS.number.why,
          clause: FINDINGS.number.clause,
          count: 1,
          findings: [
            {
              says: 'Wei Chen has no mobile number.',
              unit: 'north-team',
              person: 'wei-chen',
              visitId: null,
              from: null,
              to: null,
            },
          ],
        },
      ],
    },
  });

export const getReadiness = operation({
  id: 'getReadiness',
  needs: 'see_figures',
  tag: 'Readiness',
  summary: 'What is missing, of what an alarm would need',
  description:
    'Now, in the units of the token: visits and shifts without a contact who can be asked, people without a number, phones that texts do not reach, contacts who have not been drilled, units without somebody senior or the police’s number, and what is wrong with the service itself.',
  query: z.strictObject({
    unit: line(64)
      .optional()
      .meta({ description: 'Only of this unit and of those below it', example: 'riverside-pdu' }),
  }),
  answers: { 200: { description: 'The findings by kind', schema: readinessSchema } },
});
