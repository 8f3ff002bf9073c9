import { cannotBeAsked } from '../organisation/cannot-be-asked.js';
import { shiftsFor, turnsOf, type CoverQuestion } from '../organisation/cover.js';
import { WEEKDAYS, type Weekday } from '../organisation/organisation.js';
import { covers, isOvernight, isWeeklyOn, readShift, wallClock, weekdayOf, type Shift } from '../organisation/shift.js';
import { MINUTE, type Instant } from '../time/instant.js';

/** A time in which nobody of the rota could be asked, and why not each of those who are on it. */
export interface Uncovered {
  readonly from: Instant;
  readonly to: Instant;
  /** "Wei Chen is absent". Empty: nobody is on the rota. */
  readonly why: readonly string[];
}

/**
 * When, from one moment to another, the unit has no nominated contact who could be asked (HVPF 8.1.6). Looked at
 * wherever the answer may change: where a shift or an absence begins or ends. `expected` leaves out the times in which
 * nobody need be there; `without` are people who do not count, as they go on the visit themselves.
 */
export function uncovered(
  unit: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  cover: CoverQuestion,
  expected: (at: Instant) => boolean = () => true,
  without: readonly string[] = [],
): Uncovered[] {
  const moments = [...turnsOf(unit, from, to, cover), to];
  const found: { from: Instant; to: Instant; why: readonly string[] }[] = [];
  moments.slice(0, -1).forEach((at, index) => {
    const why = expected(at) ? whyNobody(unit, at, cover, without) : null;
    if (why === null) return;
    const until = moments[index + 1]!;
    const last = found.at(-1);
    if (last?.to === at && last.why.join() === why.join()) last.to = until;
    else found.push({ from: at, to: until, why });
  });
  return found;
}

/** Why none of those on duty can be asked; null where one can. */
function whyNobody(
  unit: string,
  at: Instant,
  cover: CoverQuestion,
  without: readonly string[],
): readonly string[] | null {
  const { directory, optedOut } = cover;
  const reasons = directory.contactsOnDuty(unit, at).map((person) => {
    const reason = without.includes(person.id) ? 'goes on the visit' : cannotBeAsked(person, at, directory, optedOut);
    return reason && `${person.name} ${reason}`;
  });
  return reasons.includes(null) ? null : reasons.filter((reason) => reason !== null);
}

const WORKING_DAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

/** On so many of the five working days: then it is what the unit is used to, and a day without it is a gap. */
const USUALLY = 3;

/**
 * Whether somebody ought to be on duty at that moment: the rota has a shift, be it struck out on that date, or it has one at
 * that hour on most working days and this is one of them. What runs past midnight belongs to the day on which it begins.
 */
export function oughtToBeCovered(unit: string, { directory, zone }: CoverQuestion): (at: Instant) => boolean {
  const shifts = shiftsFor(unit, directory).map((shift) => ({ ...readShift(shift), except: [] }));
  const isUsual = (holds: (shift: Shift) => boolean): boolean =>
    WORKING_DAYS.filter((day) => shifts.some((shift) => isWeeklyOn(shift, day) && holds(shift))).length >= USUALLY;
  return (at) => {
    const now = wallClock(at, zone);
    if (shifts.some((shift) => covers(shift, now))) return true;
    const { day, minute } = now;
    return (
      (WORKING_DAYS.includes(weekdayOf(day)) &&
        isUsual((shift) => minute >= shift.from && (isOvernight(shift) || minute < shift.to))) ||
      (WORKING_DAYS.includes(weekdayOf(day - 1)) && isUsual((shift) => isOvernight(shift) && minute < shift.to))
    );
  };
}

/** The last moment that counts as within a time that ends then. */
export const JUST_AFTER = MINUTE;
