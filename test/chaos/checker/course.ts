import type { Entry, Evidence, Incident, Visit } from '../evidence.js';
import { personOf } from '../office.js';
import { ESCALATIONS, POLICE, type Kind } from '../rules.js';
import { groupsOf, personIn, stepIn, type Group } from './groups.js';
import { Roles, type Round } from './rounds.js';

/** How an incident stands, as far as its record has been read. */
export interface Standing {
  readonly kind: Kind;
  /** Whom it is about. */
  readonly subjects: readonly string[];
  readonly step: string;
  readonly stepAt: number;
  /** Who is to be asked in this step, in order. */
  readonly rounds: readonly Round[];
  readonly asked: ReadonlyMap<string, Asked>;
  /** Everyone asked since it became of this kind, in each step for itself. */
  readonly everAsked: readonly AskedIn[];
  readonly lastAskedAt: number;
  readonly lastTakenAt: number;
  /** Levels were asked together after an outage: waits are shorter from then on. */
  readonly hurried: boolean;
  readonly over: boolean;
}

export interface Asked {
  readonly at: number;
  readonly state: 'waiting' | 'took it' | 'reported' | 'unanswered' | 'not reached';
}

interface AskedIn extends Asked {
  readonly person: string;
  readonly step: string;
}

/** One entry of the record, and how the incident stood before and after it. */
export interface Scene {
  readonly entry: Entry;
  /** What was written in the same moment. */
  readonly group: Group;
  readonly before: Standing;
  readonly after: Standing;
}

const NOTHING_YET: Standing = {
  kind: 'overdue',
  subjects: [],
  step: '',
  stepAt: 0,
  rounds: [],
  asked: new Map(),
  everAsked: [],
  lastAskedAt: 0,
  lastTakenAt: 0,
  hurried: false,
  over: false,
};

/** The course of an incident within the judged time, entry by entry. */
export function courseOf(incident: Incident, visit: Visit, { schedule, judgedUntil }: Evidence): Scene[] {
  const scenes: Scene[] = [];
  let standing = NOTHING_YET;
  for (const whole of groupsOf(visit.entries)) {
    if (whole.at > judgedUntil) break;
    for (const entry of whole.entries) {
      const group = { at: whole.at, entries: whole.entries.filter((one) => one.incidentId === incident.id) };
      const before = standing;
      if (entry.incidentId === incident.id) {
        standing = follow(before, entry, group, (subjects) => new Roles(schedule, visit, subjects));
        scenes.push({ entry, group, before, after: standing });
      } else standing = withoutThoseHeardOf(before, entry);
    }
  }
  return scenes;
}

/** Of two on an overdue visit, one has been heard of: from then on it is about the other. */
function withoutThoseHeardOf(standing: Standing, entry: Entry): Standing {
  if (standing.kind !== 'overdue' || !['departure_confirmed', 'no_access', 'abandoned'].includes(entry.kind))
    return standing;
  const left = standing.subjects.filter((person) => person !== (personIn(entry) || entry.by));
  return left.length > 0 ? { ...standing, subjects: left } : standing;
}

function follow(
  standing: Standing,
  entry: Entry,
  group: Group,
  rolesFor: (subjects: readonly string[]) => Roles,
): Standing {
  const { at, by } = entry;
  switch (entry.kind) {
    case 'incident_opened':
      return { ...standing, kind: entry.data['kind'] as Kind, subjects: entry.data['subjects'] as string[] };
    case 'incident_changed': {
      const kind = entry.data['kind'] as Kind;
      const subjects = isPractitioner(by) ? [...new Set([by, ...standing.subjects])] : standing.subjects;
      // Managers who are being asked to ring the police go on being asked; else everyone is asked anew.
      const goesOn = standing.step === POLICE && kind !== 'alert_code';
      return { ...standing, kind, subjects, everAsked: goesOn ? standing.everAsked : [] };
    }
    case 'step_started': {
      const step = stepIn(entry);
      const rounds = roundsIn(step, standing, group, rolesFor(standing.subjects));
      return { ...standing, step, stepAt: at, rounds, asked: new Map() };
    }
    case 'asked':
      return { ...(stepIn(entry) === standing.step ? ask(standing, personIn(entry), at) : standing), lastAskedAt: at };
    case 'caught_up':
      return { ...standing, hurried: true };
    case 'acknowledged':
    case 'no_answer_reported': {
      const state = entry.kind === 'acknowledged' ? 'took it' : 'reported';
      return { ...remark(standing, standing.step, by, at, state), lastTakenAt: at };
    }
    case 'unanswered':
    case 'acknowledgement_expired':
      return remark(standing, stepIn(entry), personIn(entry), at, 'unanswered');
    case 'message_failed':
      return entry.data['purpose'] === 'ask' && standing.asked.get(personIn(entry))?.state === 'waiting'
        ? remark(standing, standing.step, personIn(entry), at, 'not reached')
        : standing;
    case 'stood_down':
      return { ...standing, over: true };
    default:
      return standing;
  }
}

