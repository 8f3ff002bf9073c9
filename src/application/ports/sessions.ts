import type { NewEntry } from '../../domain/decision.js';
import type { Role } from '../../domain/organisation/organisation.js';
import type { ShownToken, Stage } from '../../domain/sign-in/session.js';
import type { Instant } from '../../domain/time/instant.js';

/** Somebody who has signed in, on one browser. */
export interface Session {
  readonly id: string;
  readonly person: string;
  readonly way: 'local' | 'openid';
  readonly stage: Stage;
  /** Whether a second factor was shown here. With a provider that is the provider's to ask for. */
  readonly secondFactor: boolean;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly rotatedAt: Instant;
  /** "Firefox on Android". */
  readonly agent: string;
  /** The provider's, to be handed back to it at sign-out. */
  readonly idToken: string | null;
  /** Those that the provider stated, which count in this session; null: the organisation's own. */
  readonly roles: readonly Role[] | null;
}

export type FoundSession = Session & Pick<ShownToken, 'which' | 'currentWasShown'>;

/** Who is signed in. Each change is one transaction with its entries. */
export interface Sessions {
  /** By the SHA-256 of a token, the present one or the one before. Those that have run out are still found. */
  find(tokenHash: string): Promise<FoundSession | null>;
  of(person: string): Promise<readonly Session[]>;
  byId(id: string): Promise<Session | null>;
  /** Also sweeps out those that ran out long ago. */
  start(session: Session, tokenHash: string, entries: readonly NewEntry[]): Promise<void>;
  /** The one in force was shown. */
  seen(id: string, at: Instant): Promise<void>;
  /** A page that stays open is still looked at: no token was shown, so nothing is learnt of which one is in use. */
  used(id: string, at: Instant): Promise<void>;
  /** False: somebody else was faster, and the token that was shown is still taken. */
  rotate(found: FoundSession, shownHash: string, newHash: string, at: Instant): Promise<boolean>;
  /** It goes a stage further, with a token that nobody has seen before. False: it is gone. */
  advance(
    id: string,
    tokenHash: string,
    to: Pick<Session, 'stage' | 'secondFactor'>,
    at: Instant,
    entries: readonly NewEntry[],
  ): Promise<boolean>;
  /** Ends one, or all of a person; says how many there were. Without any no entry is written. */
  end(
    which: { readonly id: string } | { readonly person: string; readonly except?: string },
    entries: readonly NewEntry[],
  ): Promise<number>;
}

export const SESSIONS = Symbol('Sessions');
