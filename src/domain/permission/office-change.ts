import type { Absence, Organisation, Person, RotaShift, Unit } from '../organisation/organisation.js';
import type { Access } from './access.js';
import type { Right } from './rights.js';

/** A part of the office that somebody wants to change, and the unit it belongs to. */
export interface Beyond {
  readonly part: 'units' | 'people' | 'rota' | 'absences';
  readonly unit: string;
}

/**
 * What of a change to the office lies beyond the units of whoever makes it. Both sides count: nobody is taken out of another's
 * unit, nor put into it. Whose reach is everywhere may change everything.
 */
export function beyondReach(before: Organisation, after: Organisation, access: Access): Beyond[] {
  const unitOf = new Map([...before.people, ...after.people].map(({ id, unit }) => [id, unit]));
  const parts: readonly [Beyond['part'], Right, readonly string[]][] = [
    ['units', 'change_office', touched(before.units, after.units, placesOf)],
    ['people', 'change_office', touched(before.people, after.people, ({ unit }: Person) => [unit])],
    ['rota', 'change_rota', touched(before.rota, after.rota, ({ unit }: RotaShift) => [unit])],
    [
      'absences',
      'change_rota',
      touched(before.absences, after.absences, ({ person }: Absence) => [unitOf.get(person) ?? '']),
    ],
  ];
  const beyond = parts.flatMap(([part, right, units]) =>
    [...new Set(units)].filter((unit) => !access.may(right, { unit, people: [] })).map((unit) => ({ part, unit })),
  );
  return [...beyond, ...borrowed(before, after, access).map((unit) => ({ part: 'rota' as const, unit }))];
}

/**
 * Whether somebody gives themself a role, or takes one from themself: an administrator sees nobody who is visited, and would
 * at their own word. Whoever else may change people does it for them, and the record has two names.
 */
export function changesOwnRoles(before: Organisation, after: Organisation, by: string): boolean {
  const roles = ({ people }: Organisation): string | undefined =>
    people
      .find(({ id }) => id === by)
      ?.roles.toSorted()
      .join(' ');
  const [was, is] = [roles(before), roles(after)];
  return was !== undefined && is !== undefined && was !== is;
}

/**
 * The units of those who are put on a rota by somebody who may not even see them: strangers would be woken for it, and would
 * have the duty to that unit that opens its visits to them. Who stands on the unit's rota already may stay.
 */
function borrowed(before: Organisation, after: Organisation, access: Access): string[] {
  const known = new Set(before.rota.flatMap(({ unit, contacts }) => contacts.map((id) => `${unit} ${id}`)));
  const added = new Set(
    after.rota.flatMap(({ unit, contacts }) => contacts.filter((id) => !known.has(`${unit} ${id}`))),
  );
  const strangers = after.people.filter(
    ({ id, unit }) => added.has(id) && !access.may('see_office', { unit, people: [id] }),
  );
  return [...new Set(strangers.map(({ unit }) => unit))];
}

/** A unit that is put below another is that one's matter; what stands at the top is nobody's within the tree. */
const placesOf = ({ id, parent }: Unit): string[] => [parent ?? id];

/** The units of all that is not the same on both sides. */
function touched<T>(before: readonly T[], after: readonly T[], unitsOf: (one: T) => readonly string[]): string[] {
  const written = (one: T): string =>
    JSON.stringify(one, (key, value: unknown) => (key === 'id' && !isNamed(one) ? undefined : value));
  const old = new Set(before.map(written));
  const now = new Set(after.map(written));
  return [...before.filter((one) => !now.has(written(one))), ...after.filter((one) => !old.has(written(one)))].flatMap(
    unitsOf,
  );
}

/** The ids of shifts and absences are given as they are kept; those of units and people are their own. */
const isNamed = (one: unknown): boolean => typeof one === 'object' && one !== null && 'name' in one;
