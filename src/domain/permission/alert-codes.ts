import type { Unit } from '../organisation/organisation.js';
import type { Access } from './access.js';

/**
 * Whether the words of a unit's alert codes are told, and not only how many there are: to those who must know them when they are
 * said, or keep them (HVPF 8.3.5). A code that all who see the office can read is none.
 *
 * @param unit where they are looked at: it has them itself, or from the unit above that `owner` is
 */
export const mayReadAlertCodes = (access: Access, owner: Unit, unit: Unit = owner): boolean =>
  access.may('report', { unit: unit.id, people: [] }) ||
  access.may('change_office', { unit: owner.parent ?? owner.id, people: [] });
