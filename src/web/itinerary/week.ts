import type { VisitView } from '../../application/ports/reader.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { DAY } from '../../domain/time/instant.js';
import { bankHoliday } from '../../domain/time/bank-holidays.js';
import { localDate, localParts } from '../../domain/time/local.js';
import { daysOfWeek, isoWeek, plusDays, startOfWeek } from '../../domain/time/week.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { dayOf, isOn, titleOfDay, type Day, type DayView } from './day.js';

/** A week of the itinerary diary: its days, and who has how much on which of them. */
export interface Week {
  /** "23 to 29 Nov 2026" */
  readonly title: string;
  /** "2026-W48" */
  readonly number: string;
  readonly before: string;
  readonly after: string;
  readonly isThisWeek: boolean;
  readonly days: readonly (Day & { readonly holiday: string | null })[];
  readonly people: readonly PersonsWeek[];
  /** Those who visit people, and have nothing planned in the week. */
  readonly idle: readonly string[];
  readonly visits: number;
}

export interface PersonsWeek {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly {
    readonly date: string;
    readonly day: string;
    readonly count: number;
    readonly absent: boolean;
    readonly isToday: boolean;
  }[];
}

/** `people`: who is looked at, in order. Of those, whoever neither visits people nor has a visit is left out. */
export function weekOf(visits: readonly VisitView[], people: readonly Person[], view: DayView): Week {
  const { start: monday, at, zone } = view;
  const days = daysOfWeek(monday, zone);
  const sunday = days.at(-1)?.start ?? monday;
  const rows = people
    .map((person) => personsWeek(person, visits, view))
    .filter(({ id, cells }) => {
      const practises = people.find((one) => one.id === id)?.roles.includes('practitioner') ?? false;
      return practises || cells.some(({ count }) => count > 0);
    });
  const shown = days.map(({ start }) => ({ ...dayOf(visits, { ...view, start }), holiday: bankHoliday(start, zone) }));
  return {
    title: sayWeek(monday, sunday, zone),
    number: isoWeek(monday, zone),
    before: isoWeek(plusDays(monday, -7, zone), zone),
    after: isoWeek(plusDays(monday, 7, zone), zone),
    isThisWeek: startOfWeek(at, zone) === monday,
    days: shown,
    people: rows,
    idle: rows.filter(({ cells }) => cells.every(({ count }) => count === 0)).map(sayIdle),
    visits: new Set(shown.flatMap((day) => day.rows.map(({ id }) => id))).size,
  };
}

/** Cancelled ones are nothing that somebody has to do. */
function personsWeek({ id, name }: Person, visits: readonly VisitView[], view: DayView): PersonsWeek {
  const { at, zone, directory } = view;
  const own = visits.filter(
    ({ visit }) =>
      visit.attendees.some(({ person }) => person === id) && statusSeenBy(view.person, visit) !== 'cancelled',
  );
  const cells = daysOfWeek(view.start, zone).map(({ start, end }) => ({
    date: localDate(start, zone),
    day: titleOfDay(start, zone),
    count: own.filter(({ visit }) => isOn(visit, start, end)).length,
    absent: directory.isAbsent(id, start + DAY / 2),
    isToday: localDate(start, zone) === localDate(at, zone),
  }));
  return { id, name, cells };
}

const sayIdle = ({ name, cells }: PersonsWeek): string =>
  cells.some(({ absent }) => absent) ? `${name} (entered as absent)` : name;

/** Those who visit people and have nothing on that day. */
export function idleOn(visits: readonly VisitView[], people: readonly Person[], view: DayView): string[] {
  const end = plusDays(view.start, 1, view.zone);
  const busy = new Set(
    visits
      .filter(({ visit }) => isOn(visit, view.start, end) && statusSeenBy(view.person, visit) !== 'cancelled')
      .flatMap(({ visit }) => visit.attendees.map(({ person }) => person)),
  );
  return people
    .filter(({ id, roles }) => roles.includes('practitioner') && !busy.has(id))
    .map(({ id, name }) => (view.directory.isAbsent(id, view.start + DAY / 2) ? `${name} (entered as absent)` : name));
}

/** "23 to 29 Nov 2026", "30 Nov to 6 Dec 2026", "28 Dec 2026 to 3 Jan 2027". */
function sayWeek(monday: number, sunday: number, zone: string): string {
  const [from, to] = [monday, sunday].map((day) => titleOfDay(day, zone).split(' ').slice(1));
  const [first, last] = [localParts(monday, zone).year, localParts(sunday, zone).year];
  const month = from?.[1] === to?.[1] ? '' : ` ${from?.[1]}`;
  const year = first === last ? '' : ` ${first}`;
  return `${from?.[0]}${month}${year} to ${to?.join(' ')} ${last}`;
}
