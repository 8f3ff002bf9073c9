import { z } from 'zod';
import { line, text, word, type Reading } from '../../application/organisation/fields.js';
import { RISKS, type PlannableKind, type RiskOfSeriousHarm } from '../../application/ports/ledger.js';
import { VISIT_KINDS, VISIT_STATUSES } from '../../domain/visit/visit.js';
import { INSTANT, instant } from '../door/fields.js';
import { pageSchema } from '../door/paging.js';

export const PERSON_VISITED_EXAMPLE = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low',
};

export const VISIT_EXAMPLE = {
  attendees: ['priya-shah'],
  personVisited: PERSON_VISITED_EXAMPLE,
  kind: 'alone',
  purpose: 'first visit',
  plannedStart: '2026-12-01T14:00:00Z',
  plannedEnd: '2026-12-01T14:45:00Z',
};

const PLANNABLE = ['alone', 'in_pairs', 'joint', 'home_safe'] as const satisfies readonly PlannableKind[];

/** Other names for the same, in small letters with _ between words. */
const KINDS: ReadonlyMap<string, PlannableKind> = new Map<string, PlannableKind>([
  ['lone', 'alone'],
  ['single', 'alone'],
  ['solo', 'alone'],
  ['pair', 'in_pairs'],
  ['pairs', 'in_pairs'],
  ['paired', 'in_pairs'],
  ['double', 'in_pairs'],
  ['accompanied', 'in_pairs'],
  ['joint_agency', 'joint'],
  ['joint_visit', 'joint'],
  ['multi_agency', 'joint'],
  ['homesafe', 'home_safe'],
  ['home', 'home_safe'],
]);

const RISK_WORDS: ReadonlyMap<string, RiskOfSeriousHarm> = new Map<string, RiskOfSeriousHarm>([
  ['l', 'low'],
  ['m', 'medium'],
  ['med', 'medium'],
  ['h', 'high'],
  ['vh', 'very_high'],
  ['veryhigh', 'very_high'],
]);

const postcode = text((written): Reading<string> => {
  const plain = written.toUpperCase();
  if (/^[A-Z0-9][A-Z0-9 -]{1,9}$/.test(plain)) return { value: plain };
  return { fault: written === '' ? 'is missing' : 'is not a postcode', mend: 'Write it like ZZ1 1ZZ.' };
});

const address = z.strictObject({
  lines: z.array(line(100)).min(1).max(6),
  postcode,
});

export const personVisitedSchema = z
  .strictObject({
    reference: line(50).meta({ description: "The organisation's own reference, such as a case number" }),
    name: line(100),
    address,
    riskOfSeriousHarm: word(RISKS, RISK_WORDS),
  })
  .meta({
    id: 'PersonVisited',
    description: 'Kept encrypted; no text ever carries it',
    example: PERSON_VISITED_EXAMPLE,
  });

const fields = {
  attendees: z
    .array(line(64))
    .min(1)
    .max(20)
    .meta({ description: 'Ids of the people who go; the first leads, and their unit is the visit’s' }),
  kind: word(PLANNABLE, KINDS).meta({
    description:
      'home_safe is the check at the end of a day: one attendee, nobody visited, LEFT when home. Other common words for these are understood.',
  }),
  purpose: line(200).meta({ description: 'Without personal data', example: 'first visit' }),
  plannedStart: instant.meta({ ...INSTANT, description: 'With Z or an offset' }),
  plannedEnd: instant.meta({
    ...INSTANT,
    example: '2026-12-01T14:45:00Z',
    description: 'With Z or an offset; at most 24 hours after the start',
  }),
};

/** A check that also runs where other parts are at fault, so that all faults are told at once. */
const always = { when: () => true };

const isHomeSafe = (body: { readonly kind?: unknown } | undefined): boolean => body?.kind === 'home_safe';

export const newVisitSchema = z
  .strictObject({
    ...fields,
    plannedStart: fields.plannedStart
      .optional()
      .meta({ ...INSTANT, description: 'With Z or an offset. Of a home_safe check it may be left out: now' }),
    personVisited: personVisitedSchema.nullish().meta({ description: 'Left out of a home_safe check' }),
  })
  .refine((body) => isHomeSafe(body) || body?.plannedStart !== undefined, {
    path: ['plannedStart'],
    error: 'is missing',
    ...always,
  })
  .refine((body) => isHomeSafe(body) || body?.personVisited != null, {
    path: ['personVisited'],
    error: 'is missing',
    ...always,
  })
  .meta({ id: 'NewVisit' });

/** Whatever is left out stays as it is. */
export const visitChangeSchema = z
  .strictObject({
    attendees: fields.attendees.optional(),
    kind: fields.kind.optional(),
    purpose: fields.purpose.optional(),
    plannedStart: fields.plannedStart.optional(),
    plannedEnd: fields.plannedEnd.optional(),
    personVisited: z
      .strictObject({ ...personVisitedSchema.partial().shape, address: address.partial().optional() })
      .optional()
      .meta({ description: 'What is left out of it stays too' }),
  })
  .refine((body) => Object.keys(body ?? {}).length > 0, {
    error: 'names nothing to change',
    params: { mend: `Give at least one of ${Object.keys(VISIT_EXAMPLE).join(', ')}.` },
    ...always,
  })
  .meta({ id: 'VisitChange' });

const moment = z.iso.datetime();

export const visitSchema = z
  .object({
    id: z.uuid(),
    reference: z.string().meta({ description: 'Short, for texts' }),
    status: z.enum(VISIT_STATUSES),
    unit: z.string(),
    kind: z.enum(VISIT_KINDS).meta({ description: '"unplanned": the diary did not hold it; someone texted' }),
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
        status: z.enum(['planned', 'arrived', 'left', 'no_access', 'abandoned', 'cancelled']),
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
