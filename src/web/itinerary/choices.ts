import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { unitsInReach } from '../frame/units-in-reach.js';
import type { Standpoint } from '../guard.js';
import { staffInReach } from './whose.js';

/** For whom whoever looks may plan. */
export const staffOf = (from: Standpoint) => choicesOf(from.directory, staffInReach(from));

/** Who may go along: those, and everybody of their own unit. */
export function colleaguesOf({ directory, access, visitor }: Standpoint) {
  const own = directory.person(visitor.person)?.unit;
  return choicesOf(
    directory,
    directory.organisation.people.filter(
      ({ id, unit }) => unit === own || access.may('see_visits', { unit, people: [id] }),
    ),
  );
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
