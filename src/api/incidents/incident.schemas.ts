import { z } from 'zod';
import { line, optionalLine, text, word, type Reading } from '../../application/organisation/fields.js';
import { readInstant } from '../../application/organisation/written-instant.js';
import { INCIDENT_STATUSES } from '../../domain/incident/incident.js';
import { INCIDENT_KINDS } from '../../domain/policy/policy.js';
import type { ClockTime } from '../../domain/time/clock-time.js';
import type { Instant } from '../../domain/time/instant.js';
import { whole } from '../door/fields.js';
import { closingSchema, followUpSchema, reviewSchema } from '../follow-ups/follow-up.schemas.js';
import { pageSchema } from '../door/paging.js';
import { entrySchema } from '../visits/entry.schema.js';

const moment = z.iso.datetime();

const EXAMPLE = {
  id: '0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11',
  reference: '4821',
  kind: 'overdue',
  drill: false,
  status: 'open',
  step: 'line_manager',
  stepAt: '2026-12-01T15:03:00.000Z',
  waitsUntil: '2026-12-01T15:06:00.000Z',
  visitId: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
  visitReference: 'V7K2',
  unit: 'north-team',
  subjects: [{ person: 'priya-shah', name: 'Priya Shah' }],
  openedAt: '2026-12-01T15:00:00.000Z',
  closedAt: null,
  closedBy: null,
  outcome: null,
  police: [],
};

export const incidentSchema = z
  .object({
    id: z.uuid(),
    reference: z.string().meta({ description: 'For texts; not used again for seven days' }),
    kind: z.enum(INCIDENT_KINDS),
    drill: z.boolean().meta({ description: 'Practised: nobody is out, and nobody rings the police' }),
    status: z.enum(INCIDENT_STATUSES),
    step: z.string().meta({ description: "Id of the policy's step that it stands at" }),
    stepAt: moment,
    waitsUntil: moment.nullable().meta({ description: 'When it moves on by itself; null where nobody is waited for' }),
    visitId: z.uuid(),
    visitReference: z.string(),
    unit: z.string(),
    subjects: z.array(z.object({ person: z.string(), name: z.string() })).meta({ description: 'Whom it is about' }),
    openedAt: moment,
    closedAt: moment.nullable().meta({ description: 'When it was stood down' }),
    closedBy: z.string().nullable(),
    outcome: z.string().nullable(),
    police: z
      .array(
        z.object({ by: z.string(), at: moment, reference: z.string().nullable(), operator: z.string().nullable() }),
      )
      .meta({ description: 'Who told the police, when' }),
  })
  .meta({ id: 'Incident', example: EXAMPLE });

export const incidentWithEntriesSchema = incidentSchema
  .extend({
    followUps: z
      .array(followUpSchema)
      .meta({ description: 'What is owed afterwards (HVPF 8.5); none before it has been stood down' }),
    review: reviewSchema.nullable().meta({ description: 'What came of it and what was learned, once it is written' }),
    closing: closingSchema.nullable().meta({ description: 'Present while it is closed' }),
    entries: z.array(entrySchema).meta({ description: "The whole story: the visit's own lines and the incident's" }),
  })
  .meta({ id: 'IncidentWithEntries' });

export const incidentPageSchema = pageSchema(incidentSchema, 'IncidentPage');

const KINDS = ['ack', 'safe', 'stand_down', 'no_answer', 'extend', 'police', 'code', 'hand_over'] as const;

/** Other words for the same, in small letters with _ between words. */
const WORDS: ReadonlyMap<string, (typeof KINDS)[number]> = new Map<string, (typeof KINDS)[number]>([
  ['acknowledge', 'ack'],
  ['acknowledged', 'ack'],
  ['on_it', 'ack'],
  ['taken', 'ack'],
  ['ok', 'safe'],
  ['is_safe', 'safe'],
  ['reached_safe', 'safe'],
  ['standdown', 'stand_down'],
  ['stood_down', 'stand_down'],
  ['no', 'no_answer'],
  ['noanswer', 'no_answer'],
  ['not_reached', 'no_answer'],
  ['unreached', 'no_answer'],
  ['extended', 'extend'],
  ['extension', 'extend'],
  ['police_told', 'police'],
  ['told_police', 'police'],
  ['alert_code', 'code'],
  ['code_used', 'code'],
  ['handover', 'hand_over'],
  ['handed_over', 'hand_over'],
  ['pass_on', 'hand_over'],
]);

