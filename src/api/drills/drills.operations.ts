import { z } from 'zod';
import { line, word } from '../../application/organisation/fields.js';
import { DRILL_KINDS, DRILL_OUTCOMES } from '../../domain/drill/drill.js';
import { byUuid } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import { pageSchema, paging } from '../door/paging.js';

const moment = z.iso.datetime();
const seconds = z.number();

/** Other words for the same, in small letters with _ between words. */
const KINDS: ReadonlyMap<string, (typeof DRILL_KINDS)[number]> = new Map<string, (typeof DRILL_KINDS)[number]>([
  ['late', 'overdue'],
  ['code', 'alert_code'],
  ['alert', 'alert_code'],
  ['help', 'sos'],
]);

const STEP = {
  step: 'nominated_contact',
  clause: 'HVPF 8.4.2',
  startedAt: '2026-12-01T14:00:00.000Z',
  asked: ['wei-chen'],
  firstAnswerBy: 'wei-chen',
  firstAnswerAfterSeconds: 41.3,
  endedAfterSeconds: 96,
};

const DRILL = {
  id: '7a0d8f3c-1b5e-4f7a-9c55-2f7b2b1f0a11',
  drill: true,
  unit: 'north-team',
  kind: 'overdue',
  practitioner: { person: 'priya-shah', name: 'Priya Shah' },
  visitId: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
  incidentId: '0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11',
  reference: '4821',
  status: 'ended',
  outcome: 'police_step',
  startedAt: '2026-12-01T14:00:00.000Z',
  startedBy: 'grace-okafor',
  endedAt: '2026-12-01T14:06:12.000Z',
  steps: [STEP],
};

const stepSchema = z
  .object({
    step: z.string().meta({ description: "Id of the policy's step" }),
    clause: z.string().nullable(),
    startedAt: moment,
    asked: z.array(z.string()).meta({ description: 'Ids of those who were asked, in order' }),
    firstAnswerBy: z.string().nullable().meta({ description: 'Null: nobody answered' }),
    firstAnswerAfterSeconds: seconds.nullable(),
    endedAfterSeconds: seconds.nullable().meta({ description: 'Null: it goes on' }),
  })
  .meta({ id: 'DrillStep', example: STEP });

const drillSchema = z
  .object({
    id: z.uuid(),
    drill: z.literal(true),
    unit: z.string(),
    kind: z.enum(DRILL_KINDS),
    practitioner: z.object({ person: z.string(), name: z.string() }).meta({ description: 'Whom it is about' }),
    visitId: z.uuid(),
    incidentId: z.uuid().meta({ description: 'Its incident: reports on it, and its timeline, are there' }),
    reference: z.string().meta({ description: 'For texts' }),
    status: z.enum(['running', 'ended']),
    outcome: z.enum(DRILL_OUTCOMES).nullable().meta({
      description:
        'police_step: somebody answered POLICE, which is as far as it goes. stood_down: as a real one. stopped: by whoever runs drills. ran_out: its time was up. overtaken: something real began. Null: it runs',
    }),
    startedAt: moment,
    startedBy: z.string().meta({ description: 'Id of a person, or "api"' }),
    endedAt: moment.nullable(),
    steps: z.array(stepSchema),
  })
  .meta({ id: 'Drill', example: DRILL });

const comparisonSchema = z
  .object({
    seconds: seconds.nullable(),
    median: seconds.nullable(),
    best: seconds.nullable(),
    difference: seconds.nullable().meta({ description: 'How much slower than the median; below zero: faster' }),
    of: z.int().meta({ description: 'With how many earlier drills it is compared' }),
  })
  .meta({ id: 'DrillComparison', example: { seconds: 41.3, median: 55, best: 30.2, difference: -13.7, of: 4 } });

const drillWithComparisonSchema = drillSchema
  .extend({
    comparison: z
      .array(
        z.object({
          step: z.string(),
          firstAnswer: comparisonSchema.meta({ description: 'Until somebody answered' }),
          whole: comparisonSchema.meta({ description: 'Until the step was over' }),
        }),
      )
      .meta({ description: 'Step by step, beside earlier drills of the same unit and kind' }),
  })
  .meta({ id: 'DrillWithComparison' });

export const startDrill = operation({
  id: 'startDrill',
  needs: 'run_drills',
  namesCaller: true,
  tag: 'Drills',
  summary: 'Begin a drill',
  description:
    'Runs the chain at once, on real phones, for practice. Every text begins with EXERCISE; nobody is asked to ring the police; leaders are left out. It ends when somebody answers POLICE or stands it down, by itself after a time that follows from the policy, or as soon as something real begins.',
  body: json(
    z
      .strictObject({
        unit: line(64).meta({ description: 'Whose chain is practised: the practitioner is of this unit' }),
        practitioner: line(64)
          .optional()
          .meta({ description: 'Whom it is about. Left out: somebody of the unit who is not out' }),
        kind: word(DRILL_KINDS, KINDS).optional().meta({ description: 'overdue, unless it is said' }),
        by: line(64).optional().meta({ description: 'Who runs it. Left out: whom On-Behalf-Of names' }),
      })
      .meta({ id: 'NewDrill' }),
    { unit: 'north-team', practitioner: 'priya-shah', kind: 'overdue', by: 'grace-okafor' },
  ),
  answers: {
    201: {
      description: 'Begun',
      schema: drillSchema
        .extend({ warnings: z.array(z.string()).meta({ description: 'Such as that it is out of office hours' }) })
        .meta({ id: 'DrillWithWarnings' }),
      location: true,
    },
  },
  refusals: {
    409: 'Something real is going on there: an incident is open, or the practitioner is on a visit; or another drill runs',
  },
});

export const listDrills = operation({
  id: 'listDrills',
  needs: 'see_drills',
  tag: 'Drills',
  summary: 'List drills',
  description: 'The newest first.',
  query: z.strictObject({
    ...paging,
    unit: line(64)
      .optional()
      .meta({ description: 'Drills of this unit and of those below it', example: 'riverside-pdu' }),
    kind: word(DRILL_KINDS, KINDS).optional().meta({ example: 'overdue' }),
  }),
  answers: { 200: { description: 'A page of drills', schema: pageSchema(drillSchema, 'DrillPage') } },
});

export const getDrill = operation({
  id: 'getDrill',
  needs: 'see_drills',
  tag: 'Drills',
  summary: 'Look at a drill, beside earlier ones',
  path: byUuid,
  answers: { 200: { description: 'The drill', schema: drillWithComparisonSchema } },
});
