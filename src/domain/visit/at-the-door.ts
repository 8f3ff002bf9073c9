import type { PractitionerInput } from '../input.js';
import * as wording from '../texting/wording.js';
import { sayDuration } from '../time/duration.js';
import { showTime } from '../time/local.js';
import type { Instant } from '../time/instant.js';
import { endOf } from '../time/span.js';
import type { Turn } from '../turn.js';
import { passOnWords } from '../incident/report.js';
import { tellContact } from './tell-contact.js';
import { moveEnd, settleStatus } from './visit-status.js';
import type { Attendee } from './visit.js';
import { practitionerMovedTheEnd } from './practitioners-word.js';

type Said<K extends PractitionerInput['kind']> = Extract<PractitionerInput, { kind: K }>;

/**
 * When they said it. What is read late counts from when it was texted: nobody is given the longer because Allswell was away
 * (P3), and what has passed meanwhile is acted on at once.
 */
const saidAt = ({ at }: Turn, { texted = at }: { readonly texted?: Instant }): Instant => Math.min(texted, at);

/** For the record, where it was read much later. */
const readLate = (turn: Turn, at: Instant): string =>
  at < turn.at ? ` (texted ${showTime(at, turn.now.zone)}, read only now)` : '';

/** Arrival is confirmed immediately before going in, with the expected duration (HVPF 8.1.5, 8.3.1). */
export function arrived(turn: Turn, input: Said<'arrived'>, attendee: Attendee): void {
  const { visit } = turn;
  const at = saidAt(turn, input);
  const late = readLate(turn, at);
  if (isOlderThanLeaving(attendee, at)) {
    const text = `${turn.name(input.person)} confirmed arrival before they left${late}; nothing was changed.`;
    return turn.record('text_received', text, { by: input.person, clause: 'HVPF 8.3.1' });
  }
  const planned = visit.plannedEnd - visit.plannedStart;
  const asked = input.stay ? endOf(input.stay, at, at, turn.now.zone) : null;
  const end =
    asked !== null && asked - at <= turn.now.policy.visit.longestStay && !isOlderThanEnd(turn, at) ? asked : null;

  if (attendee.status === 'arrived') {
    if (end !== null) moveEnd(turn, end);
    turn.record(
      'arrival_confirmed',
      `${turn.name(input.person)} confirmed arrival again${end === null ? '' : `, out by ${clock(turn)}`}${late}.`,
      {
        by: input.person,
        clause: 'HVPF 8.3.1',
        data: { expectedEnd: new Date(visit.expectedEnd).toISOString() },
      },
    );
    if (end !== null) practitionerMovedTheEnd(turn, input.person, `is there, out by ${clock(turn)}`, true);
    else passOnWords(turn, input.person, 'texted ARRIVED again');
    settleStatus(visit);
    turn.reply(input.person, wording.alreadyThere(visit, turn.now));
    return;
  }

  const othersInside = visit.attendees.some((other) => other.status === 'arrived');
  const cameBack = attendee.status !== 'planned';
  attendee.status = 'arrived';
  attendee.arrivedAt = at;
  attendee.leftAt = null;
  attendee.leftSaidBy = null;
  const stated = end ?? at + planned;
  // Two people in one house: the later end stands, and the answer says which.
  if (!isOlderThanEnd(turn, at)) moveEnd(turn, othersInside ? Math.max(visit.expectedEnd, stated) : stated);
  turn.record(
    'arrival_confirmed',
    `${turn.name(input.person)} confirmed arrival${cameBack ? ' again after the visit had ended for them' : ''}; out by ${clock(turn)}${late}.`,
    { by: input.person, clause: 'HVPF 8.3.1', data: { expectedEnd: new Date(visit.expectedEnd).toISOString() } },
  );
  practitionerMovedTheEnd(turn, input.person, `arrived, out by ${clock(turn)}`, false);
  settleStatus(visit);
  turn.reply(
    input.person,
    visit.kind === 'unplanned' ? wording.notInDiary(visit, turn.now) : wording.arrived(visit, at, turn.now),
  );
}

/** It came in after the LEFT that was texted after it. */
const isOlderThanLeaving = ({ leftAt }: Attendee, at: Instant): boolean => leftAt !== null && at < leftAt;

