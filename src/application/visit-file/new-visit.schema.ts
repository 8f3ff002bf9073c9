import { z } from 'zod';
import type { Instant } from '../../domain/time/instant.js';
import { line, text, word, type Reading } from '../organisation/fields.js';
import { INSTANT, instant } from '../organisation/instant-field.js';
import {
  LONGEST_WRITTEN,
  MOST_ADDRESS_LINES,
  POSTCODE,
  RISKS,
  type PlannableKind,
  type RiskOfSeriousHarm,
  type VisitPlan,
} from '../../domain/visit/visit-plan.js';

/** A visit as it is written by people and machines that plan it, in JSON or in a file of many. */

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
export const KINDS: ReadonlyMap<string, PlannableKind> = new Map<string, PlannableKind>([
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
  if (POSTCODE.test(plain)) return { value: plain };
  return { fault: written === '' ? 'is missing' : 'is not a postcode', mend: 'Write it like ZZ1 1ZZ.' };
});

export const address = z.strictObject({
  lines: z.array(line(LONGEST_WRITTEN.addressLine)).min(1).max(MOST_ADDRESS_LINES),
  postcode,
});

export const personVisitedSchema = z
  .strictObject({
    reference: line(LONGEST_WRITTEN.reference).meta({
      description: "The organisation's own reference, such as a case number",
    }),
    name: line(LONGEST_WRITTEN.name),
    address,
    riskOfSeriousHarm: word(RISKS, RISK_WORDS),
  })
  .meta({
    id: 'PersonVisited',
    description: 'Kept encrypted; no text ever carries it',
    example: PERSON_VISITED_EXAMPLE,
  });

export const visitFields = {
  attendees: z
    .array(line(64))
    .min(1)
    .max(20)
    .meta({ description: 'Ids of the people who go; the first leads, and their unit is the visit’s' }),
  kind: word(PLANNABLE, KINDS).meta({
    description:
      'home_safe is the check at the end of a day: one attendee, nobody visited, LEFT when home. Other common words for these are understood.',
  }),
  purpose: line(LONGEST_WRITTEN.purpose).meta({ description: 'Without personal data', example: 'first visit' }),
  plannedStart: instant.meta({ ...INSTANT, description: 'With Z or an offset' }),
  plannedEnd: instant.meta({
    ...INSTANT,
    example: '2026-12-01T14:45:00Z',
    description: 'With Z or an offset; at most 24 hours after the start',
  }),
};

/** A check that also runs where other parts are at fault, so that all faults are told at once. */
export const always = { when: () => true };

const isHomeSafe = (body: { readonly kind?: unknown } | undefined): boolean => body?.kind === 'home_safe';

export const newVisitSchema = z
  .strictObject({
    ...visitFields,
    plannedStart: visitFields.plannedStart
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

export type NewVisit = z.output<typeof newVisitSchema>;

/** A home_safe check may leave its start out: it is being planned on the way home. */
export const planOf = ({ personVisited, plannedStart, ...rest }: NewVisit, now: Instant): VisitPlan => ({
  ...rest,
  personVisited: personVisited ?? null,
  plannedStart: plannedStart ?? now,
});
