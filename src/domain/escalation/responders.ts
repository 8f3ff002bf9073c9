import type { Incident, Round } from '../incident/incident.js';
import { cannotBeAsked } from '../organisation/cannot-be-asked.js';
import type { Person } from '../organisation/organisation.js';
import type { AskStep, PoliceStep, StepRole } from '../policy/policy.js';
import type { Turn } from '../turn.js';
import { isOnVisit } from '../visit/visit.js';

/** The people whom a role means for this incident, in order, whether or not they can be asked now. */
export function holdersOf(turn: Turn, incident: Incident, role: StepRole): Person[] {
  const { directory } = turn.now;
  const unit = turn.visit.unit;
  const each = (find: (subject: string) => Person | undefined): Person[] =>
    incident.subjects.map(find).filter((person) => person !== undefined);
  const one = (person: Person | undefined): Person[] => (person ? [person] : []);
  switch (role) {
    case 'nominated_contact':
      return [...directory.contactsOnDuty(unit, turn.at)];
    case 'line_manager':
      return each((subject) => directory.lineManagerOf(subject));
    case 'senior_on_site':
      return one(directory.seniorOnSite(unit));
    case 'other_manager':
      return [...directory.otherManagers(unit)];
    case 'managers_manager':
      return each((subject) => {
        const manager = directory.lineManagerOf(subject);
        return manager && directory.lineManagerOf(manager.id);
      });
    case 'pdu_head':
      return one(directory.headOf(unit, 'pdu'));
    case 'regional_director':
      return one(directory.headOf(unit, 'region'));
  }
}

/** Why this person cannot be asked now, or null. Nobody is passed over in silence: the record gets the reason (P6). */
export function whyNot(turn: Turn, incident: Incident, person: Person): string | null {
  if (isOnVisit(turn.visit, incident, person.id)) return 'is on the visit';
  return cannotBeAsked(person, turn.at, turn.now.directory, turn.now.optedOut);
}

/**
 * The rounds of a step. First those asked together, then the substitutes, one round for each role. Further holders of
 * an asked role (the second contact on the rota) are reserves: asked when the first cannot be reached.
 */
export function roundsOf(turn: Turn, incident: Incident, step: AskStep): Round[] {
  const chosen = new Set<string>();
  const first: string[] = [];
  const reserves: Round[] = [];
  for (const role of step.asks) {
    const available = availableFor(turn, incident, role, step.clause).filter((person) => !chosen.has(person.id));
    const together = role === 'line_manager' ? available : available.slice(0, 1);
    for (const person of together) {
      chosen.add(person.id);
      first.push(person.id);
    }
    for (const person of available.slice(together.length)) {
      chosen.add(person.id);
      reserves.push({ people: [person.id], reserve: true });
    }
  }
  const rounds: Round[] = first.length > 0 ? [{ people: first, reserve: false }, ...reserves] : [];
  return [...rounds, ...substituteRounds(turn, incident, step.substitutes, step.clause, chosen)];
}

/** For the police step: after those who lead, one more senior person at each repeat. */
export function wideningRounds(turn: Turn, incident: Incident, step: PoliceStep, leads: readonly string[]): Round[] {
  // A drill practises the chain of the unit; its leaders are not got out of bed for it.
  const widen = turn.visit.drill ? step.widen.filter((role) => !LEADERS.has(role)) : step.widen;
  const rounds = substituteRounds(turn, incident, widen, step.clause, new Set(leads));
  // Whose phone could not be reached a moment ago comes last: first whoever may answer.
  const outOfReach = ({ people }: Round): boolean =>
    people.every((person) => incident.asks.some((one) => one.person === person && one.state === 'unreachable'));
  return [...rounds.filter((round) => !outOfReach(round)), ...rounds.filter(outOfReach)];
}

function substituteRounds(
  turn: Turn,
  incident: Incident,
  roles: readonly StepRole[],
  clause: string,
  chosen: Set<string>,
): Round[] {
  const rounds: Round[] = [];
  for (const role of roles) {
    const available = availableFor(turn, incident, role, clause).filter((person) => !chosen.has(person.id));
    // One other manager is the substitute that the framework names; the role lists all there are.
    const people = (role === 'other_manager' ? available.slice(0, 1) : available).map((person) => person.id);
    if (people.length === 0) continue;
    people.forEach((person) => chosen.add(person));
    rounds.push({ people, reserve: false });
  }
  return rounds;
}

function availableFor(turn: Turn, incident: Incident, role: StepRole, clause: string): Person[] {
  const holders = [...new Map(holdersOf(turn, incident, role).map((person) => [person.id, person])).values()];
  if (holders.length === 0) {
    turn.record('passed_over', `Nobody is named as ${sayRole(role)}.`, {
      clause,
      incidentId: incident.id,
      data: { role },
    });
  }
  return holders.filter((person) => {
    const reason = whyNot(turn, incident, person);
    if (reason) {
      turn.record('passed_over', `${person.name} (${sayRole(role)}) ${reason}.`, {
        clause,
        incidentId: incident.id,
        data: { role, person: person.id, reason },
      });
    }
    return reason === null;
  });
}

const LEADERS: ReadonlySet<StepRole> = new Set(['pdu_head', 'regional_director']);

const ROLE_NAMES: Readonly<Record<StepRole, string>> = {
  nominated_contact: 'nominated contact',
  line_manager: 'line manager',
  senior_on_site: 'senior person on site',
  other_manager: 'another manager',
  managers_manager: "the line manager's manager",
  pdu_head: 'PDU head',
  regional_director: 'Regional Probation Director',
};

export const sayRole = (role: StepRole): string => ROLE_NAMES[role];
