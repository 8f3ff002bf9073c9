import { z } from 'zod';
import { line, word } from '../../application/organisation/fields.js';
import { MESSAGE_STATES } from '../../application/ports/ledger.js';
import { uuid } from '../door/fields.js';
import { operation } from '../door/operation.js';
import { pageSchema, paging } from '../door/paging.js';

const STATES = [...MESSAGE_STATES, 'received', 'handled'] as const;

const messageSchema = z
  .object({
    id: z.string().meta({ description: "Of an outbound text a UUID, of an inbound one the provider's SID" }),
    direction: z.enum(['outbound', 'inbound']),
    sid: z.string().nullable().meta({ description: "The provider's own id" }),
    person: z.string().nullable().meta({ description: 'Null: a number that belongs to nobody here' }),
    mobile: z.string(),
    body: z.string(),
    purpose: z.string().nullable().meta({ description: 'Outbound: reply, reminder, ask, tell, stand_down, notice' }),
    state: z.enum(STATES).meta({ description: 'Inbound: received, then handled' }),
    visitId: z.uuid().nullable(),
    incidentId: z.uuid().nullable(),
    at: z.iso.datetime(),
    failure: z.string().nullable().meta({
      description:
        'Why it did not arrive: bad_number, opted_out, unreachable, filtered, queue, settings, silent or other',
    }),
    errorCode: z.int().nullable().meta({ description: "The provider's" }),
    detail: z.string().nullable(),
    attempts: z.int(),
  })
  .meta({
    id: 'Message',
    example: {
      id: '1d7b1d36-9a1a-4c5e-8d0d-6a5b8a0e1c22',
      direction: 'outbound',
      sid: 'SM00000000000000000000000000000000',
      person: 'priya-shah',
      mobile: '+447700900101',
      body: 'Arrived 14:05, V7K2. Out by 14:50. Text LEFT when out, EXTEND 20 for longer.',
      purpose: 'reply',
      state: 'delivered',
      visitId: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
      incidentId: null,
      at: '2026-12-01T14:05:12.000Z',
      failure: null,
      errorCode: null,
      detail: null,
      attempts: 1,
    },
  });

export const listMessages = operation({
  id: 'listMessages',
  needs: 'see_messages',
  tag: 'Messages',
  summary: 'List texts',
  description:
    'In both directions, the newest first. `total` counts to 10,000 and no further, and `more` says whether there are more: ask for a person or a visit.',
  query: z.strictObject({
    ...paging,
    person: line(64).optional().meta({ example: 'priya-shah' }),
    visitId: uuid.optional().meta({ format: 'uuid', example: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10' }),
    incidentId: uuid.optional().meta({ format: 'uuid', example: '0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11' }),
    state: word(STATES, new Map()).optional().meta({ example: 'undelivered' }),
  }),
  answers: { 200: { description: 'A page of texts', schema: pageSchema(messageSchema, 'MessagePage') } },
});
