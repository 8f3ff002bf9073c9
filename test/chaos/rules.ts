import { readFileSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Role } from './office.js';

/**
 * The rules of a run, in milliseconds: HVPF section 8 with seconds for minutes. The service gets them as a policy file; the
 * checker holds it to the same numbers.
 */

const SECOND = 1_000;

export type Kind = 'overdue' | 'alert_code' | 'sos';

export interface AskStep {
  readonly id: string;
  readonly asks: readonly Role[];
  readonly substitutes: readonly Role[];
  /** Calls to the practitioner that are to be made; 0: nobody is to call them. */
  readonly attempts: number;
  readonly answerWithin: number;
  readonly outcomeWithin: number;
  readonly longest: number;
}

export interface Escalation {
  readonly steps: readonly AskStep[];
  /** Who is asked to ring the police, one more at each repeat. */
  readonly widen: readonly Role[];
  /** Whose word ends it, before the police have been told. After that: a manager's. */
  readonly endedBy: readonly ('practitioner' | 'contact' | 'manager')[];
}

/** No departure confirmed so long after the expected end (8.4.2). */
export const OVERDUE_AFTER = 2 * SECOND;
/** Nothing heard of a text to a responder: the next one is asked. */
export const SILENT_AFTER = 1.5 * SECOND;
/** After an outage, levels are asked together, and have so long. */
export const CATCH_UP = 1.5 * SECOND;
export const POLICE_REPEAT = 3 * SECOND;
export const POLICE_ACK_LASTS = 4 * SECOND;
export const NEWS_EVERY = 10 * SECOND;
/** EXTEND 1 and LATE 1: a text counts in minutes. */
export const MINUTE = 60 * SECOND;

/** Every step and message comes so soon after its time, or after the fault that kept it from coming (issue: "+ 5 s"). */
export const PATIENCE = 5 * SECOND;

/** A text in doubt is looked for only after half a minute (Twilio's list lags), and then sent again. */
export const DOUBT = 31 * SECOND;

/** POLICE and TELL are the ids of the last two steps of every escalation. */
export const POLICE = 'police';
export const LEADERS = 'senior_leaders';

const contact: AskStep = {
  id: 'nominated_contact',
  asks: ['nominated_contact'],
  substitutes: [],
  attempts: 1,
  answerWithin: 2 * SECOND,
  outcomeWithin: 3 * SECOND,
  longest: 2 * SECOND,
};

const manager = (asks: Role[], substitutes: Role[], attempts: number, id = 'line_manager'): AskStep => ({
  id,
  asks,
  substitutes,
  attempts,
  answerWithin: 2 * SECOND,
  outcomeWithin: 3 * SECOND,
  longest: 4 * SECOND,
});

const WIDEN: readonly Role[] = [
  'line_manager',
  'senior_on_site',
  'other_manager',
  'managers_manager',
  'pdu_head',
  'regional_director',
  'nominated_contact',
];

/** 8.4.2 and 8.4.3; 8.3.5 and 8.3.6; 8.3.4. */
export const ESCALATIONS: Readonly<Record<Kind, Escalation>> = {
  overdue: {
    steps: [contact, manager(['line_manager'], ['senior_on_site', 'other_manager', 'managers_manager'], 2)],
    widen: WIDEN,
    endedBy: ['practitioner', 'contact', 'manager'],
  },
  alert_code: {
    steps: [manager(['line_manager'], ['senior_on_site', 'managers_manager', 'other_manager'], 0)],
    widen: [
      'line_manager',
      'senior_on_site',
      'managers_manager',
      'other_manager',
      'pdu_head',
      'regional_director',
      'nominated_contact',
    ],
    endedBy: ['manager'],
  },
  sos: {
    steps: [
      manager(
        ['nominated_contact', 'line_manager'],
        ['senior_on_site', 'other_manager', 'managers_manager'],
        2,
        'contact_and_manager',
      ),
    ],
    widen: WIDEN,
    endedBy: ['contact', 'manager'],
  },
};

const seconds = (milliseconds: number): string => `PT${milliseconds / SECOND}S`;

interface PolicyFile {
  name: string;
  version: string;
  visit: {
    lateArrival: { after: string };
    reminders: { before: string }[];
    overdue: { after: string };
  };
  messages: { silentAfter: string };
  catchUp?: { answerWithin: string };
  escalations: Record<string, { steps: Record<string, unknown>[] }>;
}

/** Writes the policy of the run: the demonstration's, with these times and these roles. */
export function writePolicy(demonstration: string, file: string): void {
  const policy = parse(readFileSync(demonstration, 'utf8')) as PolicyFile;
  policy.name = 'chaos';
  policy.version = 'chaos.1';
  policy.visit.lateArrival.after = seconds(2 * SECOND);
  const [first, last] = policy.visit.reminders;
  if (first) first.before = seconds(SECOND);
  if (last) last.before = seconds(0);
  policy.visit.overdue.after = seconds(OVERDUE_AFTER);
  policy.messages.silentAfter = seconds(SILENT_AFTER);
  if (policy.catchUp) policy.catchUp.answerWithin = seconds(CATCH_UP);
  for (const [kind, escalation] of Object.entries(policy.escalations)) {
    const rules = ESCALATIONS[kind as Kind] ?? ESCALATIONS.sos;
    for (const step of escalation.steps) {
      const ours = rules.steps.find(({ id }) => id === step['id']);
      if (step['kind'] === 'ask') {
        const { answerWithin, outcomeWithin, longest } = ours ?? manager([], [], 2);
        Object.assign(step, {
          answerWithin: seconds(answerWithin),
          outcomeWithin: seconds(outcomeWithin),
          longest: seconds(longest),
          ...(ours && { asks: ours.asks, attempts: ours.attempts }),
          ...(ours && ours.substitutes.length > 0 && { substitutes: ours.substitutes }),
        });
      } else if (step['kind'] === 'police') {
        Object.assign(step, {
          widen: rules.widen,
          repeatEvery: seconds(POLICE_REPEAT),
          acknowledgementLasts: seconds(POLICE_ACK_LASTS),
        });
      } else Object.assign(step, { askForNewsEvery: seconds(NEWS_EVERY) });
    }
  }
  writeFileSync(file, stringify(policy, { aliasDuplicateObjects: false }));
}
