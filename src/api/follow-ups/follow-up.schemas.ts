import { z } from 'zod';
import { line, word } from '../../application/organisation/fields.js';
import { HARMS } from '../../domain/follow-up/called-for.js';
import { FOLLOW_UP_KINDS, FOLLOW_UP_STATES } from '../../domain/follow-up/follow-up.js';
import { day, INSTANT, instant, uuid, whole } from '../door/fields.js';

const moment = z.iso.datetime();

export const followUpSchema = z
  .object({
    number: z.int().meta({ description: 'From 1, within its incident' }),
    kind: z.enum(FOLLOW_UP_KINDS).meta({ description: 'own: added by somebody of the office' }),
    about: z.string().nullable().meta({ description: 'Id of whom it supports; null where it is about what happened' }),
    what: z.string(),
    clause: z.string().nullable(),
    required: z.boolean().meta({ description: 'The incident is not closed before it is done or not needed' }),
    owner: z
      .string()
      .nullable()
      .meta({ description: 'Id of whoever sees to it; null where nobody was found who could' }),
    dueAt: moment,
    overdue: z.boolean(),
    state: z.enum(FOLLOW_UP_STATES),
    note: z.string().nullable().meta({
      description: 'What was done, or why it is not needed. Null for a token without follow_up or export_incidents',
    }),
    settledBy: z.string().nullable(),
    settledAt: moment.nullable(),
    version: z.int().meta({ description: 'Counts its changes; give it back to change only what you have seen' }),
  })
  .meta({
    id: 'FollowUp',
    example: {
      number: 1,
      kind: 'reassurance',
      about: 'priya-shah',
      what: 'Reassurance: speak with Priya Shah in person',
      clause: 'HVPF 8.5.1',
      required: true,
      owner: 'grace-okafor',
      dueAt: '2026-12-02T17:00:00.000Z',
      overdue: false,
      state: 'open',
      note: null,
      settledBy: null,
      settledAt: null,
      version: 1,
    },
  });

export const reviewSchema = z
  .object({
    harm: z.enum(HARMS),
    account: z.string().nullable().meta({ description: 'Null for a token without follow_up or export_incidents' }),
    learned: z.string(),
    by: z.string(),
    at: moment,
  })
  .meta({ id: 'IncidentReview' });

export const closingSchema = z
  .object({
    by: z.string(),
    at: moment,
    reason: z.string().nullable().meta({ description: 'Null for a token without follow_up or export_incidents' }),
  })
  .meta({ id: 'IncidentClosing' });

const STATES: ReadonlyMap<string, (typeof FOLLOW_UP_STATES)[number]> = new Map<
  string,
  (typeof FOLLOW_UP_STATES)[number]
>([
  ['to_do', 'open'],
  ['reopened', 'open'],
  ['completed', 'done'],
  ['complete', 'done'],
  ['not_required', 'not_needed'],
]);

export const CHANGE_EXAMPLE = {
  state: 'done',
  note: 'We spoke at the office, with her union representative',
  owner: 'grace-okafor',
  due: '2026-12-04',
  version: 1,
};

export const changeSchema = z
  .strictObject({
    state: word(FOLLOW_UP_STATES, STATES).optional(),
    note: line(2_000)
      .optional()
      .meta({ description: 'What was done, or why; must be there with not_needed, and to open it again' }),
    owner: line(64).optional().meta({ description: 'Id of the manager who sees to it from now on' }),
    due: day.optional().meta({ format: 'date', description: 'The day by which it is due' }),
    version: whole(1, 1_000_000)
      .optional()
      .meta({ type: 'integer', description: 'The one that you have seen: refused where it has been changed since' }),
  })
  .meta({ id: 'FollowUpChange' });

export const OWN_EXAMPLE = {
  what: 'Ask the team how the visit was prepared',
  owner: 'grace-okafor',
  due: '2026-12-04',
  required: false,
};

export const ownSchema = z
  .strictObject({
    what: line(200).meta({ description: 'What is to be done. Do not name the person visited' }),
    owner: line(64).meta({ description: 'Id of the manager who sees to it: nobody who was on the visit' }),
    due: day.meta({ format: 'date', description: 'The day by which it is due, within a year' }),
    required: z
      .boolean()
      .optional()
      .meta({ description: 'The incident is not closed before it is done or not needed; false unless it is said' }),
  })
  .meta({ id: 'OwnFollowUp' });

export const REVIEW_EXAMPLE = {
  harm: 'threatened',
  account: 'She was shouted at on the stairs, and left by the back door',
  learned: 'Park where the car can be seen from the door',
  seen: '2026-12-02T10:15:00.000Z',
};

export const reviewTextSchema = z
  .strictObject({
    harm: word(HARMS, new Map([['injured', 'hurt']])).meta({
      description: 'Whether anybody was threatened or hurt: what is owed to them then is added (HVPF 8.5.1)',
    }),
    account: line(2_000).meta({
      description: 'What came of it. Read by managers and auditors only. Do not name the person visited',
    }),
    learned: line(2_000).meta({ description: 'What was learned. Read by everybody who may see the incident' }),
    seen: instant
      .nullable()
      .optional()
      .meta({
        ...INSTANT,
        description:
          '`review.at` of the one that you have seen, null for none: refused where another has been written since. Left out: whatever there is, is replaced',
      }),
  })
  .meta({ id: 'IncidentReviewText' });

export const REASON_EXAMPLE = { reason: 'All support was given and taken' };

export const reasonSchema = z
  .strictObject({ reason: line(2_000).meta({ description: 'Goes into the record' }) })
  .meta({ id: 'Reason' });

export const byNumber = z.object({
  id: uuid.meta({ format: 'uuid', example: '0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11', description: "The incident's id" }),
  number: whole(1, 100_000).meta({ type: 'integer', example: 1, description: "The follow-up's number within it" }),
});
