import type { DiaryInput } from '../input.js';
import type { Directory } from '../organisation/directory.js';
import { iso, type Instant } from '../time/instant.js';
import { showDayTime, showNear, showTime } from '../time/local.js';
import { shownIncident } from '../incident/hidden.js';
import { passOnWords } from '../incident/report.js';
import type { Turn } from '../turn.js';
import { tellContact } from './tell-contact.js';
import { moveEnd, settleStatus, statusSeenBy } from './visit-status.js';
import { isWatched, openIncident, type Attendee, type Visit } from './visit.js';

/** The itinerary diary: who goes, where, from when to when (HVPF 8.2.1), and its changes (8.2.2). */

export function planned(turn: Turn, input: Extract<DiaryInput, { kind: 'planned' }>): void {
  const { visit } = turn;
  turn.record(
    'visit_planned',
    `Visit ${visit.reference} planned: ${showDayTime(visit.plannedStart, turn.now.zone)} to ${showTime(visit.plannedEnd, turn.now.zone)}, ${visit.attendees.map((attendee) => turn.name(attendee.person)).join(' and ')}.`,
    {
      by: input.by,
      clause: 'HVPF 8.2.1',
      data: {
        plannedStart: iso(visit.plannedStart),
        plannedEnd: iso(visit.plannedEnd),
        attendees: visit.attendees.map((attendee) => attendee.person),
        ...(visit.series !== undefined && { series: visit.series }),
      },
    },
  );
  settleStatus(visit);
}

export function changed(turn: Turn, input: Extract<DiaryInput, { kind: 'changed' }>): void {
  const { visit } = turn;
  const wasUnderWay = visit.attendees.some((attendee) => attendee.arrivedAt !== null);
  const before = [...visit.attendees];
  const { zone } = turn.now;
  const changes = [...input.also];
  const were: Record<string, string | readonly string[]> = {};
  const moved = (what: string, is: Instant, was: Instant): string =>
    `${what} ${showDayTime(is, zone)} (was ${showNear(was, is, zone)})`;
  if (input.plannedStart !== undefined && input.plannedStart !== visit.plannedStart) {
    changes.push(moved('start', input.plannedStart, visit.plannedStart));
    were['plannedStartBefore'] = iso(visit.plannedStart);
    visit.plannedStart = input.plannedStart;
    visit.handled = visit.handled.filter((key) => !key.startsWith('late:'));
  }
  if (input.plannedEnd !== undefined && input.plannedEnd !== visit.plannedEnd) {
    changes.push(moved('end', input.plannedEnd, visit.plannedEnd));
    were['plannedEndBefore'] = iso(visit.plannedEnd);
    visit.plannedEnd = input.plannedEnd;
    if (isWatched(visit)) moveEnd(turn, visit.plannedEnd);
  }
  if (input.attendees) {
    const wanted = new Set(input.attendees);
    const unit = unitAfter(visit, input.attendees, turn.now.directory);
    // In the order asked for, for the first leads. Someone who is inside stays watched whatever the diary now says: a screen is
    // not a departure (P9).
    const going = [...wanted].map((person) => before.find((one) => one.person === person) ?? newAttendee(person));
    const inside = before.filter((one) => one.status === 'arrived' && !wanted.has(one.person));
    visit.attendees = [...going, ...inside];
    changes.push(`attendees ${namesOf(turn, visit.attendees)} (was ${namesOf(turn, before)})`);
    were['attendeesBefore'] = before.map((attendee) => attendee.person);
    if (unit !== visit.unit) {
      changes.push(`unit ${unitName(turn, unit)} (was ${unitName(turn, visit.unit)})`);
      Object.assign(were, { unit, unitBefore: visit.unit });
      visit.unit = unit;
    }
  }
  const together = input.withOthers ? ' with others of its series' : '';
  turn.record('visit_changed', `Visit ${visit.reference} changed${together}: ${changes.join(', ') || 'nothing'}.`, {
    by: input.by,
    clause: 'HVPF 8.2.2',
    data: {
      plannedStart: iso(visit.plannedStart),
      plannedEnd: iso(visit.plannedEnd),
      expectedEnd: iso(visit.expectedEnd),
      attendees: visit.attendees.map((attendee) => attendee.person),
      ...were,
      ...(input.withOthers && visit.series !== undefined && { series: visit.series }),
    },
  });
  settleStatus(visit);
  if (changes.length === 0 || !wasUnderWay) return;
  const about = visit.attendees.find((one) => one.status === 'arrived') ?? visit.attendees[0];
  tellContact(turn, 'plan changed', about?.person ?? input.by);
}

