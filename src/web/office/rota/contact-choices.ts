import type { RotaShift } from '../../../domain/organisation/organisation.js';
import type { Standpoint } from '../../guard.js';
import { maySee } from '../reach.js';

/** Everybody here, whoever stands on the shift already, and the contacts and managers of the units above. */
export function contactChoices(from: Standpoint, unit: string, shift: RotaShift | null) {
  const { directory } = from;
  const above = new Set(directory.unitsUpwards(unit).map(({ id }) => id));
  const answers = (roles: readonly string[]): boolean =>
    roles.some((role) => ['contact', 'manager', 'senior_manager'].includes(role));
  return directory.organisation.people
    .filter(
      (person) =>
        maySee(from, person) ||
        shift?.contacts.includes(person.id) ||
        (above.has(person.unit) && answers(person.roles)),
    )
    .map(({ id, name, unit: own, mobile }) => ({
      value: id,
      text: `${name}, ${directory.unit(own)?.name ?? own}${mobile === null ? ', has no mobile' : ''}`,
    }));
}
