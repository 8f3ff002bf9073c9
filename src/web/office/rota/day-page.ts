import { needsCover } from '../../../domain/organisation/cover.js';
import type { RotaShift, Unit } from '../../../domain/organisation/organisation.js';
import { isDated, isOver } from '../../../domain/organisation/shift.js';
import { isOnDate, roundOf } from '../../../domain/organisation/strike-out.js';
import type { Instant } from '../../../domain/time/instant.js';
import { localDate } from '../../../domain/time/local.js';
import { plusDays } from '../../../domain/time/week.js';
import type { Standpoint } from '../../guard.js';
import { hrefOfRota } from '../reach.js';
import { dayOf } from './calendar.js';
import { sayDate, sayTimes, shiftRow } from './shift-row.js';

/** One date of a unit's rota: who is on duty, and what begins on it. `start`: the first moment of the day. */
export function dayPage(unit: Unit, start: Instant, from: Standpoint, optedOut: ReadonlySet<string>) {
  const { directory, zone, at } = from;
  const date = localDate(start, zone);
  const end = plusDays(start, 1, zone);
  const question = { directory, zone, optedOut };
  return {
    unit: { id: unit.id, name: unit.name, href: `${hrefOfRota(unit.id)}&date=${date}` },
    title: sayDate(date, zone),
    isPast: end <= at,
    day: dayOf(unit.id, start, end, at, needsCover(directory.organisation, unit.id), question),
    shifts: directory.organisation.rota
      .filter((shift) => shift.unit === unit.id && concerns(shift, date))
      .map((shift) => rowOf(shift, date, from)),
    addAt: `/office/rota/shifts/-/add?unit=${encodeURIComponent(unit.id)}&kind=single&date=${date}`,
  };
}

const concerns = (shift: RotaShift, date: string): boolean =>
  isDated(shift) ? shift.date === date : isOnDate(shift, date) || (shift.except?.includes(date) ?? false);

function rowOf(shift: RotaShift, date: string, from: Standpoint) {
  const { at, zone } = from;
  const round = isDated(shift) ? shift : roundOf(shift, date);
  return {
    ...shiftRow(shift, from),
    times: sayTimes(shift),
    href: isDated(shift) ? `/office/rota/shifts/${shift.id}` : `/office/rota/shifts/${shift.id}/on/${date}`,
    isStruckOut: !isDated(shift) && !isOnDate(shift, date),
    isOver: isOver(round, at, zone),
  };
}
