import { becomesReal, reachedPolice } from '../drill/carry-out.js';
import { about, alerted } from '../escalation/ask.js';
import { outcomeDue, startNextStep, startTelling, stepOf, stepsOf, takenUntil } from '../escalation/escalate.js';
import { holdersOf, whyNot } from '../escalation/responders.js';
import type { Report, ResponderInput } from '../input.js';
import type { AskStep, Standing } from '../policy/policy.js';
import * as exercise from '../texting/exercise.js';
import { withoutLinkAtEnd } from '../texting/without-link.js';
import { eachOf } from '../texting/whom.js';
import * as wording from '../texting/wording.js';
import { sayDuration } from '../time/duration.js';
import { showTime } from '../time/local.js';
import { endOf } from '../time/span.js';
import type { Turn } from '../turn.js';
import { moveEnd, settleStatus } from '../visit/visit-status.js';
import { isUnaccounted, openIncident } from '../visit/visit.js';
import { areTheSame, firstNamesOf } from './subjects.js';
import { WHY_NOT_HEARD, whyNotHeard } from './code-heard.js';
import { handOver } from './hand-over.js';
import type { Incident } from './incident.js';
import { raise } from './open-incident.js';
import { mayEnd, standingOf } from './standing.js';
import { accountForSubjects, standDown } from './stand-down.js';

/** What a responder says of an incident, by text, on a screen or through the API: one rule for all three. */
export function reported(turn: Turn, input: ResponderInput): void {
  if (input.onPhonePage) turn.reporter = { person: input.person, door: 'phone page' };
  const answer = input.incidentId === null ? codeByVoice(turn, input) : onIncident(turn, input, input.incidentId);
  // On a screen there is no need of a way to one.
  turn.answer = answer && withoutLinkAtEnd(turn.marked(answer));
  if (input.byText && answer) turn.reply(input.person, answer);
  settleStatus(turn.visit);
}

/**
 * The practitioner rang the contact and gave the alert code before any alarm was running (HVPF 8.3.6). From somebody who is
 * on the visit it is their own cry for help, and answered like the covert phrase (P8).
 */
function codeByVoice(turn: Turn, input: ResponderInput): string | null {
  const refused = input.byText ? null : whyNotHeard(turn, input.person);
  if (refused) {
    const text = `${turn.name(input.person)} reported the alert code; it was not taken, for ${WHY_NOT_HEARD[refused]}.`;
    turn.record('refused', text, {
      by: input.person,
      clause: 'HVPF 8.3.6',
      incidentId: openIncident(turn.visit)?.id ?? null,
    });
    return null;
  }
  becomesReal(turn, input.person);
  const open = openIncident(turn.visit);
  const inside = turn.visit.attendees.filter(isUnaccounted).map((attendee) => attendee.person);
  const everyone = turn.visit.attendees.map((attendee) => attendee.person);
  const own = everyone.includes(input.person) || open?.subjects.includes(input.person) === true;
  // Whom the open incident is about comes first: the texts go on naming the same person.
  const concerned = open ? [...new Set([...open.subjects, ...inside])] : inside.length > 0 ? inside : everyone;
  const subjects = own ? [input.person] : concerned;
  const why = `${turn.name(input.person)} ${own ? 'gave' : 'received'} the alert code.`;
  const { incident } = raise(turn, 'alert_code', subjects, input.person, why);
  if (own) return wording.appointmentCancelled();
  alerted(incident, input.person, 'contact');
  return wording.codeNoted(incident.reference, ...incident.subjects.map((one) => turn.name(one)));
}