/** A time on the clock, the next one to come; or a moment. */
const until = text((written): Reading<{ readonly clock: ClockTime } | { readonly at: Instant }> => {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})$/.exec(written) ?? [];
  if (Number(hour) <= 23 && Number(minute) <= 59)
    return { value: { clock: { hour: Number(hour), minute: Number(minute), exact: true } } };
  const at = /(Z|[+-]\d\d:?\d\d)$/i.test(written) ? readInstant(written, 'UTC') : null;
  if (at !== null) return { value: { at } };
  return { fault: 'is not a time', mend: 'Write the local time as 15:30, or a moment as 2026-12-01T15:30:00Z.' };
});

export const REPORT_EXAMPLE = {
  by: 'grace-okafor',
  kind: 'police',
  policeReference: 'CAD 1234 of 1 December',
  operator: 'Operator 77',
  times: 1,
  minutes: 30,
  until: '15:30',
  reason: 'spoke to her on her mobile',
  to: 'tom-baker',
};

export const reportSchema = z
  .strictObject({
    by: line(64).meta({ description: 'Id of the person who reports' }),
    kind: word(KINDS, WORDS).meta({
      description:
        'ack: "I am on it", for the minutes that the policy gives. safe: reached, and safe. stand_down: it ends without anybody having been reached (an alarm raised in error, a second one of the same), by the rules of safe; the reason is required. no_answer: called, not reached. extend: reached, the visit goes on. police: the police have been told. code: the alert code was given. hand_over: somebody else is asked in their place, at once, in the same step; the time runs on. Other common words for these are understood.',
    }),
    times: whole(1, 2)
      .optional()
      .meta({ type: 'integer', description: 'With no_answer: how many calls were not answered, 1 unless it is said' }),
    minutes: whole(1, 720)
      .optional()
      .meta({ type: 'integer', description: 'With extend: how many more minutes from now' }),
    until: until.optional().meta({ description: 'With extend, in place of minutes: until when' }),
    policeReference: optionalLine(60).meta({
      description: 'With police: what the police gave; may follow in a second report',
    }),
    operator: optionalLine(60).meta({ description: 'With police: whom they spoke to' }),
    reason: optionalLine(160).meta({
      description: 'With safe: what was found out. With stand_down, where it must be given: why',
    }),
    to: line(64).optional().meta({
      description:
        'With hand_over: id of the contact or manager of this incident who is asked instead. From a manager to a manager only (HVPF 8.4.3); whoever cannot be asked now is not, and the answer says so',
    }),
  })
  .refine((body) => body?.kind !== 'hand_over' || body.to !== undefined, {
    path: ['to'],
    error: 'is missing',
    when: () => true,
  })
  .refine((body) => body?.kind !== 'stand_down' || Boolean(body.reason), {
    path: ['reason'],
    error: 'is missing',
    when: () => true,
  })
  .refine((body) => body?.kind !== 'extend' || body.minutes !== undefined || body.until !== undefined, {
    path: ['minutes'],
    error: 'is missing',
    when: () => true,
  })
  .meta({ id: 'Report' });

export const reportedSchema = z
  .object({
    answer: z.string().meta({ description: 'What the reporter is told: the words that a text would carry' }),
    incident: incidentWithEntriesSchema,
  })
  .meta({ id: 'Reported' });

export const callSheetSchema = z
  .object({
    incidentId: z.uuid(),
    reference: z.string(),
    kind: z.string(),
    drill: z.boolean().meta({ description: 'EXERCISE: nobody rings the police' }),
    preparedAt: moment,
    police: z.object({ force: z.string(), controlRoom: z.string() }).nullable(),
    wordsToSay: z.string(),
    staff: z.array(
      z.object({ id: z.string(), name: z.string(), mobile: z.string(), description: z.string(), car: z.string() }),
    ),
    personVisited: z.object({ name: z.string(), reference: z.string(), riskOfSeriousHarm: z.string() }).nullable(),
    address: z.string().nullable(),
    plannedStart: moment,
    expectedEnd: moment,
    timeline: z.array(z.object({ at: moment, time: z.string(), text: z.string(), clause: z.string().nullable() })),
    answer: z
      .object({ operator: z.string(), time: z.string(), reference: z.string() })
      .meta({ description: 'Blank until it is reported whom the police operator was, when, and the police reference' }),
    doNotCallStaff: z.boolean().meta({ description: 'An alert code: a call may endanger them (HVPF 8.3.5)' }),
  })
  .meta({ id: 'CallSheet' });

export const exportSchema = z
  .object({
    incident: incidentSchema,
    chain: z.string(),
    intact: z.boolean().meta({ description: 'Whether every hash follows from its line and from the hash before it' }),
    entries: z.array(entrySchema.extend({ previousHash: z.string(), hash: z.string() })),
  })
  .meta({ id: 'IncidentExport' });