const newAttendee = (person: string): Attendee => ({
  person,
  status: 'planned',
  arrivedAt: null,
  leftAt: null,
  leftSaidBy: null,
});

const unitName = (turn: Turn, id: string): string => turn.now.directory.unit(id)?.name ?? id;

/**
 * The unit of the visit once these go: it follows a new lead, with the contacts who are alerted and the police who are rung. Not
 * once somebody has arrived or an incident is open: then those who were told of it, or are asked about it, hold it to its end,
 * whomever the diary now names (P9).
 */
export function unitAfter(visit: Visit, who: readonly string[], directory: Directory): string {
  const [lead = ''] = who;
  const isHeld = visit.attendees.some((one) => one.arrivedAt !== null) || openIncident(visit) !== undefined;
  if (isHeld || lead === visit.attendees[0]?.person) return visit.unit;
  return directory.person(lead)?.unit ?? visit.unit;
}

const namesOf = (turn: Turn, attendees: readonly Attendee[]): string =>
  attendees.map(({ person }) => turn.name(person)).join(' and ') || 'nobody';

export function cancelled(turn: Turn, input: Extract<DiaryInput, { kind: 'cancelled' }>): void {
  const { visit } = turn;
  const whyNot = whyNotCancelled(visit, input.by);
  if (whyNot) {
    return turn.record('report_noted', `Visit ${visit.reference} was to be cancelled and was not: ${whyNot}.`, {
      by: input.by,
      clause: 'HVPF 8.2.2',
    });
  }
  for (const attendee of visit.attendees) if (attendee.status === 'planned') attendee.status = 'cancelled';
  // With an alert code open it is one on the visit who cancels it, and who must see no difference: the diary takes their
  // word, and the alarm goes on until a manager ends it (P8, P9).
  const alarm = openIncident(visit);
  if (!alarm) visit.status = 'cancelled';
  turn.record(
    'visit_cancelled',
    `Visit ${visit.reference} cancelled${input.withOthers ? ' with others of its series' : ''}: ${input.reason}.${alarm ? ` Incident ${alarm.reference} goes on.` : ''}`,
    {
      by: input.by,
      clause: 'HVPF 8.2.2',
      incidentId: alarm?.id ?? null,
      data: {
        plannedStart: iso(visit.plannedStart),
        plannedEnd: iso(visit.plannedEnd),
        attendees: visit.attendees.map((attendee) => attendee.person),
        ...(input.withOthers && visit.series !== undefined && { series: visit.series }),
      },
    },
  );
  passOnWords(turn, input.by, 'cancelled the visit');
}

/** Why this visit can no longer be changed, as whoever asks may know it (P8), or null. */
export function whyNotChanged(visit: Turn['visit'], by: string): string | null {
  const status = statusSeenBy(by, visit);
  return isWatched({ status }) ? null : `the visit is ${status.replaceAll('_', ' ')}`;
}

/**
 * Why a visit cannot be cancelled, or null. Nobody can be taken off the watch from a desk while they may be inside. Whoever
 * is on the visit is not told that an alert code is open: to them it is answered as it would be without one (P8).
 */
export function whyNotCancelled(visit: Turn['visit'], by: string): string | null {
  const over = whyNotChanged(visit, by);
  if (over) return `${over} already`;
  if (shownIncident(by, visit)) return 'an incident is open on it: stand that down first';
  if (visit.attendees.some((attendee) => attendee.status === 'arrived'))
    return 'somebody is inside: it ends when they have left';
  return null;
}
