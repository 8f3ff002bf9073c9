import type { Trouble } from '../evidence.js';
import { CATCH_UP, ESCALATIONS, LEADERS, POLICE } from '../rules.js';
import type { Case } from './case.js';
import { hopes, roundsBegun, type Scene } from './course.js';
import type { Finding } from './finding.js';
import { personIn, stepIn } from './groups.js';
import { Roles } from './rounds.js';

const EARLY = 50;

/** No step is skipped, and nobody in one, but with the reason in the record; and nobody is given up before their time. */
export function stepsHaveReasons({ evidence, courses }: Case): Finding[] {
  return courses.flatMap(({ incident, visit, scenes }) =>
    scenes.flatMap((scene) => {
      const finding = (what: string): Finding => ({
        law: 'no step skipped without its reason',
        what: `incident ${incident.reference}: ${what}`,
        at: scene.entry.at,
      });
      if (scene.entry.kind === 'unanswered') return givenUpEarly(scene, evidence.troubles).map(finding);
      if (scene.entry.kind !== 'step_started') return [];
      const why = missingReason(scene);
      const from = scene.before.step || 'the beginning';
      return [
        ...(why === null ? [] : [`step ${stepIn(scene.entry)} follows ${from}: ${why}`]),
        ...passedOverInSilence(scene, new Roles(evidence.schedule, visit, scene.after.subjects)),
      ].map(finding);
    }),
  );
}

/** Null where the record has a reason for leaving the step before. */
function missingReason({ entry, group, before }: Scene): string | null {
  const { steps } = ESCALATIONS[before.kind];
  const order = [...steps.map(({ id }) => id), POLICE, LEADERS];
  const to = stepIn(entry);
  const has = (kind: string): boolean => group.entries.some((one) => one.kind === kind);

  if (before.step === '') return to === order[0] ? null : 'it is not the first';
  if (has('incident_changed') && (to === order[0] || to === POLICE)) return null;
  if (to === LEADERS) return has('police_told') ? null : 'nobody has told the police';
  if (order.indexOf(to) !== order.indexOf(before.step) + 1) return 'it is not the next one';
  const left = steps.find(({ id }) => id === before.step);
  if (!left || group.entries.some((one) => one.kind === 'caught_up' && stepIn(one) === before.step)) return null;

  const calls = group.entries.find((one) => one.kind === 'no_answer_reported');
  if (calls) return Number(calls.data['attempts']) >= left.attempts ? null : 'not all calls have been made';
  if (left.attempts === 0 && has('acknowledged')) return null;
  if (hopes(before)) return 'somebody is still being waited for';
  if (entry.at >= before.stepAt + left.longest - EARLY) return null;
  const someFailed = [...before.asked.values()].some(({ state }) => state === 'not reached');
  const remaining = before.rounds.slice(roundsBegun(before)).filter((round) => !round.reserve || someFailed);
  return remaining.length === 0
    ? null
    : `${remaining.flatMap(({ people }) => people).join(', ')} could still have been asked`;
}

function passedOverInSilence({ entry, group, after }: Scene, roles: Roles): string[] {
  const escalation = ESCALATIONS[after.kind];
  const asking = escalation.steps.find(({ id }) => id === stepIn(entry));
  const named = asking ? [...asking.asks, ...asking.substitutes] : stepIn(entry) === POLICE ? escalation.widen : [];
  const said = new Set(group.entries.filter(({ kind }) => kind === 'passed_over').map(personIn));
  return named.flatMap((role) =>
    roles
      .holders(role)
      .filter((person) => roles.isOutOfReach(person) && !said.has(person))
      .map((person) => `${person} (${role}) was passed over in step ${stepIn(entry)}, and nothing says why`),
  );
}

/** After an outage the policy's shorter waits count, so that lost time is caught up. */
function givenUpEarly({ entry, before }: Scene, troubles: readonly Trouble[]): string[] {
  const step = ESCALATIONS[before.kind].steps.find(({ id }) => id === before.step);
  const asked = before.asked.get(personIn(entry));
  if (!step || !asked) return [];
  const hurried = before.hurried || troubles.some(({ touches, from }) => touches !== 'texts' && from <= entry.at);
  const wait = hurried ? Math.min(step.answerWithin, CATCH_UP) : step.answerWithin;
  const earliest = Math.min(asked.at + wait, before.stepAt + step.longest);
  return entry.at >= earliest - EARLY
    ? []
    : [`${personIn(entry)} was given up ${earliest - entry.at} ms before their time`];
}
