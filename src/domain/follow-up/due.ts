import type { Instant } from '../time/instant.js';
import { instantOf, localParts } from '../time/local.js';
import type { FollowUp } from './follow-up.js';

/** The end of the office's day, by the clock on the wall. */
const DAY_ENDS = 17;
/** When people may be texted about what can wait for the morning; the reminders themselves go out at nine. */
const HUMANE = { from: 8, to: 20 } as const;
const MORNING = 9;

/** The end of that local day; where weekends do not count, of the Monday after. `days` from `at`. */
export function endOfDayIn(days: number, at: Instant, zone: string, evenAtWeekends: boolean): Instant {
  const today = localParts(at, zone);
  const on = (day: number): Instant => instantOf({ ...today, day: today.day + day, hour: DAY_ENDS, minute: 0 }, zone);
  const weekday = localParts(on(days), zone).weekday;
  const later = evenAtWeekends ? 0 : weekday === 'sat' ? 2 : weekday === 'sun' ? 1 : 0;
  return on(days + later);
}

/** The end of the day on which this moment lies. */
export const endOfDayOf = (at: Instant, zone: string): Instant => endOfDayIn(0, at, zone, true);

export function isHumane(at: Instant, zone: string): boolean {
  const { hour } = localParts(at, zone);
  return hour >= HUMANE.from && hour < HUMANE.to;
}

/** This moment, or the morning after it where it lies in the night. */
export function humane(at: Instant, zone: string): Instant {
  if (isHumane(at, zone)) return at;
  const parts = localParts(at, zone);
  const day = parts.hour >= HUMANE.to ? parts.day + 1 : parts.day;
  return instantOf({ ...parts, day, hour: MORNING, minute: 0 }, zone);
}

/** When the owner is to be reminded next: on the morning of the day on which it is due, and of the day after. Once each. */
export function nextReminder(
  { state, owner, dueAt, reminded }: Pick<FollowUp, 'state' | 'owner' | 'dueAt' | 'reminded'>,
  now: Instant,
  zone: string,
): Instant | null {
  if (state !== 'open' || owner === null || reminded === 'overdue') return null;
  const due = localParts(dueAt, zone);
  const day = reminded === 'never' ? due.day : due.day + 1;
  return humane(Math.max(now, instantOf({ ...due, day, hour: MORNING, minute: 0 }, zone)), zone);
}
