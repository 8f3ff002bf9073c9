import type { AskStep, IncidentKind, Policy, Standing, Step, StepRole } from '../../domain/policy/policy.js';
import { sayRole } from '../../domain/escalation/responders.js';
import { sayDuration } from '../../domain/time/duration.js';

/** The policy in force as people carry it out without the service: what happens when, who does it, and the clause. */
export interface EscalationWords {
  readonly title: string;
  readonly when: string;
  readonly steps: readonly { readonly text: string; readonly clause: string }[];
  readonly end: string;
}

const TITLES: Readonly<Record<IncidentKind, string>> = {
  overdue: 'Overdue',
  alert_code: 'Alert code',
  device: 'Lone worker device',
  sos: 'Call for help',
};

const ORDER = ['overdue', 'alert_code', 'sos', 'device'] as const satisfies readonly IncidentKind[];

export const escalationWords = (policy: Policy): EscalationWords[] =>
  ORDER.map((kind) => {
    const { steps, standDown } = policy.escalations[kind];
    return {
      title: TITLES[kind],
      when: WHEN[kind](policy),
      steps: steps.map((step) => ({ text: sayStep(step, kind), clause: step.clause })),
      end: `It ends at the word of ${sayEnd(standDown.beforePolice, standDown.afterPolice)} (${standDown.clause}).`,
    };
  });

const WHEN: Readonly<Record<IncidentKind, (policy: Policy) => string>> = {
  overdue: ({ visit }) =>
    `When ${sayDuration(visit.overdue.after)} have passed since they were expected to leave, and nobody has heard that they did (${visit.overdue.clause}).`,
  alert_code: ({ escalations }) =>
    `When they ring and give the alert code agreed in the team (${escalations.alert_code.clause}). Nobody rings or texts them: it may endanger them.`,
  sos: ({ escalations }) => `When they ask for help openly (${escalations.sos.clause}).`,
  device: ({ escalations }) =>
    `When the alarm centre says that their device was set off (${escalations.device.clause}).`,
};

const sayEnd = (before: readonly Standing[], after: readonly Standing[]): string =>
  before.join() === after.join()
    ? anyOf(before)
    : `${anyOf(before)}; once the police have been told, of ${anyOf(after)} alone`;

function sayStep(step: Step, kind: IncidentKind): string {
  switch (step.kind) {
    case 'ask':
      return sayAsk(step, kind);
    case 'police':
      return `A manager rings the police at once, and writes down whom they spoke to, when, and the police reference. Until that is done, one more person is told to see to it every ${sayDuration(step.repeatEvery)}: ${listed(step.widen, 'then')}.`;
    case 'tell':
      return `Tell ${listed(step.tells, 'and')} as soon as practical. While it goes on, ask for news every ${sayDuration(step.askForNewsEvery)}.`;
  }
}

function sayAsk(step: AskStep, kind: IncidentKind): string {
  const who = listed(step.asks, 'and');
  const rings = step.asks.length > 1 ? 'ring' : 'rings';
  const times = step.attempts > 1 ? ` (${step.attempts} attempts)` : '';
  const does =
    kind === 'alert_code' || step.attempts === 0
      ? `Tell ${who} at once.`
      : `At once ${who} ${rings} the member of staff${times}.`;
  const others =
    step.substitutes.length > 0
      ? ` If they are absent, or have not answered within ${sayDuration(step.answerWithin)}: ${listed(step.substitutes, 'then')}.`
      : '';
  const also =
    step.tells.length > 0
      ? ` ${capital(listed(step.tells, 'and'))} ${step.tells.length > 1 ? 'are' : 'is'} told too.`
      : '';
  const missed = kind === 'alert_code' ? 'Nobody has taken it on' : 'The member of staff is not reached';
  return `${does}${others}${also} ${missed} within ${sayDuration(step.longest)}: go to the next step.`;
}

const article = (role: StepRole): string => {
  const name = sayRole(role);
  return /^(another|the) /.test(name) ? name : `the ${name}`;
};

const listed = (roles: readonly StepRole[], last: 'and' | 'then'): string => {
  const names = roles.map(article);
  const join = last === 'then' ? ', then' : ' and';
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${join} ${names.at(-1)}`;
};

const STANDINGS: Readonly<Record<Standing, string>> = {
  practitioner: 'the member of staff',
  contact: 'the contact',
  manager: 'a manager',
};

const anyOf = (standings: readonly Standing[]): string => {
  const names = standings.map((one) => STANDINGS[one]);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
