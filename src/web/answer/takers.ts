import { createHash } from 'node:crypto';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';

/** Somebody to whom whoever holds the page may hand it over. */
export interface Taker {
  readonly id: string;
  /** What the form sends: their id is their name, and the page says no more of that than it must. */
  readonly value: string;
  /** "Wei C., manager": enough for a colleague to know them by, and not a whole name (P11). */
  readonly text: string;
}

/** `token`: of the link, so that the values of one page mean nothing on another. */
export function takersFor(token: string, ids: readonly string[], directory: Directory): Taker[] {
  const people = ids.map((id) => directory.person(id)).filter((person) => person !== undefined);
  const texts = people.map(shortened);
  return people.map((person, index) => {
    const text = texts[index] ?? '';
    // Of two who would be called the same, each by their whole name: asking the wrong one costs minutes.
    const isClear = texts.filter((other) => other === text).length === 1;
    return { id: person.id, value: valueOf(token, person.id), text: isClear ? text : withRole(person.name, person) };
  });
}

function shortened(person: Person): string {
  const [first = '', ...others] = person.name.trim().split(/\s+/);
  const initial = others.at(-1)?.charAt(0);
  return withRole(initial ? `${first} ${initial}.` : first, person);
}

const withRole = (name: string, { roles: [role] }: Person): string =>
  role === undefined ? name : `${name}, ${role.replaceAll('_', ' ')}`;

const valueOf = (token: string, id: string): string =>
  createHash('sha256')
    .update(JSON.stringify([token, id]))
    .digest('base64url')
    .slice(0, 16);
