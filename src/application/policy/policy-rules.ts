import {
  type AskStep,
  type Escalation,
  type IncidentKind,
  type Policy,
  type Step,
} from '../../domain/policy/policy.js';
import { sayDuration, toDuration } from '../../domain/time/duration.js';
import { MINUTE, type Milliseconds } from '../../domain/time/instant.js';
import type { Finding, Path } from '../organisation/fault.js';

/** What makes a policy unsafe though every part of it can be read. */

/** With nobody answering at all, somebody is being asked to ring the police by then (docs/policies.md). */
export const POLICE_WITHIN: Milliseconds = 15 * MINUTE;

export function escalationFindings(
  kind: IncidentKind,
  escalation: Escalation,
  policeWithin: Milliseconds,
): readonly Finding[] {
  const at: Path = ['escalations', kind];
  return [
    ...chainFindings(escalation.steps, [...at, 'steps']),
    ...slownessFindings(escalation.steps, [...at, 'steps'], policeWithin),
    ...escalation.steps.flatMap((step, index) =>
      step.kind === 'ask' ? askFindings(kind, step, [...at, 'steps', index]) : [],
    ),
    ...standDownFindings(kind, escalation, [...at, 'standDown']),
  ];
}

/** Asking, then the police, then telling: any other order leaves a step that is never reached, or an end in silence (P6). */
function chainFindings(steps: readonly Step[], at: Path): Finding[] {
  const findings: Finding[] = [];
  const order = 'Put one or more ask steps first, then one police step, then one tell step.';
  const count = (kind: Step['kind']): number => steps.filter((step) => step.kind === kind).length;
  if (count('ask') === 0) findings.push({ at, message: 'have no ask step', mend: order });
  for (const kind of ['police', 'tell'] as const) {
    if (count(kind) !== 1)
      findings.push({ at, message: `have ${count(kind)} ${kind} steps and must have one`, mend: order });
  }
  const inOrder = steps
    .map((step) => ORDER[step.kind])
    .every((place, index, all) => index === 0 || place >= all[index - 1]!);
  if (!inOrder || steps.at(-1)?.kind !== 'tell') {
    findings.push({ at, message: 'do not end in the police step and then the tell step', mend: order });
  }
  steps.forEach((step, index) => {
    const first = steps.findIndex((other) => other.id === step.id);
    if (first === index) return;
    findings.push({
      at: [...at, index, 'id'],
      message: `"${step.id}" is the id of steps[${first}] too`,
      mend: 'Give each step an id of its own.',
    });
  });
  return findings;
}

const ORDER: Readonly<Record<Step['kind'], number>> = { ask: 0, police: 1, tell: 2 };

/** The longest that the chain can take to the police step with nobody answering: each ask step for its longest. */
export const worstCase = (steps: readonly Step[]): Milliseconds =>
  steps.reduce((sum, step) => (step.kind === 'ask' ? sum + step.longest : sum), 0);

function slownessFindings(steps: readonly Step[], at: Path, policeWithin: Milliseconds): Finding[] {
  const worst = worstCase(steps);
  if (worst <= policeWithin) return [];
  const asking = steps.filter((step): step is AskStep => step.kind === 'ask').map(({ id }) => id);
  return [
    {
      at,
      message: `reach the police step ${sayDuration(worst)} after the start with nobody answering; ${sayDuration(policeWithin)} is the limit`,
      mend: `Shorten longest in ${asking.join(' or ')}. If it was decided so, write policeWithin: ${toDuration(worst)} at the top of the file.`,
    },
  ];
}

function askFindings(kind: IncidentKind, step: AskStep, at: Path): Finding[] {
  const findings: Finding[] = [];
  const covert = kind === 'alert_code';
  if (step.longest < step.answerWithin) {
    findings.push({
      at: [...at, 'answerWithin'],
      message: 'is longer than the step itself may take',
      mend: `Make it ${toDuration(step.longest)} or less, or longest longer.`,
    });
  }
  if (covert && step.attempts > 0) {
    findings.push({
      at: [...at, 'attempts'],
      message: 'must be 0: nobody calls a person who used the alert code (HVPF 8.3.5)',
      mend: 'Write attempts: 0',
    });
  }
  if (!covert && step.attempts === 0) {
    findings.push({
      at: [...at, 'attempts'],
      message: 'is 0, which is for the alert code only: whoever is asked would be told not to call',
      mend: 'Write attempts: 1 or more.',
    });
  }
  if (covert && step.asks.concat(step.substitutes).includes('nominated_contact')) {
    findings.push({
      at: [...at, 'asks'],
      message: 'has the nominated contact, who is told of an alert code but does not act on it (HVPF 8.3.6)',
      mend: 'Ask managers, and write tells: [nominated_contact]',
    });
  }
  if (!covert && step.tells.length > 0) {
    findings.push({
      at: [...at, 'tells'],
      message: 'would tell people of an alert code that nobody gave',
      mend: 'Take it out: only the alert_code escalation tells while it asks.',
    });
  }
  return findings;
}

/** P9: what a practitioner's phone says may be forced; once the police know, a manager ends it, having spoken to them. */
function standDownFindings(kind: IncidentKind, { standDown }: Escalation, at: Path): Finding[] {
  const findings: Finding[] = [];
  for (const list of ['beforePolice', 'afterPolice'] as const) {
    const refuse = (who: string, why: string): void => {
      findings.push({ at: [...at, list], message: `may not have ${who}: ${why}`, mend: `Take ${who} out.` });
    };
    const may = standDown[list];
    if (!may.includes('manager')) {
      findings.push({
        at: [...at, list],
        message: 'has no manager, so nobody could be sure to end it',
        mend: 'Add manager.',
      });
    }
    if (may.includes('practitioner') && (kind !== 'overdue' || list === 'afterPolice')) {
      refuse('practitioner', 'a text from their phone may be forced or forged');
    }
    if (may.includes('contact') && (kind === 'alert_code' || list === 'afterPolice')) {
      refuse(
        'contact',
        kind === 'alert_code' ? 'a manager ends an alert code, in person' : 'the police have been told',
      );
    }
  }
  return findings;
}

export function reminderFindings(reminders: Policy['visit']['reminders']): Finding[] {
  return reminders.flatMap(({ before }, index) => {
    const first = reminders.findIndex((other) => other.before === before);
    if (first === index) return [];
    return {
      at: ['visit', 'reminders', index, 'before'],
      message: `is the same as reminders[${first}]`,
      mend: 'Take one of the two out.',
    };
  });
}
