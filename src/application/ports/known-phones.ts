import type { PhoneTrouble } from '../../domain/readiness/readiness.js';
import type { Instant } from '../../domain/time/instant.js';

/** What is known of phones and of who has practised, without asking anybody. */
export interface KnownPhones {
  /** The numbers that have opted out of texts. */
  optedOut(): Promise<ReadonlySet<string>>;
  /** Of these numbers, those to which the newest text that has settled since then did not arrive through a fault of the phone's. */
  troubles(mobiles: readonly string[], since: Instant): Promise<ReadonlyMap<string, PhoneTrouble>>;
  /** By person: when the newest drill began in which they were asked or told. */
  lastDrilled(): Promise<ReadonlyMap<string, Instant>>;
}

export const KNOWN_PHONES = Symbol('KnownPhones');
