import { sayRole } from '../escalation/responders.js';
import { DAY, HOUR, MINUTE, SECOND, type Milliseconds } from '../time/instant.js';
import {
  INCIDENT_KINDS,
  type Escalation,
  type IncidentKind,
  type Policy,
  type Standing,
  type Step,
  type StepRole,
} from './policy.js';

/** One thing that a policy lays down, in words. */
export interface Statement {
  /** The same in every policy: what one lays down is compared with what another does under it. */
  readonly key: string;
  readonly part: Part;
  /** The id of the step it belongs to. */
  readonly step: string | null;
  /** "An answer is waited for" */
  readonly what: string;
  /** "3 minutes" */
  readonly value: string;
  readonly clause: string | null;
}

export type Part = 'policy' | 'visit' | 'messages' | IncidentKind;

export const PART_TITLES: Readonly<Record<Part, string>> = {
  policy: 'The policy',
  visit: 'A visit',
  messages: 'Texts and links',
  overdue: 'Overdue',
  alert_code: 'Alert code',
  device: 'Lone worker device',
  sos: 'SOS',
};

/** All that the policy lays down, in its own order. */
export function statementsOf(policy: Policy): Statement[] {
  const { visit, messages, catchUp } = policy;
  const say = (part: Part, key: string, what: string, value: string, clause: string | null = null): Statement => ({
    key: `${part}.${key}`,
    part,
    step: null,
    what,
    value,
    clause,
  });
  return [
    say('policy', 'name', 'Its name', policy.name),
    say('policy', 'title', 'Its title', policy.title),
    say(
      'visit',
      'late',
      'The practitioner is asked about a late arrival',
      `${sayExactly(visit.lateArrival.after)} after the planned start`,
      visit.lateArrival.clause,
    ),
    ...visit.reminders.map(({ before, clause }) =>
      say(
        'visit',
        `reminder.${before}`,
        'The practitioner is reminded',
        before === 0 ? 'at the expected end' : `${sayExactly(before)} before the expected end`,
        clause,
      ),
    ),
    say(
      'visit',
      'overdue',
      'The alarm is raised',
      `${sayExactly(visit.overdue.after)} after the expected end`,
      visit.overdue.clause,
    ),
    say('visit', 'longest', 'The longest stay that one text may ask for', sayExactly(visit.longestStay)),
    say('visit', 'pin', 'LEFT must carry the departure PIN', PINS[policy.departurePin]),
    say(
      'messages',
      'silent',
      'A text counts as not arrived when nothing is heard of it for',
      sayExactly(messages.silentAfter),
    ),
    say('messages', 'links', 'A link in a text works for', sayExactly(messages.linkLasts)),
    say('messages', 'catch_up', 'After an outage, those who are asked together have', sayExactly(catchUp.answerWithin)),
    ...INCIDENT_KINDS.flatMap((kind) => ofEscalation(kind, policy.escalations[kind])),
  ];
}

const PINS: Readonly<Record<Policy['departurePin'], string>> = {
  never: 'never',
  during_incident: 'during an incident',
  always: 'always',
};

function ofEscalation(kind: IncidentKind, { clause, steps, standDown }: Escalation): Statement[] {
  const say = (key: string, what: string, value: string, of: string | null, step: string | null = null): Statement => ({
    key: `${kind}.${key}`,
    part: kind,
    step,
    what,
    value,
    clause: of,
  });
  return [
    say('steps', 'The steps', steps.map(({ id }) => plain(id)).join(', then '), clause),
    ...steps.flatMap((step) =>
      ofStep(step).map(([what, value]) => say(`${step.id}.${what}`, what, value, step.clause, step.id)),
    ),
    say('before', 'Ended, before the police are told, by', standings(standDown.beforePolice), standDown.clause),
    say('after', 'Ended, once the police are told, by', standings(standDown.afterPolice), standDown.clause),
  ];
}

function ofStep(step: Step): (readonly [string, string])[] {
  switch (step.kind) {
    case 'ask':
      return [
        ['Asks, together', roles(step.asks)],
        ...(step.substitutes.length > 0
          ? [['In their absence, one after the other', roles(step.substitutes)] as const]
          : []),
        ...(step.tells.length > 0 ? [['Tells, without asking anything', roles(step.tells)] as const] : []),
        ['Waits for an answer', sayExactly(step.answerWithin)],
        ['“I’m on it” gives them', sayExactly(step.outcomeWithin)],
        ['The next step starts at the latest after', sayExactly(step.longest)],
        ['Calls to the practitioner', step.attempts === 0 ? 'none: nobody calls them' : String(step.attempts)],
      ];
    case 'police':
      return [
        ['Asks to ring the police', 'whoever has taken it, or the managers asked so far'],
        ['Adds, one at a time', roles(step.widen)],
        ['Asks again every', sayExactly(step.repeatEvery)],
        ['“I’m on it” gives them', sayExactly(step.acknowledgementLasts)],
      ];
    case 'tell':
      return [
        ['Tells', roles(step.tells)],
        ['Asks for news every', sayExactly(step.askForNewsEvery)],
      ];
  }
}

const roles = (all: readonly StepRole[]): string => (all.length === 0 ? 'nobody' : all.map(sayRole).join(', '));

const standings = (all: readonly Standing[]): string => all.map((one) => `the ${one}`).join(', ');

const plain = (id: string): string => id.replaceAll('_', ' ');

/** "1 minute 30 seconds": nothing is rounded away, for it is by such lengths that people are rung. */
export function sayExactly(length: Milliseconds): string {
  const parts: [number, string][] = [
    [Math.floor(length / DAY), 'day'],
    [Math.floor((length % DAY) / HOUR), 'hour'],
    [Math.floor((length % HOUR) / MINUTE), 'minute'],
    [(length % MINUTE) / SECOND, 'second'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return said.length > 0 ? said.join(' ') : 'no time';
}
