import type { Attempt, Message } from '../evidence.js';
import { PEOPLE } from '../office.js';
import { DOUBT } from '../rules.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';
import { personIn } from './groups.js';

const LAW = 'no alert lost';
const ALERTS = new Set(['ask', 'tell', 'stand_down']);
const UNSETTLED = new Set(['pending', 'sending', 'unknown']);
/** The search for texts in doubt goes round every second or so. */
const A_ROUND = 3_000;

/** Whatever the record says was asked or told has reached the provider, and in time; and nothing hangs for ever (P4). */
export function noAlertLost(the: Case): Finding[] {
  const outgoing = the.evidence.messages.filter(({ direction }) => direction === 'outbound');
  const found = [
    ...outgoing.flatMap((row) => ofRow(row, the)),
    ...writtenAndNotSent(the),
    ...strangers(the.evidence.attempts),
  ];
  return found.map(([what, at]) => ({ law: LAW, what, at }));
}

type Found = [what: string, at: number];

function ofRow(row: Message, { evidence, patience }: Case): Found[] {
  const name = `"${row.body}" to ${row.person}`;
  const attempts = evidence.attempts.filter((one) => one.row === row.id);
  const taken = attempts.find(({ sid }) => sid !== null);
  if (UNSETTLED.has(row.state)) return [[`${name} is still ${row.state} at the end`, row.at]];
  if (row.state === 'dropped') return wronglyDropped(row, name, evidence);
  if (!taken) {
    // Only what the provider has refused for good may be given up; "not now" may not.
    if (attempts.some(({ outcome }) => outcome === 'refused')) return [];
    return [[`${name} never reached the provider (${row.state} after ${attempts.length} tries)`, row.at]];
  }
  if (!ALERTS.has(row.purpose ?? '') || row.at > evidence.judgedUntil) return [];
  const prompt = patience.phones(row.at);
  if (taken.at <= prompt) return [];
  const doubt = lastDoubt(row, attempts, evidence.troubles, prompt);
  if (doubt !== null && taken.at <= patience.phones(doubt + DOUBT + A_ROUND)) return [];
  return [[`${name} was handed to the provider only ${((taken.at - row.at) / 1_000).toFixed(1)} s later`, row.at]];
}

/** When it last became unknown what had become of this text: an answer went missing, or whoever was sending it was stopped. */
function lastDoubt(
  row: Message,
  attempts: readonly Attempt[],
  troubles: Case['evidence']['troubles'],
  until: number,
): number | null {
  const unanswered = attempts
    .filter(({ outcome }) => !['accepted', 'throttled', 'refused'].includes(outcome))
    .map(({ at }) => at);
  const stopped = troubles
    .filter(({ touches, from, to }) => touches === 'everything' && from <= until && to >= row.at - 1_000)
    .map(({ to }) => to);
  const all = [...unanswered, ...stopped];
  return all.length > 0 ? Math.max(...all) : null;
}

/** Not sent, because what it says has ceased to be so: then that must be true. */
function wronglyDropped(row: Message, name: string, { incidents, visits }: Case['evidence']): Found[] {
  if (row.purpose === 'reminder' || row.purpose === 'notice') return [];
  const incident = incidents.find(({ id }) => id === row.incidentId);
  const changed = visits
    .flatMap(({ entries }) => entries)
    .some((one) => one.kind === 'incident_changed' && one.incidentId === row.incidentId && one.at >= row.at);
  if ((row.purpose === 'ask' || row.purpose === 'tell') && (changed || incident?.closedAt != null)) return [];
  return [[`${name} was not sent (${row.detail}), and nothing had changed`, row.at]];
}

/** For every "asked", "told" and "stood down" of the record there is a text. */
function writtenAndNotSent({ evidence: { visits, messages } }: Case): Found[] {
  const count = new Map<string, number>();
  const key = (incident: string | null, person: string, purpose: string): string => `${incident} ${person} ${purpose}`;
  for (const { incidentId, person, purpose } of messages) {
    if (person === null || purpose === null) continue;
    count.set(key(incidentId, person, purpose), (count.get(key(incidentId, person, purpose)) ?? 0) + 1);
  }
  const found: Found[] = [];
  const need = (incident: string | null, person: string, purpose: string, at: number, what: string): void => {
    const left = count.get(key(incident, person, purpose)) ?? 0;
    count.set(key(incident, person, purpose), left - 1);
    if (left <= 0) found.push([`the record says that ${person} was ${what}, and no text to them was written`, at]);
  };
  for (const { entries } of visits) {
    for (const entry of entries) {
      const { kind, incidentId, at } = entry;
      // Whose own report brought the police step about is asked in the answer to it.
      const byAnswer = entries.some(
        (one) =>
          one.at === at &&
          one.by === personIn(entry) &&
          (one.kind === 'acknowledged' || one.kind === 'no_answer_reported'),
      );
      if (kind === 'asked' && !byAnswer) need(incidentId, personIn(entry), 'ask', at, 'asked');
      if (kind === 'told' && !/has no mobile/.test(entry.text)) need(incidentId, personIn(entry), 'tell', at, 'told');
      if (kind === 'stood_down')
        for (const person of entry.data['alerted'] as string[])
          if (person !== entry.by) need(incidentId, person, 'stand_down', at, 'told of the stand-down');
    }
  }
  return found;
}

/** Nothing ever goes to a number that is not in the office; 999, 112 and 101 least of all. */
const strangers = (attempts: readonly Attempt[]): Found[] =>
  attempts
    .filter(({ to }) => !PEOPLE.some(({ mobile }) => mobile === to))
    .map(({ to, at }): Found => [`a text went to ${to}, which is nobody's number`, at]);
