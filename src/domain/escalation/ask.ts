import type { Incident } from '../incident/incident.js';
import type { Step } from '../policy/policy.js';
import * as wording from '../texting/wording.js';
import type { Turn } from '../turn.js';

/** Whom the texts of an incident are about: all its subjects by name, and the number of the first. */
export function about(turn: Turn, incident: Incident): wording.About {
  const [subject = '', ...others] = incident.subjects;
  return {
    reference: incident.reference,
    name: turn.name(subject),
    mobile: turn.person(subject)?.mobile ?? null,
    also: others.map((other) => turn.name(other)),
    drill: turn.visit.drill === true,
  };
}

/** Asks one person in one step, or asks again. False when no text can be sent to them. */
export function ask(turn: Turn, incident: Incident, step: Step, person: string, asContact: boolean): boolean {
  const standing = asContact ? 'contact' : 'manager';
  const before = incident.asks.find((one) => one.person === person && one.step === step.id);
  const times = (before?.times ?? 0) + 1;
  const text = askText(turn, incident, step, person, asContact, sayTimes(incident, person, times));
  const sent = turn.send(person, text, 'ask', 'alert', incident.id);
  if (!sent) return false;
  if (before) {
    before.times = times;
    before.askedAt = turn.at;
    if (before.state === 'unreachable' || before.state === 'handed_over') before.state = 'waiting';
  } else {
    incident.asks.push({ person, step: step.id, askedAt: turn.at, state: 'waiting', times });
  }
  alerted(incident, person, standing);
  turn.record('asked', `${turn.name(person)} was asked${times > 1 ? `, time ${times}` : ''}.`, {
    clause: step.clause,
    incidentId: incident.id,
    data: { person, step: step.id, times },
  });
  return true;
}

/** Every step of an alert code asks in the same words: whoever had them in an earlier step gets them as a repeat (P4). */
function sayTimes(incident: Incident, person: string, times: number): number {
  if (incident.kind !== 'alert_code') return times;
  const before = incident.asks.filter((one) => one.person === person).reduce((sum, one) => sum + one.times, 0);
  return before + 1;
}

export function alerted(incident: Incident, person: string, standing: 'contact' | 'manager'): void {
  const known = incident.alerted.find((one) => one.person === person);
  if (!known) incident.alerted.push({ person, standing });
  else if (standing === 'manager') known.standing = 'manager';
}

function askText(
  turn: Turn,
  incident: Incident,
  step: Step,
  person: string,
  asContact: boolean,
  times: number,
): string {
  const subject = about(turn, incident);
  const url = turn.answerLink(incident, person, times);
  const covert = incident.kind === 'alert_code';
  // Whoever is to ring the police finds the call sheet on their page.
  if (covert || step.kind === 'police') turn.link(incident.id, person);
  if (covert) return wording.askAlertCode(subject, url, times);
  if (step.kind === 'police') return wording.askPolice(subject, url, times);
  if (incident.kind === 'sos') return wording.askSos(subject, times, url);
  if (incident.kind === 'device') return wording.askDevice(subject, times, url);
  const due = turn.visit.expectedEnd;
  // To whoever rings first, contact or substitute; nobody has tried yet.
  const ringsFirst = step.kind === 'ask' && step.asks.every((role) => role === 'nominated_contact');
  if (asContact || ringsFirst)
    return wording.askOverdueContact(subject, due, turn.visit.reference, turn.now, times, url);
  const attempts = step.kind === 'ask' ? step.attempts : 0;
  return wording.askOverdueManager(subject, due, attempts, turn.now, times, url);
}
