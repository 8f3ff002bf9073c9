import { DAY, type Instant } from '../time/instant.js';
import { localParts } from '../time/local.js';
import type { DatedShift, RotaShift, Weekday } from './organisation.js';
import { WEEKDAYS } from './organisation.js';

/** A day by the calendar on the wall, counted from 1 January 1970: small, and its neighbours are one away. */
type DayNumber = number;

/**
 * A rota shift made ready to be asked, with times in minutes since local midnight. Each process holds those of the whole
 * office, so days are kept as numbers.
 */
export interface Shift {
  /** Of a dated shift the one day on which it begins; null: it comes back every week. */
  readonly date: DayNumber | null;
  /** A bit for each weekday on which it begins, Monday's the lowest. Of a dated shift none. */
  readonly weekdays: number;
  /** Days on which a weekly shift is struck out. */
  readonly except: readonly DayNumber[];
  /** 0 to 1439. */
  readonly from: number;
  /** 0 to 1440. At or before `from`: the shift ends on the next day. */
  readonly to: number;
}

export const isDated = (shift: RotaShift): shift is DatedShift => 'date' in shift;

export function readShift(shift: RotaShift): Shift {
  const times = { from: minutesOf(shift.from), to: minutesOf(shift.to) };
  if (isDated(shift)) return { date: dayNumber(shift.date), weekdays: 0, except: NEVER, ...times };
  const weekdays = shift.days.reduce((bits, day) => bits | bitOf(day), 0);
  return { date: null, weekdays, except: shift.except?.map(dayNumber) ?? NEVER, ...times };
}

/** What the calendar and the clock on the wall show: the day, and the minutes since its midnight by that clock. */
interface WallClock {
  readonly day: DayNumber;
  readonly minute: number;
}

export function wallClock(at: Instant, zone: string): WallClock {
  const { year, month, day, hour, minute } = localParts(at, zone);
  return { day: Date.UTC(year, month - 1, day) / DAY, minute: hour * 60 + minute };
}

/**
 * Whether the shift is on when the clock on the wall shows that day and time: `from` counts, `to` does not. A shift that
 * runs past midnight belongs to the day on which it starts, be that a weekday or a date. The clock that people look at
 * decides on the two nights of the year when it changes: 22:00 to 06:00 is seven hours in March and nine in October, and
 * in the hour that comes twice a shift is on both times. So shifts that meet leave no gap on either night.
 */
export function covers(shift: Shift, { day, minute }: WallClock): boolean {
  const overnight = isOvernight(shift);
  if (minute >= shift.from && (overnight || minute < shift.to) && beginsOn(shift, day)) return true;
  return overnight && minute < shift.to && beginsOn(shift, day - 1);
}

export function beginsOn({ date, weekdays, except }: Shift, day: DayNumber): boolean {
  if (date !== null) return date === day;
  return (weekdays & bitOf(weekdayOf(day))) !== 0 && !except.includes(day);
}

/** Whether it comes back on that weekday, struck out on a date or not. */
export const isWeeklyOn = ({ weekdays }: Shift, day: Weekday): boolean => (weekdays & bitOf(day)) !== 0;

export const isOvernight = ({ from, to }: Pick<Shift, 'from' | 'to'>): boolean => to <= from;

/** Whether a dated shift has ended by then; a weekly one never has. */
export function isOver(shift: RotaShift, at: Instant, zone: string): boolean {
  if (!isDated(shift)) return false;
  const ready = readShift(shift);
  const { day, minute } = wallClock(at, zone);
  const last = ready.date! + (isOvernight(ready) ? 1 : 0);
  return day > last || (day === last && minute >= ready.to);
}

/** "2026-11-27" as a number. */
export const dayNumber = (date: string): DayNumber => Date.parse(date) / DAY;

/** 1 January 1970 was a Thursday. */
export const weekdayOf = (day: DayNumber): Weekday => WEEKDAYS[(((day + 3) % 7) + 7) % 7]!;

const bitOf = (day: Weekday): number => 1 << WEEKDAYS.indexOf(day);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** One for all. */
const NEVER: readonly DayNumber[] = [];