/** Whoever is asked again is where they were: only whom no text had reached may answer now. */
function ask(standing: Standing, person: string, at: number): Standing {
  const before = askedIn(standing, standing.step, person);
  const state = before === undefined || before.state === 'not reached' ? 'waiting' : before.state;
  return mark(standing, standing.step, person, { at, state });
}

/** A manager may take it without having been asked. */
const remark = (standing: Standing, step: string, person: string, at: number, state: Asked['state']): Standing =>
  mark(standing, step, person, { at: askedIn(standing, step, person)?.at ?? at, state });

const askedIn = ({ everAsked }: Standing, step: string, person: string): AskedIn | undefined =>
  everAsked.find((one) => one.person === person && one.step === step);

function mark(standing: Standing, step: string, person: string, asked: Asked): Standing {
  const others = standing.everAsked.filter((one) => one.person !== person || one.step !== step);
  return {
    ...standing,
    asked: step === standing.step ? new Map(standing.asked).set(person, asked) : standing.asked,
    everAsked: [...others, { person, step, ...asked }],
  };
}

function roundsIn(step: string, standing: Standing, group: Group, roles: Roles): Round[] {
  const asking = ESCALATIONS[standing.kind].steps.find(({ id }) => id === step);
  if (asking) return roles.roundsOf(asking);
  return step === POLICE ? policeRounds(standing, group, roles) : [];
}

/** Whoever took it rings the police; else all managers who were asked; with none the widening begins at once. */
function policeRounds({ kind, everAsked }: Standing, group: Group, roles: Roles): Round[] {
  const taker = group.entries.find(
    ({ kind: what, by }) => (what === 'acknowledged' || what === 'no_answer_reported') && isManager(by),
  )?.by;
  const managers = everAsked.filter(({ person }) => isManager(person) && !roles.isOutOfReach(person));
  const took = managers.filter(({ state }) => state === 'took it' || state === 'reported');
  const reachable = managers.filter(({ state }) => state !== 'not reached');
  const leads = taker ? [taker] : [...new Set((took.length > 0 ? took : reachable).map(({ person }) => person))];
  const wider = roles.substitutes(ESCALATIONS[kind].widen, leads);
  // Whose phone was out of reach a moment ago comes last.
  const silent = ({ people }: Round): boolean =>
    people.every((person) => everAsked.some((one) => one.person === person && one.state === 'not reached'));
  return [
    ...(leads.length > 0 ? [{ people: leads, reserve: false }] : []),
    ...wider.filter((round) => !silent(round)),
    ...wider.filter(silent),
  ];
}

const isPractitioner = (person: string): boolean => person.startsWith('practitioner-');
const isManager = (person: string): boolean => !isPractitioner(person) && !personOf(person).roles.includes('contact');

/** How many rounds of the step have been begun. */
export const roundsBegun = ({ rounds, asked }: Standing): number =>
  rounds.findLastIndex(({ people }) => people.some((person) => asked.has(person))) + 1;

/** Whether somebody may still answer, or say what became of it. */
export const hopes = ({ asked }: Standing): boolean =>
  [...asked.values()].some(({ state }) => state === 'waiting' || state === 'took it' || state === 'reported');
