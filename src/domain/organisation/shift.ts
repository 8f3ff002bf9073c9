import type { LocalParts } from '../time/local.js';
import type { RotaShift, Weekday } from './organisation.js';
import { WEEKDAYS } from './organisation.js';

/** A rota shift made ready to be asked, with times in minutes since local midnight. */
export interface Shift {
  readonly days: ReadonlySet<Weekday>;
  /** 0 to 1439. */
  readonly from: number;
  /** 0 to 1440. At or before `from`: the shift ends on the next day. */
  readonly to: number;
}

export function readShift({ days, from, to }: RotaShift): Shift {
  return { days: new Set(days), from: minutesOf(from), to: minutesOf(to) };
}

/**
 * Whether the shift is on when the clock on the wall shows that day and time: `from` counts, `to` does not. A shift that
 * runs past midnight belongs to the weekday on which it starts. The clock that people look at decides on the two nights
 * of the year when it changes: 22:00 to 06:00 is seven hours in March and nine in October, and in the hour that comes
 * twice a shift is on both times. So shifts that meet leave no gap on either night.
 */
export function covers(shift: Shift, now: LocalParts): boolean {
  const minute = now.hour * 60 + now.minute;
  const pastMidnight = shift.to <= shift.from;
  if (shift.days.has(now.weekday) && minute >= shift.from && (pastMidnight || minute < shift.to)) return true;
  return pastMidnight && shift.days.has(dayBefore(now.weekday)) && minute < shift.to;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const dayBefore = (day: Weekday): Weekday => WEEKDAYS[(WEEKDAYS.indexOf(day) + 6) % 7]!;
