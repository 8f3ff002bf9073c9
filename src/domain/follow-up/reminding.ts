import { oneSegment } from '../texting/gsm7.js';
import type { Instant } from '../time/instant.js';
import { isHumane, nextReminder } from './due.js';
import { isOverdue, type FollowUp, type FollowUpKind } from './follow-up.js';

/** What one owner is texted of one incident: all that is due, or all that is overdue, in one text. */
export interface Reminder {
  readonly owner: string;
  readonly stage: 'due' | 'overdue';
  readonly of: readonly FollowUp[];
}

export interface Reminding {
  readonly reminders: readonly Reminder[];
  /** Every one that was looked at, with when its owner is reminded next. */
  readonly changed: readonly FollowUp[];
}

/**
 * Which reminders go out now. Whatever came due in the night or in an outage waits for a humane hour; what was never said to be
 * due and is overdue by now is said once, as overdue.
 */
export function remind(followUps: readonly FollowUp[], now: Instant, zone: string): Reminding {
  const ripe = followUps.filter(({ remindAt }) => remindAt !== null && remindAt <= now);
  const isTime = isHumane(now, zone);
  const reminders = new Map<string, { owner: string; stage: 'due' | 'overdue'; of: FollowUp[] }>();
  const changed = ripe.map((one): FollowUp => {
    const { owner } = one;
    if (one.state !== 'open' || owner === null) return { ...one, remindAt: null };
    if (!isTime) return { ...one, remindAt: nextReminder(one, now, zone) };
    const stage = isOverdue(one, now) ? 'overdue' : 'due';
    const key = `${stage} ${owner}`;
    const reminder = reminders.get(key) ?? { owner, stage, of: [] };
    reminder.of.push(one);
    reminders.set(key, reminder);
    return { ...one, reminded: stage, remindAt: nextReminder({ ...one, reminded: stage }, now, zone) };
  });
  return { reminders: [...reminders.values()], changed };
}

/** Said in a text that lies face up on a table: no name, and nothing that somebody typed. */
const IN_A_TEXT: Readonly<Record<FollowUpKind, string>> = {
  reassurance: 'reassurance',
  debrief: 'de-briefing',
  time_away: 'time away',
  counselling: 'counselling',
  accident_report: 'accident report',
  risk_assessment: 'risk assessment',
  own: 'another task',
};

export function sayReminder({ stage, of }: Reminder, reference: string): string {
  const kinds = [...new Set(of.map(({ kind }) => IN_A_TEXT[kind]))];
  const when = stage === 'due' ? 'due today' : 'OVERDUE';
  return oneSegment(
    `After incident ${reference}, ${of.length === 1 ? '1 follow-up is' : `${of.length} follow-ups are`} ${when}.`,
    `${kinds.join(', ')}.`.replace(/^./, (letter) => letter.toUpperCase()),
    'See Follow-ups on Allswell.',
  );
}
