import { DAY, type Instant } from '../time/instant.js';
import type { DatedShift, Organisation, RotaShift, WeeklyShift } from './organisation.js';
import { beginsOn, dayNumber, isDated, isOver, readShift } from './shift.js';

/** So long after its end a dated shift is still shown, and a strike-out kept: a quarter, as far as the rota looks ahead. */
export const KEPT_AFTER = 92 * DAY;

/** One coming round of a weekly shift, as if it were a shift of that date alone. */
export const roundOf = ({ unit, contacts, from, to }: WeeklyShift, date: string): DatedShift => ({
  unit,
  contacts,
  date,
  from,
  to,
});

/** Whether it begins on that date: a weekday of its own, and not struck out. */
export const isOnDate = (shift: WeeklyShift, date: string): boolean => beginsOn(readShift(shift), dayNumber(date));

/** "Not this Friday": the shift comes back the week after. What was struck out long ago says nothing any more. */
export function strikeOut(shift: WeeklyShift, date: string, at: Instant): WeeklyShift {
  return { ...shift, except: [...new Set([...recentOf(shift, at), date])].sort() };
}

const recentOf = ({ except = [] }: WeeklyShift, at: Instant): string[] =>
  except.filter((one) => Date.parse(one) > at - KEPT_AFTER);

export function putBack({ except = [], ...shift }: WeeklyShift, date: string): WeeklyShift {
  const left = except.filter((one) => one !== date);
  return left.length > 0 ? { ...shift, except: left } : shift;
}

/**
 * Without the dated shifts that ended a quarter ago, and the dates that were struck out then. Each process holds the whole rota, and one shift a week from each of a
 * thousand teams is many in some years; the record has them all.
 */
export function withoutLongOver(organisation: Organisation, at: Instant, zone: string): Organisation {
  const rota = organisation.rota
    .filter((shift) => !isOver(shift, at - KEPT_AFTER, zone))
    .map((shift) => withoutOldDates(shift, at));
  const isSame =
    rota.length === organisation.rota.length && rota.every((one, place) => one === organisation.rota[place]);
  return isSame ? organisation : { ...organisation, rota };
}

function withoutOldDates(shift: RotaShift, at: Instant): RotaShift {
  if (isDated(shift) || !shift.except) return shift;
  const recent = recentOf(shift, at);
  if (recent.length === shift.except.length) return shift;
  const { except: _old, ...bare } = shift;
  return recent.length > 0 ? { ...bare, except: recent } : bare;
}

/**
 * Dated shifts that are over hold nobody up who leaves: they lose the name, and go where it was the only one, or where the
 * unit is no more.
 *
 * @param left the ids of those that stay
 */
export function withoutLeavers(
  rota: readonly RotaShift[],
  left: { readonly units: ReadonlySet<string>; readonly people: ReadonlySet<string> },
  at: Instant,
  zone: string,
): RotaShift[] {
  return rota.flatMap((shift) => {
    if (!isOver(shift, at, zone)) return [shift];
    const contacts = shift.contacts.filter((id) => left.people.has(id));
    return contacts.length > 0 && left.units.has(shift.unit) ? [{ ...shift, contacts }] : [];
  });
}
