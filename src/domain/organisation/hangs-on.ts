import type { Instant } from '../time/instant.js';
import type { Organisation, Person, RotaShift, Unit } from './organisation.js';
import { isOver } from './shift.js';

/** When it is asked: what of the rota is over by then hangs on nobody. */
interface Now {
  readonly at: Instant;
  readonly zone: string;
}

/** What hangs on a person: while any of it is there, they cannot be taken out, for it would lead nowhere. */
export interface HangsOnPerson {
  readonly lineManagerOf: readonly Person[];
  readonly shifts: readonly RotaShift[];
  readonly headOf: readonly Unit[];
  readonly seniorOnSiteOf: readonly Unit[];
}

/** Their absences go with them, and hold nobody up. */
export function hangsOnPerson(id: string, { people, units, rota }: Organisation, { at, zone }: Now): HangsOnPerson {
  return {
    lineManagerOf: people.filter(({ lineManager, id: own }) => lineManager === id && own !== id),
    shifts: rota.filter((shift) => shift.contacts.includes(id) && !isOver(shift, at, zone)),
    headOf: units.filter(({ head }) => head === id),
    seniorOnSiteOf: units.filter(({ seniorOnSite }) => seniorOnSite === id),
  };
}

/** What hangs on a unit. */
export interface HangsOnUnit {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly shifts: readonly RotaShift[];
}

export const hangsOnUnit = (id: string, { people, units, rota }: Organisation, { at, zone }: Now): HangsOnUnit => ({
  units: units.filter(({ parent }) => parent === id),
  people: people.filter(({ unit }) => unit === id),
  shifts: rota.filter((shift) => shift.unit === id && !isOver(shift, at, zone)),
});

export const nothingHangs = (hangs: HangsOnPerson | HangsOnUnit): boolean =>
  Object.values(hangs as unknown as Record<string, readonly unknown[]>).every((list) => list.length === 0);
