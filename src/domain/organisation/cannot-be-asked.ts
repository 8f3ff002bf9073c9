import type { Instant } from '../time/instant.js';
import type { Directory } from './directory.js';
import type { Person } from './organisation.js';

export type WhyNotAsked = 'absent' | 'no mobile' | 'opted out';

/** Why a text to this person would ask nobody at that moment, or null: for the chain, the rota's calendar and readiness alike. */
export function whyNotAsked(
  { id, mobile }: Pick<Person, 'id' | 'mobile'>,
  at: Instant,
  directory: Pick<Directory, 'isAbsent'>,
  optedOut: ReadonlySet<string>,
): WhyNotAsked | null {
  if (directory.isAbsent(id, at)) return 'absent';
  if (!mobile) return 'no mobile';
  return optedOut.has(mobile) ? 'opted out' : null;
}

/** The same in words: "is absent", to be put after their name. */
export function cannotBeAsked(
  person: Person,
  at: Instant,
  directory: Pick<Directory, 'isAbsent'>,
  optedOut: ReadonlySet<string>,
): string | null {
  const why = whyNotAsked(person, at, directory, optedOut);
  return why && WORDS_WHY_NOT[why];
}

export const WORDS_WHY_NOT: Readonly<Record<WhyNotAsked, string>> = {
  absent: 'is absent',
  'no mobile': 'has no mobile number',
  'opted out': 'has a phone that has opted out of texts',
};
