import type { Person, Unit } from '../../domain/organisation/organisation.js';
import { Refusal } from '../../application/refusal.js';
import type { Right } from '../../domain/permission/rights.js';
import type { Standpoint } from '../guard.js';

/** Of the office, what whoever looks may see or change: somebody of another unit is nobody here. */

export const maySee = ({ access }: Standpoint, { id, unit }: Pick<Person, 'id' | 'unit'>): boolean =>
  access.may('see_office', { unit, people: [id] });

export const mayIn = ({ access }: Standpoint, right: Right, unit: string): boolean =>
  access.may(right, { unit, people: [] });

export function personHere(from: Standpoint, id: string): Person {
  const person = from.directory.person(id);
  if (!person || !maySee(from, person))
    throw new Refusal('not_found', 'There is nobody here of this name. It may be that they were taken out.');
  return person;
}

export function unitHere(from: Standpoint, id: string): Unit {
  const unit = from.directory.unit(id);
  if (!unit || !mayIn(from, 'see_office', id))
    throw new Refusal('not_found', 'There is no unit here of this name. It may be that it was taken out.');
  return unit;
}

/** For those who may look and not change. */
export function refuseUnless(allowed: boolean, what: string): void {
  if (!allowed) throw new Refusal('forbidden', `Your roles do not let you ${what} there.`);
}

export const peopleHere = (from: Standpoint): readonly Person[] =>
  from.directory.organisation.people.filter((person) => maySee(from, person));

/** In a form: everybody here, and whoever is chosen already, from wherever. */
export function choicesOfPeople(from: Standpoint, chosen: readonly (string | null | undefined)[]) {
  const { directory } = from;
  const people = directory.organisation.people.filter((person) => maySee(from, person) || chosen.includes(person.id));
  return people.map(({ id, name, unit }) => ({ value: id, text: `${name}, ${directory.unit(unit)?.name ?? unit}` }));
}

export const hrefOfPerson = (id: string): string => `/office/people/${encodeURIComponent(id)}`;
export const hrefOfUnit = (id: string): string => `/office/units/${encodeURIComponent(id)}`;
export const hrefOfRota = (unit: string): string => `/office/rota?unit=${encodeURIComponent(unit)}`;

/** `date`: "2026-11-27" */
export const hrefOfRotaDay = (unit: string, date: string): string =>
  `/office/rota/days/${date}?unit=${encodeURIComponent(unit)}`;

/** A name that leads to a page where there is one for whoever looks, and is a name where there is none. */
export function personLink(from: Standpoint, person: Person): { readonly text: string; readonly href: string | null } {
  return { text: person.name, href: maySee(from, person) ? hrefOfPerson(person.id) : null };
}
