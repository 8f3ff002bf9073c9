import { narrowed, type Scope } from '../../domain/permission/access.js';
import type { Unit } from '../../domain/organisation/organisation.js';
import type { Right } from '../../domain/permission/rights.js';
import { unitsInReach } from '../frame/units-in-reach.js';
import type { Standpoint } from '../guard.js';

/** The unit that an address asks for, of those in reach. One that is not is as if none were asked for. */
export interface UnitAsked {
  readonly unit: Unit | null;
  readonly choices: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[];
  /** What of the right's reach it leaves. */
  readonly scope: Scope;
}

export function unitAsked(from: Standpoint, right: Right, asked: unknown): UnitAsked {
  const units = unitsInReach(from, right);
  const unit = units.find(({ id }) => id === asked) ?? null;
  return {
    unit,
    choices: units.map(({ id, name }) => ({ value: id, text: name, selected: id === unit?.id })),
    scope: narrowed(
      from.access.scope(right),
      unit === null ? undefined : from.directory.unitsBelow(unit.id).map(({ id }) => id),
    ),
  };
}
