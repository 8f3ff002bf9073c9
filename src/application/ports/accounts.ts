import type { NewEntry } from '../../domain/decision.js';
import type { Instant } from '../../domain/time/instant.js';

/** A local account: how one person of the organisation signs in without a provider. */
export interface Account {
  readonly person: string;
  /** Another one with each invitation that is accepted. */
  readonly epoch: string;
  /** Null: closed. */
  readonly passwordHash: string | null;
  /** In base32; null: no second factor. */
  readonly secret: string | null;
}

/** A secret that one session was shown to be scanned, and of which no code was typed yet. */
export interface OfferedTo {
  /** In base32. */
  readonly secret: string;
  readonly at: Instant;
}

/** What makes the secret that a session was offered the one of its account. */
export interface Confirmed {
  readonly person: string;
  readonly session: string;
  readonly secret: string;
  /** Not offered longer ago than this. */
  readonly offeredAfter: Instant;
  /** Whether it may take the place of one that is set: only for whoever has given their password for it. */
  readonly mayReplace: boolean;
  readonly step: number;
  readonly codeHashes: readonly string[];
}

/** As an administrator sees it. */
export interface AccountStanding {
  readonly person: string;
  readonly state: 'open' | 'closed' | 'none';
  readonly secondFactor: boolean;
  readonly invitedUntil: Instant | null;
  readonly sessions: number;
  readonly lastSeen: Instant | null;
}

export interface Invitation {
  readonly person: string;
  readonly madeAt: Instant;
  readonly madeBy: string;
  readonly expiresAt: Instant;
}

/** The accounts as they are kept. Each change is one transaction with its entries. */
export interface Accounts {
  /** Whether there is or ever was one: from the first on nobody is believed who they say they are. */
  any(): Promise<boolean>;
  of(person: string): Promise<Account | null>;
  /** Of everybody who has an account, an invitation or a session. */
  standings(): Promise<readonly AccountStanding[]>;
  invite(invitation: Invitation, tokenHash: string, entries: readonly NewEntry[]): Promise<void>;
  invitation(tokenHash: string): Promise<Invitation | null>;
  /** Uses the invitation up, opens the account anew without a second factor, and ends the person's sessions. False: it is gone. */
  accept(
    tokenHash: string,
    account: Pick<Account, 'person' | 'epoch'> & { readonly passwordHash: string },
    at: Instant,
    entries: readonly NewEntry[],
  ): Promise<boolean>;
  /** Ends all their sessions but this one. */
  setPassword(person: string, passwordHash: string, keep: string, entries: readonly NewEntry[]): Promise<void>;
  /** To this session alone, in the place of any that it was offered before. */
  offerSecret(session: string, secret: string, at: Instant): Promise<void>;
  offeredTo(session: string): Promise<OfferedTo | null>;
  /**
   * What the session was offered becomes the secret, with these recovery codes and no older ones; all other sessions of the
   * person end. False: it is not what the session was offered any more, or there is one that it may not replace.
   */
  confirmSecret(confirmed: Confirmed, entries: readonly NewEntry[]): Promise<boolean>;
  /** False: a code of this step or a later one was taken before. */
  useStep(person: string, step: number): Promise<boolean>;
  /** How many are left; null: it is none of theirs. */
  useRecoveryCode(person: string, hash: string): Promise<number | null>;
  recoveryCodes(person: string): Promise<number>;
  /** Whether an administrator said that this person may not sign in, in whatever way. */
  isClosed(person: string): Promise<boolean>;
  /** Of whoever signs in with a provider: a closed account is taken away, so that they may again. */
  reopen(person: string, entries: readonly NewEntry[]): Promise<void>;
  /** Ends their sessions too, and takes an invitation back. For whoever has no account as well. */
  close(person: string, at: Instant, entries: readonly NewEntry[]): Promise<void>;
}

export const ACCOUNTS = Symbol('Accounts');
