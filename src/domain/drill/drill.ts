import type { Incident } from '../incident/incident.js';
import type { AskStep, IncidentKind, PoliceStep, Policy } from '../policy/policy.js';
import type { Instant, Milliseconds } from '../time/instant.js';
import { newVisit, type Plan } from '../visit/new-visit.js';
import { isUnaccounted, isWatched, type Visit } from '../visit/visit.js';

/**
 * A drill is the chain run for practice: a visit like any other, marked as a drill, so that it goes through the same rules,
 * deadlines and phones as a real alarm. Nobody has gone anywhere; every text of it says EXERCISE, and nobody rings the police.
 */

/** What is practised: an incident that a person's texts can bring about. */
export type DrillKind = (typeof DRILL_KINDS)[number];
export const DRILL_KINDS = ['overdue', 'alert_code', 'sos'] as const;

/**
 * How a drill ended. `police_step`: somebody answered POLICE, which is as far as it goes. `stopped`: by whoever runs drills, and
 * nobody’s answer. `overtaken`: something real began.
 */
export type DrillOutcome = (typeof DRILL_OUTCOMES)[number];
export const DRILL_OUTCOMES = ['police_step', 'stood_down', 'stopped', 'ran_out', 'overtaken'] as const;

export const WHAT: Readonly<Record<DrillKind, string>> = {
  overdue: 'an overdue alarm',
  alert_code: 'an alert code',
  sos: 'a call for help',
};

/** The visit of a drill, as if its practitioner were just overdue; `kind` and times are given by what is practised. */
export function newDrill(
  plan: Pick<Plan, 'id' | 'reference' | 'unit'>,
  person: string,
  policy: Policy,
  at: Instant,
): Visit {
  const end = at - policy.visit.overdue.after;
  const visit = newVisit(
    { ...plan, kind: 'alone', attendees: [person], plannedStart: end, plannedEnd: end },
    policy,
    at,
  );
  return { ...visit, drill: true };
}

/** So many rounds of the police step, with the minutes of whoever takes it, before a drill that nobody ends does so itself. */
const POLICE_ROUNDS = 3;

/**
 * How long a drill may last, from its policy's own times: every step in full, with what an acknowledgement buys in each. Then
 * it has shown what it can.
 */
export function longestDrill(policy: Policy, kind: IncidentKind): Milliseconds {
  const { steps } = policy.escalations[kind];
  const asks = steps.filter((step): step is AskStep => step.kind === 'ask');
  const sum = asks.reduce((so, { longest, outcomeWithin }) => so + longest + outcomeWithin, 0);
  return sum + atPolice(policy, kind);
}

/** When a drill ends by itself, whatever it is waiting for: where nobody answers, the police step is not repeated all day. */
export function drillEnds({ openedAt, kind, step, stepAt }: Incident, policy: Policy): Instant {
  const latest = openedAt + longestDrill(policy, kind);
  const isAtPolice = policeOf(policy, kind)?.id === step;
  return isAtPolice ? Math.min(latest, stepAt + atPolice(policy, kind)) : latest;
}

function atPolice(policy: Policy, kind: IncidentKind): Milliseconds {
  const police = policeOf(policy, kind);
  return police ? POLICE_ROUNDS * police.repeatEvery + police.acknowledgementLasts : 0;
}

const policeOf = (policy: Policy, kind: IncidentKind): PoliceStep | undefined =>
  policy.escalations[kind].steps.find((step): step is PoliceStep => step.kind === 'police');

/** The real visit that this person is on, or should be on by now: then they are in no drill. */
export const realVisitOf = (visits: readonly Visit[], person: string, at: Instant): Visit | undefined =>
  visits.find(
    (visit) =>
      !visit.drill &&
      isWatched(visit) &&
      visit.attendees.some((attendee) => attendee.person === person && isUnaccounted(attendee)) &&
      (visit.status !== 'planned' || visit.plannedStart <= at),
  );
