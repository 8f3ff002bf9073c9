import type { Instant } from '../time/instant.js';
import type { Directory } from './directory.js';
import type { Person } from './organisation.js';

/** Why a text to this person would ask nobody at that moment, or null. "is absent": to be put after their name. */
export function cannotBeAsked(
  person: Person,
  at: Instant,
  directory: Pick<Directory, 'isAbsent'>,
  optedOut: ReadonlySet<string>,
): string | null {
  if (directory.isAbsent(person.id, at)) return 'is absent';
  if (!person.mobile) return 'has no mobile number';
  if (optedOut.has(person.mobile)) return 'has a phone that has opted out of texts';
  return null;
}