function onIncident(turn: Turn, input: ResponderInput, incidentId: string): string | null {
  const incident = turn.visit.incidents.find((one) => one.id === incidentId);
  if (!incident) return null;
  const { person, report } = input;
  const standing = standingOf(turn, incident, person);
  if (standing === null || standing === 'practitioner') {
    note(turn, incident, person, `${turn.name(person)} reported "${report.kind}"; it is not theirs to report.`);
    turn.notTaken = { why: 'not_theirs' };
    return wording.unknownReference(incident.reference);
  }
  if (incident.status !== 'open') {
    note(turn, incident, person, `${turn.name(person)} reported "${say(report)}" after the incident was ended.`);
    turn.notTaken = { why: 'ended' };
    return wording.closedIncident(
      incident.reference,
      incident.closedAt ?? turn.at,
      turn.name(incident.closedBy ?? ''),
      turn.now,
    );
  }
  alerted(incident, person, standing);
  const late = outOfDate(turn, input, incident);
  if (late) {
    const text = `${turn.name(person)} reported "${say(report)}" before they knew that ${late.why}; it was not taken.`;
    note(turn, incident, person, text);
    turn.notTaken = { why: 'out_of_date' };
    return late.answer;
  }
  switch (report.kind) {
    case 'ack':
      return acknowledged(turn, incident, person, standing, input.byText);
    case 'safe':
      return safe(turn, incident, person, standing, report);
    case 'stand_down':
      return stoodDown(turn, incident, person, standing, report.reason);
    case 'no_answer':
      return noAnswer(turn, incident, person, report.times, standing, input.byText);
    case 'extend':
      return extend(turn, incident, person, standing, report);
    case 'police':
      return turn.visit.drill
        ? reachedPolice(turn, incident, person)
        : policeTold(turn, incident, person, report, sawAnother(input, incident));
    case 'code':
      return code(turn, incident, person);
    case 'hand_over':
      return handOver(turn, incident, person, standing, report.to);
    case 'unclear':
      note(turn, incident, person, `${turn.name(person)} texted "${report.words}", which was not understood.`);
      turn.notTaken = { why: 'not_understood' };
      return wording.responderWords(incident.reference);
  }
}

/**
 * What ends an alarm must be meant of the one that runs, and of everybody whom it is about: "safe", said of somebody overdue,
 * does not end the alert code that the page did not show yet, nor the alarm for a colleague whom it did not name (HVPF 8.3.6, P9).
 */
function outOfDate(turn: Turn, input: ResponderInput, incident: Incident): { why: string; answer: string } | null {
  if (!ENDING.has(input.report.kind)) return null;
  const { reference, kind } = incident;
  if (sawAnother(input, incident))
    return { why: 'it had become graver', answer: wording.changedSince(reference, kind) };
  const seen = input.onPhonePage ?? input.onScreen;
  const names = firstNamesOf(incident, turn.now.directory);
  if (seen?.about === undefined || areTheSame(seen.about, names)) return null;
  return { why: `it is about ${eachOf(names)} now`, answer: wording.aboutOthersSince(reference, names) };
}

const ENDING: ReadonlySet<Report['kind']> = new Set(['safe', 'stand_down', 'extend']);

/** The page that they pressed on showed another alarm than the one that runs now. */
function sawAnother({ onPhonePage, onScreen }: ResponderInput, { kind }: Incident): boolean {
  const seen = onPhonePage ?? onScreen;
  return seen !== undefined && seen.saw !== kind;
}

/** What is not taken is not lost: whoever reads the record finds the police's reference, or the reason, all the same. */
function say(report: Report): string {
  switch (report.kind) {
    case 'unclear':
      return report.words;
    case 'police':
      return [
        'police',
        report.policeReference && `reference ${report.policeReference}`,
        report.operator && `spoke to ${report.operator}`,
      ]
        .filter(Boolean)
        .join(', ');
    case 'safe':
      return report.reason ? `safe: ${report.reason}` : 'safe';
    case 'stand_down':
      return `stand down: ${report.reason}`;
    default:
      return report.kind.replaceAll('_', ' ');
  }
}

function note(turn: Turn, incident: Incident, by: string, text: string): void {
  turn.record('report_noted', text, { by, incidentId: incident.id });
}

