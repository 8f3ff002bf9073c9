import type { Incident } from '../incident/incident.js';
import type { AskStep, PoliceStep, Step, StepRole, TellStep } from '../policy/policy.js';
import * as wording from '../texting/wording.js';
import type { Instant, Milliseconds } from '../time/instant.js';
import type { Turn } from '../turn.js';
import { isOnVisit } from '../visit/visit.js';
import { newsFrom } from '../incident/news-from.js';
import { standingOf } from '../incident/standing.js';
import { about, alerted, ask } from './ask.js';
import { holdersOf, roundsOf, sayRole, wideningRounds } from './responders.js';

/**
 * Carries an incident along the steps of its policy. It never ends in silence (P6): a step with nobody to ask starts the
 * next at once, and the police step repeats and widens until a person has taken it.
 */

export const stepsOf = (turn: Turn, incident: Incident): readonly Step[] =>
  turn.now.policy.escalations[incident.kind].steps;

export const stepOf = (turn: Turn, incident: Incident): Step | undefined =>
  stepsOf(turn, incident).find((step) => step.id === incident.step);

/** `taker`: the person whose own word brought the step about; the answer to that word is their asking. */
export function startFirstStep(turn: Turn, incident: Incident): void {
  const first = stepsOf(turn, incident)[0];
  if (first) startStep(turn, incident, first, null);
}

export function startNextStep(turn: Turn, incident: Incident, taker: string | null = null): void {
  const steps = stepsOf(turn, incident);
  const next = steps[steps.findIndex((step) => step.id === incident.step) + 1];
  if (next) startStep(turn, incident, next, taker);
}

/** The managers who have been asked so far are asked to ring the police, now. */
export function startPoliceStep(turn: Turn, incident: Incident): void {
  const police = stepsOf(turn, incident).find((step) => step.kind === 'police');
  if (police) startStep(turn, incident, police, null);
}

/** The police have been told: what is left to do is to tell the leaders, whatever steps lie between. */
export function startTelling(turn: Turn, incident: Incident): void {
  const tell = stepsOf(turn, incident).find((step) => step.kind === 'tell');
  if (tell) startStep(turn, incident, tell, null);
}

function startStep(turn: Turn, incident: Incident, step: Step, taker: string | null): void {
  incident.step = step.id;
  incident.stepAt = turn.at;
  incident.attempts = 0;
  incident.asked = 0;
  incident.rounds = [];
  incident.wait = null;
  turn.record('step_started', `Step ${step.id.replaceAll('_', ' ')} started.`, {
    clause: step.clause,
    incidentId: incident.id,
    data: { step: step.id },
  });
  if (step.kind === 'ask') startAsking(turn, incident, step);
  else if (step.kind === 'police') startPolice(turn, incident, step, taker);
  else tellLeaders(turn, incident, step);
}

function startAsking(turn: Turn, incident: Incident, step: AskStep): void {
  incident.rounds = roundsOf(turn, incident, step);
  askNextRound(turn, incident, step, { reserves: true });
  // After the asking, so that whoever was asked is not told as well.
  for (const role of step.tells) tellNotToCall(turn, incident, step, role);
}

/** `reserves`: whether those may be asked who stand in only for someone who cannot be reached. */
export function askNextRound(turn: Turn, incident: Incident, step: AskStep, { reserves }: { reserves: boolean }): void {
  const stepEnds = incident.stepAt + step.longest;
  while (incident.asked < incident.rounds.length && turn.at < stepEnds) {
    const round = incident.rounds[incident.asked++];
    if (!round || (round.reserve && !reserves)) continue;
    const reached = round.people.filter((person) =>
      ask(turn, incident, step, person, isContactHere(turn, incident, step, person)),
    );
    if (reached.length > 0) {
      incident.wait = { for: 'answer', until: Math.min(turn.at + answerWithin(turn, incident, step), stepEnds) };
      return;
    }
  }
  startNextStep(turn, incident);
}

const answerWithin = (turn: Turn, incident: Incident, step: AskStep): Milliseconds =>
  incident.hurried ? Math.min(step.answerWithin, turn.now.policy.catchUp.answerWithin) : step.answerWithin;

/** In a step that asks contacts, a contact is asked as one; where a manager is on the rota too, the step decides. */
function isContactHere(turn: Turn, incident: Incident, step: AskStep, person: string): boolean {
  if (!step.asks.includes('nominated_contact')) return false;
  if (step.asks.includes('line_manager') && holdersOf(turn, incident, 'line_manager').some(({ id }) => id === person))
    return false;
  return holdersOf(turn, incident, 'nominated_contact').some(({ id }) => id === person);
}

