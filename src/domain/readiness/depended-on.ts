import { shiftsFor } from '../organisation/cover.js';
import type { Directory } from '../organisation/directory.js';
import type { Person, RotaShift, Unit } from '../organisation/organisation.js';

/**
 * Whom an alarm of these practitioners would ask, wherever they work: the contacts on the rotas that serve their units, also
 * those of units above; their line managers; who is the senior person on site (HVPF 8.1.6, 8.4.3).
 */
export function dependedOn(
  practitioners: readonly Person[],
  units: readonly Unit[],
  rota: readonly RotaShift[],
  directory: Directory,
): Person[] {
  const inForce = new Set(rota);
  const serving = new Set(units.flatMap(({ id }) => shiftsFor(id, directory)));
  const contacts = [...serving]
    .filter((shift) => inForce.has(shift))
    .flatMap((shift) => shift.contacts)
    .map((id) => directory.person(id));
  const managers = practitioners.map(({ id }) => directory.lineManagerOf(id));
  const seniors = units.map(({ id }) => directory.seniorOnSite(id));
  return [...new Set([...contacts, ...managers, ...seniors].filter((person) => person !== undefined))];
}
