import type { PractitionerInput } from '../input.js';
import * as wording from '../texting/wording.js';
import { MINUTE } from '../time/instant.js';
import type { Turn } from '../turn.js';
import { passOnWords } from '../incident/report.js';
import { practitionerIsOut } from './practitioners-word.js';
import { tellContact } from './tell-contact.js';
import { moveEnd, settleStatus } from './visit-status.js';
import { isUnaccounted, openIncident, type Attendee } from './visit.js';

type Said<K extends PractitionerInput['kind']> = Extract<PractitionerInput, { kind: K }>;

/** Confirms that they have safely left, immediately after leaving (HVPF 8.1.5, 8.4.1). */
export function left(turn: Turn, input: Said<'left'>, attendee: Attendee): void {
  const { visit, at } = turn;
  if (isPinMissing(turn, input)) {
    turn.record(
      'departure_not_accepted',
      `${turn.name(input.person)} texted LEFT with ${input.pin === 'wrong' ? 'a wrong PIN' : 'no PIN'}.`,
      {
        by: input.person,
        clause: 'HVPF 8.4.1',
      },
    );
    turn.reply(input.person, wording.pinWanted(visit));
    return;
  }
  if (!isUnaccounted(attendee)) {
    turn.record('departure_confirmed', `${turn.name(input.person)} confirmed departure again.`, {
      by: input.person,
      clause: 'HVPF 8.4.1',
    });
    turn.reply(input.person, wording.left(visit, attendee.leftAt ?? at, turn.now, null));
    return;
  }
  if (attendee.status === 'planned' && visit.kind !== 'home_safe') {
    turn.record('arrival_confirmed', `${turn.name(input.person)} never confirmed arrival.`, {
      by: input.person,
      clause: 'HVPF 8.3.1',
    });
  }
  const others = input.both ? visit.attendees.filter((other) => other !== attendee && isUnaccounted(other)) : [];
  for (const one of [attendee, ...others]) {
    one.status = 'left';
    one.leftAt = at;
    one.leftSaidBy = one === attendee ? null : input.person;
    turn.record(
      'departure_confirmed',
      one === attendee
        ? `${turn.name(one.person)} confirmed safe departure.`
        : `${turn.name(input.person)} said that ${turn.name(one.person)} has left too.`,
      { by: input.person, clause: 'HVPF 8.4.1', data: { person: one.person, saidBy: input.person } },
    );
  }
  practitionerIsOut(turn, input.person, visit.kind === 'home_safe' ? 'is home' : 'texted LEFT');
  settleStatus(visit);
  turn.reply(input.person, answer(turn, others));
}

function answer(turn: Turn, others: readonly Attendee[]): string {
  const { visit, at, now } = turn;
  if (visit.kind === 'home_safe') return wording.homeSafe(at, now);
  if (others.length > 0)
    return wording.leftBoth(
      visit,
      at,
      others.map((other) => turn.name(other.person)),
      now,
    );
  const stillIn = visit.attendees.filter(isUnaccounted).map((other) => turn.name(other.person));
  return wording.left(visit, at, now, stillIn.length > 0 ? wording.othersStillIn(stillIn) : null);
}

/**
 * A forged or forced LEFT is of no use without the PIN, where the policy asks for one (P9). "During an incident" means
 * once the visit is overdue, which shows on the practitioner's own watch. The time decides, not only the incident: a PIN that
 * was asked for before the alert code and is not asked for after it would give the code away (P8).
 */
function isPinMissing(turn: Turn, input: Said<'left'>): boolean {
  const rule = turn.now.policy.departurePin;
  const overdue =
    turn.at >= turn.visit.expectedEnd + turn.now.policy.visit.overdue.after ||
    openIncident(turn.visit)?.kind === 'overdue';
  const wanted = rule === 'always' || (rule === 'during_incident' && overdue);
  return wanted && input.pin !== 'right' && input.pin !== 'none_set';
}

/** Nobody in, or refused at the door: recorded, for two refusals matter (APP-HV, section 96B). */
export function noAccess(turn: Turn, input: Said<'no_access'>, attendee: Attendee): void {
  outWithout(turn, attendee, 'no_access', `${turn.name(input.person)} got no access.`, 'APP-HV');
  practitionerIsOut(turn, input.person, 'texted NO ACCESS');
  settleStatus(turn.visit);
  turn.reply(input.person, wording.noAccess(turn.visit));
}

/** Given up before going in, or broken off inside: then they are watched until they are out (HVPF 8.3.1, 8.3.3). */
export function abandon(turn: Turn, input: Said<'abandon'>, attendee: Attendee): void {
  const { visit, at } = turn;
  if (attendee.status === 'arrived') {
    turn.record('abandoned', `${turn.name(input.person)} is breaking the visit off; LEFT is awaited.`, {
      by: input.person,
      clause: 'HVPF 8.3.3',
    });
    if (visit.expectedEnd > at + BREAKING_OFF) moveEnd(turn, at + BREAKING_OFF);
    passOnWords(turn, input.person, 'is breaking the visit off');
    tellContact(turn, 'breaking the visit off', input.person);
    turn.reply(input.person, wording.abandonedInside(visit));
    return;
  }
  outWithout(
    turn,
    attendee,
    'abandoned',
    `${turn.name(input.person)} abandoned the visit before going in.`,
    'HVPF 8.3.1',
  );
  practitionerIsOut(turn, input.person, 'abandoned the visit before going in');
  tellContact(turn, 'visit abandoned', input.person);
  settleStatus(visit);
  turn.reply(input.person, wording.abandonedBefore(visit));
}

/** Leaving "as quickly as possible" (HVPF 8.3.3): a long stay that was planned no longer stands. */
const BREAKING_OFF = 5 * MINUTE;

function outWithout(
  turn: Turn,
  attendee: Attendee,
  status: 'no_access' | 'abandoned',
  text: string,
  clause: string,
): void {
  if (!isUnaccounted(attendee)) return;
  attendee.status = status;
  attendee.leftAt = turn.at;
  turn.record(status, text, { by: attendee.person, clause });
}
