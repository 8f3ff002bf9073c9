import { z } from 'zod';
import { INCIDENT_KINDS, STANDINGS, STEP_ROLES } from '../../domain/policy/policy.js';
import { readDuration } from '../../domain/time/duration.js';
import type { Milliseconds } from '../../domain/time/instant.js';
import { quoted } from '../organisation/fault.js';
import type { Reading } from '../organisation/fields.js';
import { line, text, tidy } from '../organisation/fields.js';

/** The shape of a policy file. What its parts must be to each other is in policy-rules.ts. */

/** The message of an unknown key is the list of those that are known here: whoever tells it may suggest one of them. */
const keys = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });

const duration = (least: Milliseconds) =>
  text((written): Reading<Milliseconds> => {
    const length = readDuration(written);
    if (length === null) {
      return {
        fault: `${quoted(written)} is not an ISO 8601 duration`,
        mend: 'Write it like PT10M (10 minutes), PT90S (90 seconds) or PT1H30M.',
      };
    }
    if (length < least) return { fault: `${quoted(written)} is no time at all`, mend: 'Give it a length, like PT3M.' };
    return { value: length };
  });

/** A wait of nothing would come round again and again in the same moment. */
const wait = duration(1);

const MOST_ATTEMPTS = 5;

/** A file's scalars are read as text; the API shows a number. */
const attempts = z
  .preprocess(
    (written) => (typeof written === 'number' ? String(written) : written),
    text((written): Reading<number> => {
      if (/^\d$/.test(written) && Number(written) <= MOST_ATTEMPTS) return { value: Number(written) };
      return { fault: `${quoted(written)} is not a number from 0 to ${MOST_ATTEMPTS}`, mend: 'Write attempts: 2' };
    }),
  )
  .meta({ type: 'integer', minimum: 0, maximum: MOST_ATTEMPTS });

const clause = line(40);

const stepId = text((written): Reading<string> => {
  if (/^[a-z][a-z0-9_]{0,39}$/.test(written)) return { value: written };
  return {
    fault: `${quoted(written)} cannot be a step's id`,
    mend: 'Use small letters, digits and _, like line_manager.',
  };
});

const role = z.preprocess(plainWord, z.enum(STEP_ROLES));
const roles = z.array(role).min(1);
const standings = z.array(z.preprocess(plainWord, z.enum(STANDINGS)));

const askStep = keys({
  kind: z.literal('ask'),
  id: stepId,
  clause,
  asks: roles,
  substitutes: z.array(role).default([]),
  tells: z.array(role).default([]),
  attempts,
  answerWithin: wait,
  outcomeWithin: wait,
  longest: wait,
});

const policeStep = keys({
  kind: z.literal('police'),
  id: stepId,
  clause,
  widen: roles,
  repeatEvery: wait,
  acknowledgementLasts: wait,
});

const tellStep = keys({ kind: z.literal('tell'), id: stepId, clause, tells: roles, askForNewsEvery: wait });

export const escalationSchema = keys({
  clause,
  standDown: keys({ clause, beforePolice: standings, afterPolice: standings }),
  steps: z.array(z.discriminatedUnion('kind', [askStep, policeStep, tellStep])).min(1),
});

export const policySchema = keys({
  name: text((written): Reading<string> => {
    if (/^[a-z0-9][a-z0-9-]{0,63}$/.test(written)) return { value: written };
    return {
      fault: `${quoted(written)} cannot be a policy's name`,
      mend: 'Use small letters, digits and -, like hmpps-home-visits.',
    };
  }),
  version: line(40),
  title: line(200),
  /** How soon the police step must come with nobody answering; longer than the default only by saying so. */
  policeWithin: wait.optional(),
  visit: keys({
    lateArrival: keys({ after: wait, clause }),
    reminders: z.array(keys({ before: duration(0), clause })),
    overdue: keys({ after: wait, clause }),
    longestStay: wait,
  }),
  departurePin: z.preprocess(plainWord, z.enum(['never', 'during_incident', 'always'])),
  messages: keys({ silentAfter: wait, linkLasts: wait }),
  catchUp: keys({ answerWithin: wait }).prefault({ answerWithin: 'PT2M' }),
  escalations: keys(
    Object.fromEntries(INCIDENT_KINDS.map((kind) => [kind, escalationSchema])) as {
      [K in (typeof INCIDENT_KINDS)[number]]: typeof escalationSchema;
    },
  ),
});

export type PolicyFile = z.output<typeof policySchema>;

function plainWord(written: unknown): unknown {
  return typeof written === 'string'
    ? tidy(written)
        .toLowerCase()
        .replace(/[\s-]+/g, '_')
    : written;
}
