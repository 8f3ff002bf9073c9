import { SegmentedMessage } from 'sms-segments-calculator';
import { deadlinesOf, DRILL_ENDS } from '../deadlines.js';
import type { Decision, NewEntry, NewMessage } from '../decision.js';
import type { Input } from '../input.js';
import { standingOf } from '../incident/standing.js';
import { Turn, type Circumstances } from '../turn.js';
import { isUnaccounted, isWatched, openIncident, type Visit } from '../visit/visit.js';

/**
 * What holds of every decision, whatever the state and the input: the promises that can be seen in a single step. Checked
 * at each step of every story and of every simulated day.
 */
export function lawsBroken(before: Visit, input: Input, now: Circumstances, decision: Decision): string[] {
  const { visit, messages } = decision;
  return [
    ...entriesTellOfEveryChange(before, decision, now),
    ...messages.flatMap(messageIsFitToSend),
    ...incidentsAreWhole(before, visit, now),
    ...deadlinesFollow(visit, input, now),
    ...phonesGiveNothingAway(before, visit, messages),
    ...onlyTheRightPersonEnded(before, visit, input, now),
    ...drillsSaySo(before, visit, messages),
  ];
}

/** P10 */
function entriesTellOfEveryChange(before: Visit, { visit, entries }: Decision, now: Circumstances): string[] {
  const broken: string[] = [];
  if (entries.length === 0 && JSON.stringify(before) !== JSON.stringify(visit))
    broken.push('P10: the visit changed without an entry');
  if (entries.some((entry) => entry.at !== now.at)) broken.push('P10: an entry has another moment than its own');
  for (const entry of entries) {
    const { kind, text, by, clause, incidentId, data } = entry;
    if (WITH_CLAUSE.has(kind) && !clause) broken.push(`P10: "${text}" names no clause`);
    if (!by || text.length < 8 || /undefined|null|NaN|\[object/.test(text))
      broken.push(`P10: ${kind} does not say what was done: "${text}"`);
    if (OF_AN_INCIDENT.has(kind) && !incidentId) broken.push(`P10: "${text}" names no incident`);
    if (OF_A_PERSON.has(kind) && typeof data['person'] !== 'string')
      broken.push(`P10: "${text}" names no person to machines`);
    if (kind === 'passed_over' && incidentId && !data['role']) broken.push(`P10: "${text}" names no role to machines`);
  }
  return broken;
}

const WITH_CLAUSE: ReadonlySet<NewEntry['kind']> = new Set([
  'arrival_confirmed',
  'departure_confirmed',
  'extended',
  'incident_opened',
  'incident_changed',
  'step_started',
  'passed_over',
  'asked',
  'told',
  'acknowledged',
  'no_answer_reported',
  'police_told',
  'stood_down',
]);

const OF_A_PERSON: ReadonlySet<NewEntry['kind']> = new Set([
  'asked',
  'told',
  'contact_told',
  'reminder_sent',
  'late_arrival_asked',
  'unanswered',
  'acknowledgement_expired',
]);

const OF_AN_INCIDENT: ReadonlySet<NewEntry['kind']> = new Set([
  'incident_opened',
  'incident_changed',
  'step_started',
  'asked',
  'told',
  'acknowledged',
  'acknowledgement_expired',
  'no_answer_reported',
  'unanswered',
  'police_told',
  'stood_down',
  'follow_up_due',
  'fault',
]);

/** P4: the texts of an alarm overtake everything, answers go before notices; P11: one segment, nothing of whom is visited. */
function messageIsFitToSend({ body, to, mobile, purpose, urgency, incidentId }: NewMessage): string[] {
  const broken: string[] = [];
  const expected = incidentId ? 'alert' : purpose === 'reply' ? 'reply' : 'notice';
  const known = incidentId ? ['ask', 'tell', 'stand_down'] : ['reply', 'reminder', 'notice'];
  if (urgency !== expected || !known.includes(purpose)) broken.push(`P4: "${body}" goes out as ${purpose}, ${urgency}`);
  if (segments(body) !== 1) broken.push(`"${body}" is not one GSM-7 segment`);
  if (/probation|offender|visited/i.test(body)) broken.push(`P11: "${body}" says too much`);
  if (/\bundefined\b|\bnull\b|NaN|\[object/.test(body)) broken.push(`"${body}" has a hole`);
  if (!/^\+\d{8,15}$/.test(mobile)) broken.push(`the text to ${to} has no number`);
  return broken;
}

const counted = new Map<string, number>();

/** 0 where it is empty or not GSM-7. The package is slow, and texts differ mostly in their digits, which are all one septet. */
function segments(text: string): number {
  const body = text.replace(/\d/g, '0');
  let count = counted.get(body);
  if (count === undefined) {
    const message = new SegmentedMessage(body);
    count = message.getEncodingName() === 'GSM-7' && body.trim() !== '' ? message.segmentsCount : 0;
    counted.set(body, count);
  }
  return count;
}

/** P6: an open incident always has a wait, which lay ahead when it was set. */
function incidentsAreWhole(before: Visit, visit: Visit, now: Circumstances): string[] {
  const broken: string[] = [];
  if (visit.incidents.filter(({ status }) => status === 'open').length > 1) broken.push('two incidents are open');
  for (const incident of visit.incidents) {
    const { asks, alerted, wait } = incident;
    if (!asks.every(({ state }) => STATES.has(state))) broken.push('an ask is in no state that there is');
    if (!alerted.every(({ standing }) => standing === 'contact' || standing === 'manager'))
      broken.push('someone was alerted as nothing');
    if (wait && !WAITS.has(wait.for)) broken.push('an incident waits for nothing that there is');
    if (incident.status === 'open') {
      if (!incident.wait) broken.push(`P6: ${incident.kind} waits for nothing at ${incident.step}`);
      else if (incident.wait.until < now.at && incident.wait.until !== openIncident(before)?.wait?.until)
        broken.push(`P6: ${incident.kind} waits for a moment that is past`);
      if (incident.closedAt !== null) broken.push('an open incident is closed');
    } else if (incident.wait || incident.closedAt === null || !incident.closedBy || !incident.outcome) {
      broken.push('an ended incident is not ended');
    }
  }
  return broken;
}

const STATES: ReadonlySet<string> = new Set([
  'waiting',
  'acknowledged',
  'reported',
  'unreachable',
  'unanswered',
  'handed_over',
]);
const WAITS: ReadonlySet<string> = new Set(['answer', 'outcome', 'police', 'news']);

/** P2: the deadlines say what is waited for, and one that was acted on is not due again. */
function deadlinesFollow(visit: Visit, input: Input, now: Circumstances): string[] {
  const broken: string[] = [];
  const deadlines = deadlinesOf(visit, now.policy);
  const keys = deadlines.map(({ key }) => key);
  if (new Set(keys).size !== keys.length) broken.push(`P2: two deadlines share a key: ${keys.join()}`);
  const incident = openIncident(visit);
  const overdueAt = visit.expectedEnd + now.policy.visit.overdue.after;
  if (!incident && isWatched(visit) && visit.attendees.some(isUnaccounted)) {
    if (!deadlines.some(({ key, dueAt }) => key === 'overdue' && dueAt === overdueAt))
      broken.push('P2: someone is out and nothing watches');
  }
  if (!incident && !visit.attendees.some(isUnaccounted) && deadlines.length > 0)
    broken.push('P2: a deadline for nobody');
  if (incident && keys.some((key) => !key.startsWith('wait:') && key !== DRILL_ENDS))
    broken.push('a reminder could go out during an incident');
  if (
    input.kind === 'deadline' &&
    input.dueAt <= now.at &&
    deadlines.some(({ key, dueAt }) => key === input.key && dueAt === input.dueAt)
  ) {
    broken.push(`P2: ${input.key} was acted on and is due still`);
  }
  return broken;
}

/** P8: while an alert code runs, a phone on the visit gets answers to its own texts and nothing else. */
function phonesGiveNothingAway(before: Visit, visit: Visit, messages: readonly NewMessage[]): string[] {
  const incident = openIncident(visit) ?? openIncident(before);
  // A drill of it is known to its practitioner, who is told when it begins and ends.
  if (incident?.kind !== 'alert_code' || before.drill) return [];
  const onVisit = new Set([...visit.attendees.map(({ person }) => person), ...incident.subjects]);
  return messages
    .filter(
      (message) =>
        onVisit.has(message.to) &&
        (message.purpose !== 'reply' || /alert|\bcode|police|incident|stood down/i.test(message.body)),
    )
    .map(({ body }) => `P8: "${body}" shows on the practitioner's phone`);
}

/** P9 */
function onlyTheRightPersonEnded(before: Visit, visit: Visit, input: Input, now: Circumstances): string[] {
  const incident = openIncident(before);
  // A drill may end by itself, or give way to something real.
  if (before.drill) return [];
  const after = visit.incidents.find(({ id }) => id === incident?.id);
  if (!incident || !after || after.status === 'open') return [];
  const { standDown } = now.policy.escalations[incident.kind];
  const allowed = incident.police.length > 0 ? standDown.afterPolice : standDown.beforePolice;
  const standing =
    input.kind === 'reported'
      ? standingOf(new Turn(structuredClone(before), now), incident, input.person)
      : 'practitioner';
  const byMachine = input.kind === 'deadline' || input.kind === 'message_failed' || input.kind === 'changed';
  if (byMachine || !standing || !allowed.includes(standing))
    return [`P9: ${incident.kind} was ended by ${standing} with "${input.kind}"`];
  return [];
}

/** Every text of a drill says so first and has nobody ring the police; no text of a real alarm says it. */
function drillsSaySo({ drill }: Visit, after: Visit, messages: readonly NewMessage[]): string[] {
  // A cry for help made it real: this turn ends the one and begins the other.
  if (drill !== after.drill) return [];
  return messages
    .filter(({ body }) =>
      drill ? !body.startsWith('EXERCISE ') || /ring the police (now|yourself)/i.test(body) : /^EXERCISE/.test(body),
    )
    .map(({ body }) => `"${body}" is sent ${drill ? 'of a drill' : 'of a real alarm'}`);
}