function tellNotToCall(turn: Turn, incident: Incident, step: AskStep, role: StepRole): void {
  const standing = role === 'nominated_contact' ? 'contact' : 'manager';
  for (const { id } of holdersOf(turn, incident, role)) tellNotToCallOne(turn, incident, step.clause, id, standing);
}

export function tellNotToCallOne(
  turn: Turn,
  incident: Incident,
  clause: string,
  person: string,
  standing: 'contact' | 'manager',
): void {
  const told = turn.messages.some((message) => message.to === person && message.incidentId === incident.id);
  if (told) return;
  if (!turn.send(person, wording.tellContactOfAlertCode(about(turn, incident)), 'tell', 'alert', incident.id)) return;
  alerted(incident, person, standing);
  turn.record('told', `${turn.name(person)} was told of the alert code, and not to call.`, {
    clause,
    incidentId: incident.id,
    data: { person },
  });
}

function startPolice(turn: Turn, incident: Incident, step: PoliceStep, taker: string | null): void {
  whatWasTakenRunsOut(incident, step);
  const leads = taker ? [taker] : leadsFrom(turn, incident);
  incident.rounds = [
    ...(leads.length > 0 ? [{ people: leads, reserve: false }] : []),
    ...wideningRounds(turn, incident, step, leads),
  ];
  if (taker) {
    // The answer to their own text asks them; a second text with the same words would only delay them.
    incident.asked = 1;
    incident.asks.push({ person: taker, step: step.id, askedAt: turn.at, state: 'waiting', times: 1 });
    alerted(incident, taker, 'manager');
    turn.record(
      'asked',
      `${turn.name(taker)} was asked ${turn.visit.drill ? 'at the police step' : 'to ring the police'}.`,
      {
        clause: step.clause,
        incidentId: incident.id,
        data: { person: taker, step: step.id, times: 1 },
      },
    );
  } else {
    addToPoliceStep(turn, incident, step);
  }
  incident.wait = { for: 'police', until: turn.at + step.repeatEvery };
}

/** Managers who have taken the incident; with none, every manager who was asked; with none, the widening begins at once. */
function leadsFrom(turn: Turn, incident: Incident): string[] {
  const managers = incident.asks.filter((one) =>
    incident.alerted.some((a) => a.person === one.person && a.standing === 'manager'),
  );
  const took = managers.filter((one) => one.state === 'acknowledged' || one.state === 'reported');
  const asked = managers.filter((one) => one.state !== 'unreachable');
  const leads = (took.length > 0 ? took : asked).map((one) => one.person);
  return [...new Set(leads)].filter((person) => turn.person(person)?.mobile);
}

/** Asks the next round of the police step that can be asked. Whether there was one. */
export function addToPoliceStep(turn: Turn, incident: Incident, step: PoliceStep): boolean {
  while (incident.asked < incident.rounds.length) {
    const people = incident.rounds[incident.asked++]?.people ?? [];
    if (askForPolice(turn, incident, step, people)) return true;
  }
  return false;
}

function askForPolice(turn: Turn, incident: Incident, step: PoliceStep, people: readonly string[]): boolean {
  const reached = people.filter((person) => ask(turn, incident, step, person, isOnlyContact(turn, incident, person)));
  return reached.length > 0;
}

/** A contact who is asked at the very end, for want of a manager, rings the police and stays a contact: they end nothing (P9). */
function isOnlyContact(turn: Turn, incident: Incident, person: string): boolean {
  if (standingOf(turn, incident, person) === 'manager') return false;
  if (incident.alerted.some((one) => one.person === person)) return true;
  return holdersOf(turn, incident, 'nominated_contact').some(({ id }) => id === person);
}

/** "I'm on it" is not the word that the police have been told: once it is asked again, nobody has it in hand (P7). */
function whatWasTakenRunsOut(incident: Incident, step: PoliceStep): void {
  for (const one of incident.asks) if (one.step === step.id && one.state === 'acknowledged') one.ranOut = true;
}

function repeatPolice(turn: Turn, incident: Incident, step: PoliceStep): void {
  whatWasTakenRunsOut(incident, step);
  const asked = incident.asks.filter((one) => one.step === step.id).map((one) => one.person);
  const again = askForPolice(turn, incident, step, asked);
  const more = addToPoliceStep(turn, incident, step);
  if (!again && !more) {
    turn.record('fault', 'Nobody can be asked to ring the police: no manager has a number that can be texted.', {
      clause: step.clause,
      incidentId: incident.id,
    });
    // Somebody may have come back, or been given a number, since the step started.
    incident.rounds = wideningRounds(turn, incident, step, []);
    incident.asked = 0;
    addToPoliceStep(turn, incident, step);
  }
  incident.wait = { for: 'police', until: turn.at + step.repeatEvery };
}

