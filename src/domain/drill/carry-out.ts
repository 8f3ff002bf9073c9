import type { DrillInput } from '../input.js';
import { raise } from '../incident/open-incident.js';
import type { Incident } from '../incident/incident.js';
import { standDown } from '../incident/stand-down.js';
import { stepOf } from '../escalation/escalate.js';
import * as exercise from '../texting/exercise.js';
import { showTime } from '../time/local.js';
import type { Turn } from '../turn.js';
import { settleStatus } from '../visit/visit-status.js';
import { openIncident } from '../visit/visit.js';
import { longestDrill, WHAT } from './drill.js';

/** Begins a drill: its practitioner is told, and its alarm is raised as a real one would be. */
export function startDrill(turn: Turn, { by, as }: Extract<DrillInput, { kind: 'drill_started' }>): void {
  const { visit } = turn;
  const ends = turn.at + longestDrill(turn.now.policy, as);
  const people = visit.attendees.map(({ person }) => person);
  const told = people.filter((person) =>
    turn.send(person, exercise.begins(visit, as, turn.now.policy), 'notice', 'notice'),
  );
  turn.record(
    'drill_started',
    `${turn.name(by)} began a drill of ${WHAT[as]}; it ends by itself at the latest at ${showTime(ends, turn.now.zone)}.`,
    { by, data: { as, endsAt: new Date(ends).toISOString(), told } },
  );
  // Nobody is inside; the state is what the alarm needs: somebody who has not been heard of.
  for (const attendee of visit.attendees) attendee.status = 'arrived';
  raise(turn, as, people, by, `Practised about ${people.map((person) => turn.name(person)).join(' and ')}.`);
  settleStatus(visit);
}

/** What is asked at the police step has been answered: a drill goes no further, and the police are not rung. */
export function reachedPolice(turn: Turn, incident: Incident, person: string): string {
  const step = stepOf(turn, incident);
  turn.record('report_noted', `${turn.name(person)} answered POLICE: here they would ring. Nobody was rung.`, {
    by: person,
    clause: step?.clause ?? null,
    incidentId: incident.id,
  });
  standDown(turn, incident, person, 'the police step was answered', person, 'police_step');
  return exercise.policeStepDone(incident.reference);
}

/** Somebody who runs drills has seen enough of it, or it comes at a bad moment. */
export function stopped(turn: Turn, { by }: Extract<DrillInput, { kind: 'drill_stopped' }>): void {
  const incident = openIncident(turn.visit);
  if (turn.visit.drill && incident) standDown(turn, incident, by, 'the drill was stopped', null, 'stopped');
}

/** Its time is up: it has shown what it can. */
export function runOut(turn: Turn): void {
  const incident = openIncident(turn.visit);
  if (incident) standDown(turn, incident, 'allswell', 'its time was up and nobody ended it', null, 'ran_out');
}

/**
 * Something real began. The drill gives way at once, and those who were asked are told. `quietTo`: whoever the real alarm is
 * about hears nothing, for somebody may be looking at their phone (P8).
 */
export function overtaken(turn: Turn, { why, quietTo }: Extract<DrillInput, { kind: 'drill_overtaken' }>): void {
  const incident = openIncident(turn.visit);
  if (incident) standDown(turn, incident, 'allswell', why, quietTo, 'overtaken');
}

/**
 * A cry for help is never an exercise. The doors lead it past a drill; should one come to the drill's own visit all the same,
 * the drill is over and the visit is a real one from here on.
 */
export function becomesReal(turn: Turn, person: string): void {
  if (!turn.visit.drill) return;
  const incident = openIncident(turn.visit);
  if (incident) standDown(turn, incident, 'allswell', 'something real began', person, 'overtaken');
  delete turn.visit.drill;
}
