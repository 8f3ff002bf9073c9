import type { Instant } from '../../domain/time/instant.js';

/** How a password is kept and compared: slow, and beside everything else that runs. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Null: there is none to compare with, which takes as long and is false. */
  matches(hash: string | null, password: string): Promise<boolean>;
}

/** Codes that change every 30 seconds (RFC 6238). */
export interface Codes {
  /** In base32. */
  newSecret(): string;
  /** What an authenticator app reads from the picture. */
  uri(secret: string, person: string): string;
  /** The time step that this is the code of, now or one before or after; null: of none. */
  stepOf(secret: string, code: string, now: Instant): number | null;
}

export const PASSWORDS = Symbol('Passwords');
export const CODES = Symbol('Codes');