/** "I'm on it" (P7): buys the step's minutes, once for each person. */
function acknowledged(turn: Turn, incident: Incident, person: string, standing: Standing, byText: boolean): string {
  const step = stepOf(turn, incident);
  const { reference } = incident;
  if (!step || step.kind === 'tell' || (standing === 'contact' && !isAskedNow(incident, person))) {
    note(turn, incident, person, `${turn.name(person)} acknowledged; the incident has moved on.`);
    return wording.notedOnly(reference);
  }
  const own = takeOn(turn, incident, person);
  delete own.ranOut;
  const first = own.state !== 'acknowledged' && own.state !== 'reported';
  if (first) {
    own.state = 'acknowledged';
    const lasts = step.kind === 'police' ? step.acknowledgementLasts : step.outcomeWithin;
    takenUntil(incident, step.kind === 'police' ? turn.at + lasts : outcomeDue(turn, incident, step));
    turn.record('acknowledged', `${turn.name(person)} has taken it, for ${sayDuration(lasts)}.`, {
      by: person,
      clause: step.clause,
      incidentId: incident.id,
      data: { step: step.id },
    });
  } else note(turn, incident, person, `${turn.name(person)} acknowledged again.`);
  if (step.kind === 'police') return ringPolice(turn, incident, person);
  if (nobodyIsToCall(step)) {
    if (standing !== 'manager') return wording.notedOnly(reference);
    startNextStep(turn, incident, byText ? person : null);
    return ringPolice(turn, incident, person);
  }
  return wording.ackNoted(reference, incident.wait?.until ?? turn.at, wording.afterAck(reference), turn.now);
}

const ringPolice = (turn: Turn, incident: Incident, person: string): string =>
  wording.ringPolice(incident.reference, linkForPolice(turn, incident, person), turn.visit.drill);

/** Their page, with the call sheet on it. */
function linkForPolice(turn: Turn, incident: Incident, person: string): string {
  turn.link(incident.id, person);
  return turn.answerLink(incident, person, 0);
}

const nobodyIsToCall = (step: AskStep): boolean => step.attempts === 0;

const isAskedHere = (incident: Incident, person: string): boolean =>
  incident.asks.some((one) => one.person === person && one.step === incident.step);

/** In this step, or, after an outage, together with it. */
const isAskedNow = (incident: Incident, person: string): boolean =>
  isAskedHere(incident, person) ||
  (incident.hurried === true && incident.asks.some((one) => one.person === person && one.state === 'waiting'));

/** Their place in this step; a manager who was not asked yet takes one by answering. */
function takeOn(turn: Turn, incident: Incident, person: string): Incident['asks'][number] {
  const own = incident.asks.find((one) => one.person === person && one.step === incident.step);
  if (own) return own;
  const taken: Incident['asks'][number] = { person, step: incident.step, askedAt: turn.at, state: 'waiting', times: 0 };
  incident.asks.push(taken);
  return taken;
}

function safe(
  turn: Turn,
  incident: Incident,
  person: string,
  standing: Standing,
  { reason, of }: Extract<Report, { kind: 'safe' }>,
): string {
  const others = incident.subjects.filter((one) => of?.includes(one) === false);
  // "She is safe", of the only one it is about, says of whom.
  if (others.length > 0 && (of?.length || incident.subjects.length > 1))
    return safeButForOthers(turn, incident, person, of ?? [], others);
  const names = incident.subjects.map((one) => turn.firstName(one));
  const found = `${eachOf(names)} ${names.length > 1 ? 'are' : 'is'} safe`;
  if (!mayEnd(turn, incident, standing)) return informsOnly(turn, incident, person, found);
  accountForSubjects(turn, incident, person);
  standDown(turn, incident, person, reason ?? found, person);
  const alone = names.length === 1 && turn.visit.attendees.length === 1;
  return wording.safeNoted(incident.reference, alone ? [] : names);
}

/** "Priya is safe" does not end it for Ben: they are told for whom it goes on. */
function safeButForOthers(
  turn: Turn,
  incident: Incident,
  person: string,
  of: readonly string[],
  others: readonly string[],
): string {
  const [safeOnes, rest] = [of, others].map((people) => people.map((one) => turn.firstName(one)));
  const whom = eachOf(safeOnes ?? []) || 'one of them';
  note(turn, incident, person, `${turn.name(person)} said "safe" of ${whom}; it goes on for ${eachOf(rest ?? [])}.`);
  turn.notTaken = { why: 'incomplete' };
  return wording.safeButForOthers(incident.reference, safeOnes ?? [], rest ?? []);
}

/** It ends, for a reason, without a word from whoever it is about: whoever may say "safe" may say so, and it does the same. */
function stoodDown(turn: Turn, incident: Incident, person: string, standing: Standing, reason: string): string {
  if (!mayEnd(turn, incident, standing)) return informsOnly(turn, incident, person, reason);
  accountForSubjects(turn, incident, person);
  standDown(turn, incident, person, reason, person);
  return wording.standDownNoted(incident.reference);
}

