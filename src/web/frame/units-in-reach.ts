import type { Unit } from '../../domain/organisation/organisation.js';
import type { Right } from '../../domain/permission/rights.js';
import type { Standpoint } from '../guard.js';

/** The units that somebody may choose from, where a page is about what this right lets them see. */
export function unitsInReach({ access, directory }: Standpoint, right: Right): readonly Unit[] {
  const { units } = access.scope(right);
  return directory.organisation.units.filter(({ id }) => units === null || units.includes(id));
}
