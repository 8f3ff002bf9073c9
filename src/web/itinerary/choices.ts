import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { unitsInReach } from '../frame/units-in-reach.js';
import type { Standpoint } from '../guard.js';
import { staffInReach } from './whose.js';

/** For whom whoever looks may plan. `also`: those who are on the visit already, wherever they work. */
export function staffOf(from: Standpoint, also: readonly string[] = []) {
  const staff = staffInReach(from);
  return choicesOf(
    from.directory,
    from.directory.organisation.people.filter((one) => staff.includes(one) || also.includes(one.id)),
  );
}

/** Who may go along: those, and everybody of their own unit. */
export function colleaguesOf(from: Standpoint, also: readonly string[] = []) {
  const own = from.directory.person(from.visitor.person)?.unit;
  const colleagues = from.directory.organisation.people.filter(({ unit }) => unit === own);
  return staffOf(from, [...colleagues.map(({ id }) => id), ...also]);
}

export const unitsOf = (from: Standpoint) =>
  unitsInReach(from, 'see_visits').map(({ id, name }) => ({ value: id, text: name }));

/** Those who visit come first; anybody may. */
function choicesOf(directory: Directory, people: readonly Person[]) {
  const visits = ({ roles }: Person): boolean => roles.includes('practitioner');
  return [...people.filter(visits), ...people.filter((person) => !visits(person))].map(({ id, name, unit }) => ({
    value: id,
    text: `${name}, ${directory.unit(unit)?.name ?? unit}`,
  }));
}