/** Their word is passed on; it closes nothing (P9). */
function informsOnly(turn: Turn, incident: Incident, person: string, what: string): string {
  note(turn, incident, person, `${turn.name(person)} says: ${what}. It informs, and ends nothing.`);
  for (const manager of managersOf(incident)) {
    if (manager === person) continue;
    const text = wording.inform(about(turn, incident), turn.name(person), what, incident.kind === 'alert_code');
    turn.send(manager, text, 'tell', 'alert', incident.id);
  }
  return wording.onlyManagerEnds(incident.reference);
}

/** The managers who have been asked to act on it; leaders who were only told are left in peace. */
const managersOf = (incident: Incident): string[] => [
  ...new Set(
    incident.asks
      .map((one) => one.person)
      .filter((person) => incident.alerted.some((one) => one.person === person && one.standing === 'manager')),
  ),
];

function noAnswer(
  turn: Turn,
  incident: Incident,
  person: string,
  times: number,
  standing: Standing,
  byText: boolean,
): string {
  const step = stepOf(turn, incident);
  const { reference } = incident;
  const policeAreNext = step?.kind === 'police' || (step?.kind === 'ask' && nobodyIsToCall(step));
  if (policeAreNext && standing === 'manager') {
    note(turn, incident, person, `${turn.name(person)} called and got no answer.`);
    return ringPolice(turn, incident, person);
  }
  if (step?.kind !== 'ask' || nobodyIsToCall(step) || (standing === 'contact' && !isAskedHere(incident, person))) {
    note(turn, incident, person, `${turn.name(person)} reported no answer.`);
    return step?.kind === 'ask' && nobodyIsToCall(step)
      ? wording.codeNoted(reference, ...incident.subjects.map((one) => turn.name(one)))
      : wording.notedOnly(reference);
  }
  takeOn(turn, incident, person).state = 'reported';
  incident.attempts += times;
  turn.record(
    'no_answer_reported',
    `${turn.name(person)} called and got no answer (${incident.attempts} of ${step.attempts}).`,
    {
      by: person,
      clause: step.clause,
      incidentId: incident.id,
      data: { attempts: incident.attempts, wanted: step.attempts },
    },
  );
  if (incident.attempts < step.attempts) {
    takenUntil(incident, outcomeDue(turn, incident, step));
    return wording.attemptNoted(reference, incident.attempts, step.attempts);
  }
  startNextStep(turn, incident, byText && standing === 'manager' ? person : null);
  return stepOf(turn, incident)?.kind === 'police' && standing === 'manager'
    ? ringPolice(turn, incident, person)
    : wording.passedUp(reference);
}

/** Reached, and the visit goes on: the diary is updated and the new time watched (HVPF 8.4.2). */
function extend(
  turn: Turn,
  incident: Incident,
  person: string,
  standing: Standing,
  report: Extract<Report, { kind: 'extend' }>,
): string {
  if (!report.by) {
    note(turn, incident, person, `${turn.name(person)} reported an extension without a time.`);
    turn.notTaken = { why: 'incomplete' };
    return wording.howMuchLonger(incident.reference);
  }
  const end = endOf(report.by, turn.at, turn.at, turn.now.zone);
  const most = turn.now.policy.visit.longestStay;
  if (end - turn.at > most) {
    note(turn, incident, person, `${turn.name(person)} reported an extension longer than one report may give.`);
    turn.notTaken = { why: 'too_long', most };
    return wording.howMuchLonger(incident.reference);
  }
  const clock = showTime(end, turn.now.zone);
  if (incident.kind === 'alert_code' || !mayEnd(turn, incident, standing)) {
    return informsOnly(turn, incident, person, `the visit goes on until ${clock}`);
  }
  moveEnd(turn, end);
  turn.record('extended', `Extended until ${clock}, as ${turn.name(person)} found out.`, {
    by: person,
    clause: 'HVPF 8.4.2',
    incidentId: incident.id,
    data: { expectedEnd: new Date(end).toISOString() },
  });
  standDown(turn, incident, person, `reached, visit extended to ${clock}`, person);
  return wording.extendNoted(incident.reference, end, turn.now, turn.visit.drill);
}

