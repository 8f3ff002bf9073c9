import type { Ask, Incident, Wait } from '../../domain/incident/incident.js';
import { newsFrom } from '../../domain/incident/news-from.js';
import { hasAnswered } from '../../domain/incident/unanswered.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Policy, Step } from '../../domain/policy/policy.js';
import { sayDuration } from '../../domain/time/duration.js';
import { SECOND, type Instant } from '../../domain/time/instant.js';
import { showTime } from '../../domain/time/local.js';
import { nameOf } from '../visit-words.js';
import { listed } from './listed.js';

/** The steps of an incident's policy: what is done, where it stands, and who is being waited for. */
export interface StepRow {
  readonly title: string;
  readonly clause: string;
  /** `passed over`: it went on to a later step without this one, as when somebody told the police at the first. */
  readonly state: 'done' | 'now' | 'next' | 'passed over' | 'not needed';
  readonly people: readonly string[];
}

export interface View {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
}

const TITLES: Readonly<Record<string, string>> = {
  nominated_contact: 'Nominated contact rings the practitioner',
  line_manager: 'Line manager',
  contact_and_manager: 'Contact and manager',
  police: 'A manager rings the police',
  senior_leaders: 'Senior leaders are told',
};

/** In a drill. */
export const DRILLED_POLICE = 'Police step: nobody rings them';

/** A policy may name steps of its own. */
export const stepTitle = (id: string): string =>
  TITLES[id] ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('_', ' ');

export function stepRows(incident: Incident, policy: Policy, view: View, drill = false): StepRow[] {
  const { steps } = policy.escalations[incident.kind];
  const present = steps.findIndex((step) => step.id === incident.step);
  return steps.map((step, index) => {
    const asks = incident.asks.filter((ask) => ask.step === step.id);
    // A step that tells asks nobody, and is never jumped over.
    const wasCarriedOut = asks.length > 0 || step.kind === 'tell';
    const state = stateOf(index, present, incident, wasCarriedOut);
    return {
      title: drill && step.kind === 'police' ? DRILLED_POLICE : titleOf(step, incident),
      clause: step.clause,
      state,
      people: asks.map((ask) => sayAsk(ask, state === 'now', view)),
    };
  });
}

function titleOf(step: Step, incident: Incident): string {
  if (step.kind !== 'ask' || step.attempts === 0 || step.id !== 'line_manager') return stepTitle(step.id);
  const calls = step.attempts === 1 ? 'one more attempt' : `${step.attempts} further attempts`;
  const done = step.id === incident.step && incident.attempts > 0 ? `, ${incident.attempts} made` : '';
  return `${stepTitle(step.id)} makes ${calls}${done}`;
}

function stateOf(index: number, present: number, { status }: Incident, wasCarriedOut: boolean): StepRow['state'] {
  if (index < present) return wasCarriedOut ? 'done' : 'passed over';
  if (status === 'open') return index === present ? 'now' : 'next';
  return index === present ? 'done' : 'not needed';
}

const ASK_STATES: Readonly<Record<Ask['state'], string>> = {
  waiting: 'no answer yet',
  acknowledged: 'is on it',
  reported: 'has reported',
  unreachable: 'cannot be reached by text',
  unanswered: 'did not answer in time',
  handed_over: 'handed it over',
};

function sayAsk(ask: Ask, isNow: boolean, view: View): string {
  const times =
    ask.times > 1 ? `, asked ${ask.times} times` : ask.times === 1 ? `, asked ${clock(ask.askedAt, view)}` : '';
  return `${nameOf(view.directory, ask.person)}: ${sayState(ask, isNow)}${times}`;
}

function sayState({ state, ranOut }: Ask, isNow: boolean): string {
  if (isNow && state === 'acknowledged' && ranOut) return 'was on it, and has not reported yet';
  return state === 'waiting' && !isNow ? 'did not answer' : ASK_STATES[state];
}

/** "An answer from Wei Chen, until 14:12:05 (40 seconds)": what is awaited, from whom, until when. Null once it has ended. */
export function awaited(incident: Incident, view: View, drill = false): string | null {
  const { wait } = incident;
  if (!wait || incident.status !== 'open') return null;
  const people = awaitedFrom(incident, wait);
  const from =
    people.length > 0
      ? listed(
          people.map((id) => nameOf(view.directory, id)),
          'or',
        )
      : 'anybody who can';
  const left = wait.until - view.at;
  const until =
    left > 0
      ? `until ${clock(wait.until, view)}, another ${sayDuration(left)}`
      : `since ${clock(wait.until, view)} without success; the next is being asked`;
  const what = drill && wait.for === 'police' ? 'The word POLICE, which ends the exercise, from' : WAITED_FOR[wait.for];
  return `${what} ${from}, ${until}`;
}

const WAITED_FOR: Readonly<Record<Wait['for'], string>> = {
  answer: 'An answer from',
  outcome: 'What was found, from',
  police: 'Word that the police have been told, from',
  news: 'News from',
};

function awaitedFrom(incident: Incident, wait: Wait): string[] {
  if (wait.for === 'news') return [newsFrom(incident) ?? []].flat();
  const here = incident.asks.filter((ask) => ask.step === incident.step);
  const holding = here.filter(hasAnswered);
  const waiting = here.filter((ask) => ask.state === 'waiting' || ask.ranOut === true);
  return (holding.length > 0 ? holding : waiting).map((ask) => ask.person);
}

/** To the second: waits of an escalation are short. */
export const clock = (at: Instant, { zone }: Pick<View, 'zone'>): string =>
  `${showTime(at, zone)}:${String(Math.floor(at / SECOND) % 60).padStart(2, '0')}`;
