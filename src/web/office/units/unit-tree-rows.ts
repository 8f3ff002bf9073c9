import type { Unit } from '../../../domain/organisation/organisation.js';
import type { Standpoint } from '../../guard.js';
import { hrefOfUnit } from '../reach.js';
import { UNIT_KIND_WORDS } from '../words.js';

/** A unit with those below it, for a list within a list. */
export interface UnitNode {
  readonly name: string;
  readonly href: string;
  readonly kind: string;
  readonly people: string;
  readonly below: readonly UnitNode[];
}

/** Each where it stands; one whose unit above is not among them stands at the top. */
export function unitNodes(units: readonly Unit[], { directory }: Standpoint): UnitNode[] {
  const here = new Set(units.map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const { unit } of directory.organisation.people) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const nodes = (parent: string | null): UnitNode[] =>
    units
      .filter((unit) => (parent === null ? unit.parent === null || !here.has(unit.parent) : unit.parent === parent))
      .map((unit) => ({
        name: unit.name,
        href: hrefOfUnit(unit.id),
        kind: UNIT_KIND_WORDS[unit.kind],
        people: counted(counts.get(unit.id) ?? 0),
        below: nodes(unit.id),
      }));
  return nodes(null);
}

const counted = (people: number): string => (people === 1 ? '1 person' : `${people} people`);
