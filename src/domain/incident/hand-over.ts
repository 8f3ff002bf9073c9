import { ask } from '../escalation/ask.js';
import { stepOf } from '../escalation/escalate.js';
import { whyNot } from '../escalation/responders.js';
import type { Person } from '../organisation/organisation.js';
import type { Standing } from '../policy/policy.js';
import * as wording from '../texting/wording.js';
import type { Turn } from '../turn.js';
import type { Ask, Incident } from './incident.js';
import { standingOf } from './standing.js';

/**
 * Whoever is asked something may name a substitute: somebody with a standing in this incident who can be asked now and is not
 * being asked already. A manager hands over to a manager only, for what is asked of them is a manager's to do (HVPF 8.4.3).
 */
export function takersOf(turn: Turn, incident: Incident, person: string): Person[] {
  if (incident.status !== 'open' || !mayHandOver(turn, incident, person)) return [];
  const own = standingOf(turn, incident, person);
  return turn.now.directory.organisation.people.filter((other) => {
    if (other.id === person || isAskedHere(incident, other.id)) return false;
    const standing = standingOf(turn, incident, other.id);
    const fits = standing === 'manager' || (standing === 'contact' && own === 'contact');
    return fits && whyNot(turn, incident, other) === null;
  });
}

/**
 * The ask goes to the substitute, in the same step. Its clock is not stopped: handing on buys no time (P7), and should their
 * phone be out of reach the chain moves on at once, as it would have done without (P6).
 */
export function handOver(turn: Turn, incident: Incident, person: string, standing: Standing, to: string): string {
  const { reference } = incident;
  const step = stepOf(turn, incident);
  const taker = takersOf(turn, incident, person).find(({ id }) => id === to);
  const own = askOf(incident, person);
  if (!step || !taker || !own) {
    const text = `${turn.name(person)} wanted to hand it over to ${turn.name(to)}, who cannot be asked for it now.`;
    turn.record('report_noted', text, { by: person, incidentId: incident.id });
    turn.notTaken = { why: 'cannot_be_asked' };
    // Handed on a moment ago from another page, or taken on by somebody else: it must not be said to be theirs.
    return mayHandOver(turn, incident, person)
      ? wording.notHandedOver(reference, turn.name(to))
      : wording.notTheirsToHandOver(reference);
  }
  turn.record('handed_over', `${turn.name(person)} handed it over to ${taker.name}.`, {
    by: person,
    clause: step.clause,
    incidentId: incident.id,
    data: { from: person, to, step: step.id },
  });
  own.state = 'handed_over';
  const known = askOf(incident, to);
  if (known) known.state = 'waiting';
  // Asked now, they are not asked once more when their turn would have come: that would keep the next one waiting.
  incident.rounds = incident.rounds.map((round, index) =>
    index < incident.asked ? round : { ...round, people: round.people.filter((id) => id !== to) },
  );
  const asContact = standing === 'contact' && standingOf(turn, incident, to) === 'contact';
  ask(turn, incident, step, to, asContact);
  return wording.handedOver(reference, taker.name, incident.wait?.until ?? turn.at, turn.now);
}

function mayHandOver(turn: Turn, incident: Incident, person: string): boolean {
  const step = stepOf(turn, incident);
  const own = askOf(incident, person);
  return step !== undefined && step.kind !== 'tell' && own !== undefined && HOLDING.has(own.state);
}

/** Asked, and not done with it. */
const HOLDING: ReadonlySet<Ask['state']> = new Set(['waiting', 'acknowledged', 'reported']);

const askOf = (incident: Incident, person: string): Ask | undefined =>
  incident.asks.find((one) => one.person === person && one.step === incident.step);

const isAskedHere = (incident: Incident, person: string): boolean => {
  const state = askOf(incident, person)?.state;
  return state !== undefined && (HOLDING.has(state) || state === 'unreachable');
};
