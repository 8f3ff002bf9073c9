import { z } from 'zod';
import { CANARY_OUTCOMES } from '../../application/ports/canary-book.js';
import { operation } from '../door/operation.js';
import { pageSchema, paging } from '../door/paging.js';

const moment = z.iso.datetime();

const canarySchema = z
  .object({
    sentAt: moment,
    due: moment.meta({ description: 'By then it must be back' }),
    backAt: moment.nullable(),
    seconds: z.number().nullable().meta({ description: 'From its writing to the handling of its return' }),
    outcome: z
      .enum(CANARY_OUTCOMES)
      .nullable()
      .meta({ description: 'late: it came back after it had been given up. Null: it is out' }),
  })
  .meta({
    id: 'Canary',
    example: {
      sentAt: '2026-12-01T14:00:00.000Z',
      due: '2026-12-01T14:01:00.000Z',
      backAt: '2026-12-01T14:00:04.210Z',
      seconds: 4.21,
      outcome: 'back',
    },
  });

export const listCanaries = operation({
  id: 'listCanaries',
  needs: 'see_drills',
  tag: 'Drills',
  summary: 'List canaries',
  description:
    'Texts that went to CANARY_NUMBER by the way of an alert, and had to come back within a minute (P12). The newest first.',
  query: z.strictObject({ ...paging }),
  answers: { 200: { description: 'A page of canaries', schema: pageSchema(canarySchema, 'CanaryPage') } },
});
