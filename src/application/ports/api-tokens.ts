import type { Right } from '../../domain/permission/rights.js';
import type { Instant } from '../../domain/time/instant.js';

/** A machine's way in. The token itself is kept nowhere: only its hash, by which it is known again. */
export interface ApiToken {
  readonly id: string;
  /** What it is for, in the words of whoever gave it. */
  readonly name: string;
  readonly rights: readonly Right[];
  /** It reaches this unit and those below; null: all. */
  readonly unit: string | null;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  /** To the minute; null: never. */
  readonly lastUsedAt: Instant | null;
}

/** Looking at tokens, without locking. */
export interface ApiTokens {
  /** The token with this hash, unless it has expired or was revoked. Marks it as used. */
  valid(hash: string): Promise<ApiToken | null>;
  all(): Promise<ApiToken[]>;
  find(id: string): Promise<ApiToken | null>;
}

export const API_TOKENS = Symbol('ApiTokens');

/** Tokens inside a transaction. */
export interface TokenBook {
  /** False when there is one with this id. */
  add(token: ApiToken, hash: string): Promise<boolean>;
  /** False when it was revoked before, or is unknown. */
  revoke(id: string, at: Instant): Promise<boolean>;
}