function tellLeaders(turn: Turn, incident: Incident, step: TellStep): void {
  const report = incident.police.at(-1);
  const kind = incident.kind === 'alert_code' ? 'Police alert' : 'Concern for safety';
  const told = new Set<string>();
  for (const role of step.tells) {
    const people = holdersOf(turn, incident, role).filter((person) => !isOnVisit(turn.visit, incident, person.id));
    if (people.length === 0) {
      turn.record('passed_over', `Nobody is named as ${sayRole(role)}.`, {
        clause: step.clause,
        incidentId: incident.id,
        data: { role },
      });
    }
    for (const person of people) {
      if (told.has(person.id) || report?.by === person.id) continue;
      told.add(person.id);
      const by = report ? turn.name(report.by) : null;
      const text = wording.tellLeaders(about(turn, incident), kind, by, report?.at ?? null, turn.now);
      const sent = turn.send(person.id, text, 'tell', 'alert', incident.id);
      if (sent) alerted(incident, person.id, 'manager');
      turn.record(
        'told',
        sent
          ? `${person.name} (${sayRole(role)}) was told.`
          : `${person.name} (${sayRole(role)}) has no mobile number: tell them another way.`,
        {
          clause: step.clause,
          incidentId: incident.id,
          data: { person: person.id, role },
        },
      );
    }
  }
  incident.wait = { for: 'news', until: turn.at + step.askForNewsEvery };
}

function askForNews(turn: Turn, incident: Incident, step: TellStep): void {
  const report = incident.police.at(-1);
  const person = newsFrom(incident);
  if (person && report) {
    const url = turn.answerLink(incident, person, 0);
    turn.send(person, wording.askNews(about(turn, incident), report.at, turn.now, url), 'ask', 'alert', incident.id);
    turn.record('asked', `${turn.name(person)} was asked for news.`, {
      clause: step.clause,
      incidentId: incident.id,
      data: { person },
    });
  }
  incident.wait = { for: 'news', until: turn.at + step.askForNewsEvery };
}

/** A wait is over without the word that was waited for. */
export function waitIsOver(turn: Turn, incident: Incident): void {
  const step = stepOf(turn, incident);
  if (!step) {
    const text = `The policy has no step "${incident.step}": the police step is started.`;
    turn.record('fault', text, { incidentId: incident.id });
    return startPoliceStep(turn, incident);
  }
  if (step.kind === 'police') return repeatPolice(turn, incident, step);
  if (step.kind === 'tell') return askForNews(turn, incident, step);
  for (const one of incident.asks) {
    // Those of the level before, who were asked together with this one after an outage, have had their time as well.
    const hadTheirTime = one.step === step.id || (incident.hurried === true && one.state === 'waiting');
    if (!hadTheirTime || (one.state !== 'waiting' && one.state !== 'acknowledged' && one.state !== 'reported'))
      continue;
    const expired = one.state !== 'waiting';
    one.state = 'unanswered';
    turn.record(
      expired ? 'acknowledgement_expired' : 'unanswered',
      expired
        ? `${turn.name(one.person)} took it and reported no outcome in time.`
        : `${turn.name(one.person)} has not answered.`,
      { clause: step.clause, incidentId: incident.id, data: { person: one.person, step: one.step } },
    );
  }
  askNextRound(turn, incident, step, { reserves: false });
}

/** The text to this person failed, or nothing was heard of it: the next one is asked at once, nothing is waited out. */
export function couldNotReach(turn: Turn, incident: Incident, person: string): void {
  const step = stepOf(turn, incident);
  const asked = incident.asks.find((one) => one.person === person && one.step === incident.step);
  if (!step || step.kind === 'tell' || asked?.state !== 'waiting') return;
  asked.state = 'unreachable';
  const stillHoping = incident.asks.some(
    (one) =>
      one.step === step.id && (one.state === 'waiting' || one.state === 'acknowledged' || one.state === 'reported'),
  );
  if (step.kind === 'police') addToPoliceStep(turn, incident, step);
  else if (!stillHoping) askNextRound(turn, incident, step, { reserves: true });
}

/**
 * Until when an outcome is awaited. However many take a step in turn, together they buy its time once over (P7). Where an
 * outage has used that time up, whoever answers is not made to pay for it: they have their minutes from now.
 */
export function outcomeDue(turn: Turn, incident: Incident, step: AskStep): Instant {
  const due = Math.min(turn.at, incident.stepAt + step.longest) + step.outcomeWithin;
  return due >= turn.at ? due : turn.at + step.outcomeWithin;
}

/** Someone takes it: what that buys is minutes (P7). */
export function takenUntil(incident: Incident, until: Instant): void {
  if (incident.wait) incident.wait = { for: incident.wait.for === 'police' ? 'police' : 'outcome', until };
}
