import { MINUTE, SECOND, type Milliseconds } from './time/instant.js';

/** Somebody who must hear by text that nobody watches, and has not as far as we know. Times by one process's own steady clock. */
export interface Untold {
  readonly person: string;
  readonly mobile: string;
  /** How often it came to nothing. */
  readonly tries: number;
  readonly notBefore: Milliseconds;
  /** Since when one may be under way to them; null: none is. */
  readonly inDoubtSince: Milliseconds | null;
}

export type Attempt =
  | { readonly kind: 'told' }
  /** Certainly not sent: no connection, or too many at once. */
  | { readonly kind: 'try_again'; readonly afterMilliseconds: Milliseconds }
  /** Certainly not sent, for a reason of this phone or of our settings, which somebody may mend. */
  | { readonly kind: 'refused' }
  /** Perhaps sent. */
  | { readonly kind: 'unknown' }
  /** One may be under way, and the provider could not be asked. */
  | { readonly kind: 'still_in_doubt' };

/** The provider's list may lag behind what it took. */
const LOOK_AGAIN_AFTER = 31 * SECOND;

/** Better twice than never: where the provider cannot be asked for so long, it is sent again. */
const IN_DOUBT_FOR = 2 * MINUTE;

/** A person at a door waits for it. */
const FIRST_WAIT = 10 * SECOND;
const LONGEST_WAIT = 30 * SECOND;
const LONGEST_WAIT_REFUSED = 5 * MINUTE;

export const untold = ({ person, mobile }: Pick<Untold, 'person' | 'mobile'>): Untold => ({
  person,
  mobile,
  tries: 0,
  notBefore: 0,
  inDoubtSince: null,
});

/** Those whose turn it is, whoever has waited longest first. */
export const whoIsNext = (all: Iterable<Untold>, now: Milliseconds): Untold[] =>
  [...all].filter(({ notBefore }) => notBefore <= now).sort((a, b) => a.notBefore - b.notBefore);

/** Whether the provider must have said that it has no such text before another is sent. */
export const mustBeLookedFor = ({ inDoubtSince }: Untold, now: Milliseconds): boolean =>
  inDoubtSince !== null && now - inDoubtSince < IN_DOUBT_FOR;

/** What is left to be done for them; null: they are told. Nothing but having been told ends it. */
export function afterAttempt(one: Untold, attempt: Attempt, now: Milliseconds): Untold | null {
  const tries = one.tries + 1;
  const again = (wait: Milliseconds): Untold => ({ ...one, tries, notBefore: now + wait });
  switch (attempt.kind) {
    case 'told':
      return null;
    case 'try_again':
      return again(Math.max(attempt.afterMilliseconds, growing(FIRST_WAIT, tries, LONGEST_WAIT)));
    case 'refused':
      return again(growing(LONGEST_WAIT, tries, LONGEST_WAIT_REFUSED));
    case 'unknown':
      return { ...again(LOOK_AGAIN_AFTER), inDoubtSince: now };
    case 'still_in_doubt':
      return again(FIRST_WAIT);
  }
}

const growing = (first: Milliseconds, tries: number, longest: Milliseconds): Milliseconds =>
  Math.min(first * 2 ** (tries - 1), longest);
