import { deadlinesOf, lateKey, OVERDUE, reminderKey } from '../deadlines.js';
import { runOut } from '../drill/carry-out.js';
import { drillEnds } from '../drill/drill.js';
import { catchUp } from '../escalation/catch-up.js';
import { stepOf, waitIsOver } from '../escalation/escalate.js';
import { raise } from '../incident/open-incident.js';
import type { MachineInput } from '../input.js';
import * as wording from '../texting/wording.js';
import { sayDuration } from '../time/duration.js';
import { iso, SECOND, type Instant } from '../time/instant.js';
import { showTime } from '../time/local.js';
import type { Turn } from '../turn.js';
import { settleStatus } from './visit-status.js';
import { openIncident, unheardOf } from './visit.js';

/** A lateness worth a word in the record (P3): later than the loop is ever meant to be. */
const WORTH_SAYING = 10 * SECOND;

/**
 * A deadline has passed. It is looked at again here, under the visit's lock: what no longer stands, or stands later,
 * changes nothing, so that jobs may be lost, doubled, early or late (P2).
 */
export function deadlinePassed(turn: Turn, input: Extract<MachineInput, { kind: 'deadline' }>): void {
  const stands = deadlinesOf(turn.visit, turn.now.policy).find(
    ({ key, dueAt }) => key === input.key && dueAt === input.dueAt,
  );
  if (!stands || stands.dueAt > turn.at) return;
  const { visit } = turn;

  const practised = visit.drill && openIncident(visit);
  // After an outage as well: whatever else is due, a drill whose time is up asks nobody any more.
  if (practised && drillEnds(practised, turn.now.policy) <= turn.at) runOut(turn);
  else if (input.key === OVERDUE) overdue(turn, stands.dueAt);
  else if (input.key.startsWith('wait:')) {
    const incident = openIncident(visit);
    if (incident) {
      const before = stepOf(turn, incident);
      sayLate(turn, stands.dueAt, incident.id);
      waitIsOver(turn, incident);
      if (before?.kind === 'ask') catchUp(turn, incident, stands.dueAt);
    }
  } else remind(turn, input.key);
  settleStatus(visit);
}

/** No confirmation within ten minutes of the expected end (HVPF 8.4.2). */
function overdue(turn: Turn, dueAt: Instant): void {
  const { visit } = turn;
  const missing = unheardOf(visit);
  const due = showTime(visit.expectedEnd, turn.now.zone);
  const what = visit.kind === 'home_safe' ? 'arrival home' : 'departure';
  // The alarm asks louder: a question about a late arrival that was still to come would follow a contact's EXTEND for nothing.
  visit.handled = [...new Set([...visit.handled, ...missing.map(lateKey)])];
  const { incident } = raise(
    turn,
    'overdue',
    missing,
    'allswell',
    `No ${what} confirmed by ${missing.map((person) => turn.name(person)).join(', ')}, expected ${due}.`,
  );
  sayLate(turn, dueAt, incident.id);
  catchUp(turn, incident, dueAt);
}

function sayLate(turn: Turn, dueAt: Instant, incidentId: string): void {
  const late = turn.at - dueAt;
  if (late < WORTH_SAYING) return;
  const { gap, zone } = turn.now;
  const inGap = gap !== null && gap.from <= dueAt && dueAt <= gap.to;
  const why = inGap
    ? `Allswell was not watching from ${showTime(gap.from, zone)} to ${showTime(gap.to, zone)}`
    : 'Allswell did not keep up';
  turn.record('fault', `Due at ${showTime(dueAt, zone)}, acted on ${sayDuration(late)} late: ${why}.`, {
    incidentId,
    data: {
      dueAt: iso(dueAt),
      lateBySeconds: Math.round(late / SECOND),
      gapFrom: inGap ? iso(gap.from) : null,
      gapTo: inGap ? iso(gap.to) : null,
    },
  });
}

function remind(turn: Turn, key: string): void {
  const { visit, at } = turn;
  const { policy } = turn.now;
  visit.handled = [...visit.handled, key];
  // After an outage the alarm speaks for itself; a stale reminder would only confuse (P3).
  const alarmDue = visit.expectedEnd + policy.visit.overdue.after <= at;
  const question = visit.attendees.find((attendee) => lateKey(attendee.person) === key);
  if (question) {
    const { clause } = policy.visit.lateArrival;
    if (alarmDue)
      return turn.record('reminder_dropped', 'The question about a late arrival came too late to ask.', { clause });
    turn.send(question.person, wording.lateQuestion(visit, turn.now), 'reminder', 'notice');
    return turn.record('late_arrival_asked', `${turn.name(question.person)} was asked about a late arrival.`, {
      clause,
      data: { person: question.person },
    });
  }
  const reminder = policy.visit.reminders.find(({ before }) => reminderKey(before) === key);
  if (!reminder) return;
  const overtaken = policy.visit.reminders.some(
    ({ before }) => before < reminder.before && visit.expectedEnd - before <= at,
  );
  if (alarmDue || overtaken)
    return turn.record('reminder_dropped', 'The reminder came too late to send.', { clause: reminder.clause });
  for (const attendee of visit.attendees) {
    if (attendee.status !== 'arrived' && !(visit.kind === 'home_safe' && attendee.status === 'planned')) continue;
    turn.send(attendee.person, wording.reminder(visit, turn.now), 'reminder', 'notice');
    turn.record('reminder_sent', `${turn.name(attendee.person)} was reminded of the expected end.`, {
      clause: reminder.clause,
      data: { person: attendee.person },
    });
  }
}
