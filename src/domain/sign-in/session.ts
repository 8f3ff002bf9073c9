import { HOUR, MINUTE, type Instant } from '../time/instant.js';
import type { Role } from '../organisation/organisation.js';

/** How far a sign-in has come: a code is awaited, a second factor must be set up first, or the pages are open. */
export type Stage = 'code' | 'enrol' | 'open';

export interface SessionTimes {
  readonly stage: Stage;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly rotatedAt: Instant;
}

/**
 * An hour without a page, and a long shift at most (NIST SP 800-63B-4, 2.2.3: an hour and a day). A board that is open keeps
 * itself fresh and counts as being used: the screen of whoever is on duty must not close by itself.
 */
const IDLE = HOUR;
const LONGEST = 12 * HOUR;
/** A sign-in that is not finished. */
const UNFINISHED = 15 * MINUTE;

export const endsAt = ({ stage, startedAt, seenAt }: SessionTimes): Instant =>
  stage === 'open' ? Math.min(seenAt + IDLE, startedAt + LONGEST) : startedAt + UNFINISHED;

/** A token that was read somewhere is of use for so long. */
const ROTATED_EVERY = 15 * MINUTE;

/** For requests that were under way with the old token when the new one came. */
export const OLD_TOKEN_SERVES = MINUTE;

export const isToBeRotated = ({ rotatedAt, stage }: SessionTimes, now: Instant): boolean =>
  stage === 'open' && now - rotatedAt >= ROTATED_EVERY;

/**
 * Everybody who sees more than their own visits needs a second factor: the names and addresses of persons visited, and the
 * end of an alarm, must not hang on a password. A practitioner may have one.
 */
export const needsSecondFactor = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'practitioner');

/** A secret for an app that a session was shown may be confirmed for so long: a picture that was left behind is of no use. */
export const OFFER_LASTS = 15 * MINUTE;

/** How far a session has come, and how it was opened. */
export interface Standing {
  readonly stage: Stage;
  readonly way: 'local' | 'openid';
  /** Whether a second factor was shown in it. */
  readonly secondFactor: boolean;
}

/**
 * Somebody who has become a manager since they signed in shows a second factor before anything else. Who has none sets one up;
 * who has set one up elsewhere in the meantime shows that: a password alone never puts another in its place.
 */
export function stageNow({ stage, way, secondFactor }: Standing, roles: readonly Role[], hasFactor: boolean): Stage {
  const lacks = way === 'local' && !secondFactor && needsSecondFactor(roles);
  if (stage === 'enrol' || (stage === 'open' && lacks)) return hasFactor ? 'code' : 'enrol';
  return stage;
}

/** What is known of a token that a browser has shown. */
export interface ShownToken extends SessionTimes {
  /** The one in force, or the one before it. */
  readonly which: 'current' | 'previous';
  /** Whether the one in force has ever been shown: else the answer that carried it may have been lost on the way. */
  readonly currentWasShown: boolean;
}

/**
 * An old token that comes back once its successor is in use was copied: the session ends for both. Where the successor was
 * never used its answer got lost, as on a phone with poor signal, and the browser gets another one instead.
 */
export function judgeToken(token: ShownToken, now: Instant): 'good' | 'rotate' | 'replayed' {
  const { which, currentWasShown, rotatedAt } = token;
  if (which === 'current') return isToBeRotated(token, now) ? 'rotate' : 'good';
  if (now - rotatedAt < OLD_TOKEN_SERVES) return 'good';
  return currentWasShown ? 'replayed' : 'rotate';
}
