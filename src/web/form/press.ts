import { hash, randomBytes } from 'node:crypto';
import type { Once } from '../../application/diary.js';
import type { Typed } from './typed.js';

/**
 * A form that does something which must not be done twice carries a number of its own. Sent again as it was (a second
 * press, the page loaded again, a phone that tries once more) it is the same press; filled in otherwise it is another.
 */
export const newPress = (): string => randomBytes(12).toString('base64url');

/** What a page adds on the way from the form to its confirmation changes nothing of what was asked for. */
const NOT_ASKED = new Set(['_csrf', 'press', 'sure', 'change']);

/** Null where it comes from no page of ours. */
export function pressOf(typed: Typed): string | null {
  const { press = '' } = typed;
  if (!/^[\w-]{16}$/.test(press)) return null;
  const asked = Object.entries(typed)
    .filter(([field]) => !NOT_ASKED.has(field))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${press} ${hash('sha256', JSON.stringify(asked))}`;
}

export function onceOf(typed: Typed): Once | null {
  const press = pressOf(typed);
  return press === null ? null : { press };
}
