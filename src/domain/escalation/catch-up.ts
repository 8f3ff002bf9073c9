import type { Incident } from '../incident/incident.js';
import type { AskStep } from '../policy/policy.js';
import type { Instant, Milliseconds } from '../time/instant.js';
import type { Turn } from '../turn.js';
import { startNextStep, stepOf, stepsOf } from './escalate.js';
import { holdersOf, whyNot } from './responders.js';

/**
 * Late is caught up, never skipped (P3). Levels whose time passed while nobody watched are asked together, contact and
 * manager at once, and from then on the waits are the shorter ones of the policy's `catchUp`. The police step is never
 * reached by time that passed in an outage: people must have been asked, and had time to answer.
 *
 * `since`: when the step at which the incident stands should have started.
 */
export function catchUp(turn: Turn, incident: Incident, since: Instant): void {
  let passed = since;
  for (;;) {
    const step = stepOf(turn, incident);
    if (step?.kind !== 'ask' || incident.wait?.for !== 'answer') return;
    passed += timeOf(incident, step);
    if (passed > turn.at) return;
    hurry(turn, incident);
    const steps = stepsOf(turn, incident);
    const next = steps[steps.indexOf(step) + 1];
    // With nobody there to be asked it would pass on to the police at once: those who were asked just now have their time first.
    if (next?.kind !== 'ask' || !canBeAsked(turn, incident, next)) return;
    turn.record('caught_up', `The time for ${say(step)} passed while nobody watched: ${say(next)} is asked as well.`, {
      clause: next.clause,
      incidentId: incident.id,
      data: { step: step.id, next: next.id },
    });
    startNextStep(turn, incident);
  }
}

const canBeAsked = (turn: Turn, incident: Incident, step: AskStep): boolean =>
  [...step.asks, ...step.substitutes].some((role) =>
    holdersOf(turn, incident, role).some((person) => whyNot(turn, incident, person) === null),
  );

/** How long this level has, when nobody in it answers. */
function timeOf(incident: Incident, step: AskStep): Milliseconds {
  const inTurn = incident.rounds.filter(({ reserve }) => !reserve).length;
  return Math.min(Math.max(inTurn, 1) * step.answerWithin, step.longest);
}

function hurry(turn: Turn, incident: Incident): void {
  incident.hurried = true;
  if (!incident.wait) return;
  incident.wait.until = Math.min(incident.wait.until, turn.at + turn.now.policy.catchUp.answerWithin);
}

const say = (step: AskStep): string => `step ${step.id.replaceAll('_', ' ')}`;
