import { z } from 'zod';
import { line, word } from '../../application/organisation/fields.js';
import { EXAMPLE_PERSON } from '../../application/organisation/organisation-example.js';
import { NUMBER_STATES } from '../../domain/organisation/number-standing.js';
import { byId } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import { pageSchema, paging } from '../door/paging.js';

const moment = z.iso.datetime();

const numberSchema = z
  .object({
    person: z.string(),
    mobile: z.string().nullable(),
    state: z.enum(NUMBER_STATES).meta({
      description:
        'What about it has to be mended first. none: there is no number. opted_out: no text goes to it. unreachable: the newest text did not arrive. not_verified: it is alerted all the same',
    }),
    verifiedAt: moment
      .nullable()
      .meta({ description: 'Since when it is known to be theirs; null: nobody has shown it' }),
    verifiedBy: z.string().nullable().meta({ description: 'Who typed the code in: id of a person, or "api"' }),
    optedOutSince: moment.nullable(),
    failedAt: moment.nullable().meta({ description: 'When the newest text was sent, if it did not arrive' }),
  })
  .meta({
    id: 'PersonNumber',
    example: {
      person: 'priya-shah',
      mobile: '+447700900101',
      state: 'verified',
      verifiedAt: '2026-11-02T09:12:40.000Z',
      verifiedBy: 'priya-shah',
      optedOutSince: null,
      failedAt: null,
    },
  });

const path = byId(EXAMPLE_PERSON.id);
const NOT_THEIRS =
  'Only they themself, or whoever changes people there, may verify the number: with `change_office`, or with `report` on behalf of that person';

export const listNumbers = operation({
  id: 'listNumbers',
  needs: 'see_office',
  tag: 'People',
  summary: 'List the mobile numbers of people, and which are verified',
  description: 'Those without a number too.',
  query: z.strictObject({
    ...paging,
    unit: line(64)
      .optional()
      .meta({ description: 'Of people of this unit and of those below it', example: 'riverside-pdu' }),
    state: word(NUMBER_STATES, new Map()).optional().meta({ example: 'not_verified' }),
  }),
  answers: { 200: { description: 'A page of numbers', schema: pageSchema(numberSchema, 'PersonNumberPage') } },
});

export const getNumber = operation({
  id: 'getNumber',
  needs: 'see_office',
  tag: 'People',
  summary: 'Look at the mobile number of a person: whether it is verified, and since when',
  path,
  answers: { 200: { description: 'The number', schema: numberSchema } },
});

export const sendNumberCode = operation({
  id: 'sendNumberCode',
  needs: 'see_office',
  namesCaller: true,
  tag: 'People',
  summary: 'Send a code to the mobile number of a person',
  description:
    'A text with 6 digits, which is never shown here: whoever holds the phone says it. Only the newest code counts, once, for ten minutes and five tries. At most three codes in a quarter of an hour and eight in a day go to a number, and forty in an hour from one caller.',
  path,
  answers: {
    202: {
      description: 'On its way',
      schema: z
        .object({ until: moment.meta({ description: 'As long as the code is good' }) })
        .meta({ id: 'NumberCodeSent', example: { until: '2026-12-01T14:10:00.000Z' } }),
    },
  },
  refusals: { 403: NOT_THEIRS, 409: 'There is no number, it takes no texts, or too many codes were sent' },
});

export const verifyNumber = operation({
  id: 'verifyNumber',
  needs: 'see_office',
  namesCaller: true,
  tag: 'People',
  summary: 'Verify the mobile number of a person with the code that was sent to it',
  description: 'A code that is wrong, too old, used, or not the newest is answered in the same way.',
  path,
  body: json(
    z
      .strictObject({ code: line(20).meta({ description: 'The 6 digits of the newest text' }) })
      .meta({ id: 'NumberCode' }),
    { code: '123456' },
  ),
  answers: { 200: { description: 'The number, verified', schema: numberSchema } },
  refusals: { 403: NOT_THEIRS },
});