/** Somebody has set another end since they texted: the later word stands. */
const isOlderThanEnd = ({ visit, at }: Turn, said: Instant): boolean => said < at && said < visit.expectedEndSetAt;

/** "If it will take longer than originally estimated": a revised completion time (HVPF 8.3.2). */
export function extend(turn: Turn, input: Said<'extend'> | Said<'late'>): void {
  const { visit } = turn;
  const at = saidAt(turn, input);
  if (!input.by) {
    turn.record('text_received', `${turn.name(input.person)} asked for longer without a time.`, {
      by: input.person,
      clause: 'HVPF 8.3.2',
    });
    turn.reply(input.person, wording.howLong(visit, turn.now));
    return;
  }
  const end = endOf(input.by, Math.max(visit.expectedEnd, at), at, turn.now.zone);
  const longest = turn.now.policy.visit.longestStay;
  if (end - Math.max(visit.expectedEnd, at) > longest) {
    turn.record('text_received', `${turn.name(input.person)} asked for longer than one text may give.`, {
      by: input.person,
      clause: 'HVPF 8.3.2',
    });
    turn.reply(input.person, wording.tooLong(visit, turn.now, sayDuration(longest)));
    return;
  }
  moveEnd(turn, end);
  turn.record('extended', `${turn.name(input.person)} extended; out by ${clock(turn)}${readLate(turn, at)}.`, {
    by: input.person,
    clause: 'HVPF 8.3.2',
    data: { expectedEnd: new Date(end).toISOString() },
  });
  const inside = visit.attendees.some((one) => one.person === input.person && one.status === 'arrived');
  practitionerMovedTheEnd(turn, input.person, `extended, out by ${clock(turn)}`, inside);
  tellContact(turn, 'visit extended', input.person);
  settleStatus(visit);
  turn.reply(input.person, wording.extended(visit, turn.now));
}

/** Running late to the door: the plan moves, and the contact is told (HVPF 8.2.2). */
export function late(turn: Turn, input: Said<'late'>, attendee: Attendee): void {
  if (attendee.status === 'arrived' || turn.visit.kind === 'home_safe') return extend(turn, input);
  const { visit } = turn;
  const at = saidAt(turn, input);
  if (!input.by) {
    turn.record('text_received', `${turn.name(input.person)} said that they are late, without a time.`, {
      by: input.person,
      clause: 'HVPF 8.2.2',
    });
    turn.reply(input.person, wording.howLate(visit, turn.now));
    return;
  }
  const planned = endOf(input.by, visit.plannedStart, at, turn.now.zone);
  const start = planned > at ? planned : endOf(input.by, at, at, turn.now.zone);
  const duration = visit.plannedEnd - visit.plannedStart;
  if (start - Math.max(visit.plannedStart, at) > turn.now.policy.visit.longestStay) {
    turn.record('text_received', `${turn.name(input.person)} said that they are later than one text may say.`, {
      by: input.person,
      clause: 'HVPF 8.2.2',
    });
    turn.reply(input.person, wording.howLate(visit, turn.now));
    return;
  }
  visit.plannedStart = start;
  visit.plannedEnd = start + duration;
  visit.handled = visit.handled.filter((key) => !key.startsWith('late:'));
  // Where a colleague is inside already, their end stands: nobody's alarm is put off by somebody who is not there.
  const colleagueInside = visit.attendees.some((other) => other.status === 'arrived');
  if (!colleagueInside) moveEnd(turn, visit.plannedEnd);
  turn.record(
    'late_reported',
    `${turn.name(input.person)} is late: start ${showTime(start, turn.now.zone)}, out by ${clock(turn)}${readLate(turn, at)}.`,
    {
      by: input.person,
      clause: 'HVPF 8.2.2',
      data: { plannedStart: new Date(start).toISOString(), expectedEnd: new Date(visit.expectedEnd).toISOString() },
    },
  );
  practitionerMovedTheEnd(turn, input.person, `running late, out by ${clock(turn)}`, false);
  tellContact(turn, 'running late', input.person);
  settleStatus(visit);
  turn.reply(input.person, wording.late(visit, turn.now));
}

const clock = (turn: Turn): string => showTime(turn.visit.expectedEnd, turn.now.zone);
