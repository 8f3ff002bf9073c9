import { firstBy, grouped } from './keyed.js';
import type { Unit } from './organisation.js';

/** The units as a tree, climbed and descended in advance. A cycle among parents ends the climb where it would begin again. */
export interface UnitTree {
  readonly units: ReadonlyMap<string, Unit>;
  /** The unit itself, then its parent, up to the root. */
  readonly upwards: ReadonlyMap<string, readonly Unit[]>;
  /** The unit itself and all below it, nearer ones first. */
  readonly below: ReadonlyMap<string, readonly Unit[]>;
}

export function unitTree(all: readonly Unit[]): UnitTree {
  const units = firstBy(all, ({ id }) => id);
  const children = grouped(units.values(), ({ parent }) => parent);
  const upwards = new Map([...units.values()].map((unit) => [unit.id, climb(unit, units)] as const));
  const below = new Map([...units.values()].map((unit) => [unit.id, descend(unit, children)] as const));
  return { units, upwards, below };
}

function climb(from: Unit, units: ReadonlyMap<string, Unit>): readonly Unit[] {
  const path = new Set<Unit>();
  for (
    let unit: Unit | undefined = from;
    unit !== undefined && !path.has(unit);
    unit = unit.parent === null ? undefined : units.get(unit.parent)
  ) {
    path.add(unit);
  }
  return [...path];
}

function descend(from: Unit, children: ReadonlyMap<string, readonly Unit[]>): readonly Unit[] {
  // A Set can be added to while it is walked, and holds each unit once.
  const found = new Set([from]);
  for (const unit of found) for (const child of children.get(unit.id) ?? []) found.add(child);
  return [...found];
}
