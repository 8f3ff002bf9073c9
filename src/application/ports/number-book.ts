import type { NumberCode } from '../../domain/organisation/number-code.js';
import type { NumberStanding } from '../../domain/organisation/number-standing.js';
import type { Instant } from '../../domain/time/instant.js';

/** Codes and verified numbers inside a transaction. */
export interface NumberBook {
  /** Whatever else is done about this number waits until the transaction ends. */
  hold(mobile: string): Promise<void>;
  /** When codes went to this number, and when this person had any sent, since then. */
  sent(mobile: string, by: string, since: Instant): Promise<{ to: readonly Instant[]; by: readonly Instant[] }>;
  /** The only one of this person that counts from now on. */
  add(code: NewNumberCode): Promise<void>;
  newest(person: string): Promise<KeptNumberCode | null>;
  tried(id: string): Promise<void>;
  used(id: string, at: Instant): Promise<void>;
  verified(person: string, mobile: string, at: Instant, by: string): Promise<void>;
}

export interface NewNumberCode {
  readonly person: string;
  readonly mobile: string;
  readonly hash: string;
  readonly sentAt: Instant;
  readonly sentBy: string;
}

export interface KeptNumberCode extends NumberCode {
  readonly id: string;
  readonly hash: string;
}

/** Looking at numbers, without locking. */
export interface Numbers {
  /** By person's id; nobody is left out who has a number. */
  standings(people: readonly { readonly id: string; readonly mobile: string | null }[]): Promise<Standings>;
  /** Numbers to which no text goes. */
  optedOut(): Promise<ReadonlySet<string>>;
}

export type Standings = ReadonlyMap<string, NumberStanding>;

export const NUMBERS = Symbol('Numbers');