const policeClause = (turn: Turn, incident: Incident): string | null =>
  turn.now.policy.escalations[incident.kind].steps.find((step) => step.kind === 'police')?.clause ?? null;

function policeTold(
  turn: Turn,
  incident: Incident,
  person: string,
  report: Extract<Report, { kind: 'police' }>,
  ofAnother: boolean,
): string {
  const { policeReference, operator, toldAt = turn.at } = report;
  // As they say, be it before the alarm: somebody may have rung as soon as they were worried. Never a time to come.
  const at = Math.min(toldAt, turn.at);
  incident.police.push({ by: person, at, reference: policeReference, operator });
  const step = stepOf(turn, incident);
  // Not "the first report": an incident that turned into a graver one has the police told again, of that.
  const first = step?.kind !== 'tell';
  turn.record(
    'police_told',
    `${turn.name(person)} told the police${at === turn.at ? '' : ` at ${showTime(at, turn.now.zone)}`}${policeReference ? `, reference ${policeReference}` : ', no reference given yet'}${operator ? `, spoke to ${operator}` : ''}.`,
    {
      by: person,
      clause: policeClause(turn, incident),
      incidentId: incident.id,
      data: { policeReference, operator, ...(at !== turn.at && { toldAt: new Date(at).toISOString() }) },
    },
  );
  if (first && ofAnother) {
    // What they told was of a lesser alarm: those who are asked to ring go on being asked (HVPF 8.3.6).
    turn.notTaken = { why: 'out_of_date' };
    return wording.policeToldOfLess(incident.reference, incident.kind);
  }
  if (first) {
    takeOn(turn, incident, person).state = 'reported';
    tellOtherManagers(turn, incident, person, policeReference);
    startTelling(turn, incident);
  } else incident.wait = { for: 'news', until: turn.at + step.askForNewsEvery };
  return wording.policeNoted(incident.reference, policeReference);
}

/**
 * The others who are being asked to ring the police need not ring as well. A line manager whom a contact went past hears of
 * it here: from now on only a manager can end it. Leaders have a text of their own, which follows.
 */
function tellOtherManagers(turn: Turn, incident: Incident, person: string, policeReference: string | null): void {
  const text = wording.policeToldBy(about(turn, incident), turn.name(person), policeReference);
  const lineManagers = holdersOf(turn, incident, 'line_manager').filter((one) => whyNot(turn, incident, one) === null);
  for (const { id } of lineManagers) alerted(incident, id, 'manager');
  const leaders = new Set(leadersToTell(turn, incident));
  for (const other of new Set([...incident.asks.map((one) => one.person), ...lineManagers.map(({ id }) => id)])) {
    if (other !== person && !leaders.has(other)) turn.send(other, text, 'tell', 'alert', incident.id);
  }
}

const leadersToTell = (turn: Turn, incident: Incident): string[] =>
  stepsOf(turn, incident)
    .flatMap((step) => (step.kind === 'tell' ? step.tells : []))
    .flatMap((role) => holdersOf(turn, incident, role).map(({ id }) => id));

function code(turn: Turn, incident: Incident, person: string): string {
  if (turn.visit.drill) {
    note(turn, incident, person, `${turn.name(person)} reported the alert code as part of the drill.`);
    return exercise.codeNoted(incident.reference);
  }
  const subjects = incident.subjects;
  raise(turn, 'alert_code', subjects, person, `${turn.name(person)} received the alert code.`);
  return wording.codeNoted(incident.reference, ...subjects.map((one) => turn.name(one)));
}

/** The words of a person on the visit, for whoever holds the incident: as theirs, whomever else it is about. */
export function passOnWords(turn: Turn, person: string, words: string): void {
  tellResponders(turn, (subject) => wording.passOn(subject, turn.name(person), words));
}

/** Tells whoever holds the open incident. */
export function tellResponders(turn: Turn, text: (about: wording.About) => string): void {
  const incident = openIncident(turn.visit);
  if (!incident) return;
  const step = stepOf(turn, incident);
  const active = incident.asks.filter(
    (one) => one.state !== 'unreachable' && (one.step === step?.id || step?.kind === 'tell'),
  );
  for (const person of new Set(active.map((one) => one.person))) {
    turn.send(person, text(about(turn, incident)), 'tell', 'alert', incident.id);
  }
}
