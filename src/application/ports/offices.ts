import type { NewEntry } from '../../domain/decision.js';
import type { Organisation } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time/instant.js';

/** The office as it is kept; changed whole, so that its parts always fit together. */
export interface Offices {
  /** Locks the office, and writes what `change` makes of it with its entries, in one transaction. Null: nothing changes. */
  change(change: (current: KeptOffice) => OfficeChange | null | Promise<OfficeChange | null>): Promise<void>;

  /** Hashes of the departure PINs that are set, by person. */
  pinHashes(): Promise<ReadonlyMap<string, string>>;
}

export interface KeptOffice {
  readonly organisation: Organisation;
  readonly now: Instant;
  /** Hashes of the departure PINs that are set. */
  readonly pinHashes: ReadonlyMap<string, string>;
  /** Who is an attendee of a watched visit, and of which. */
  readonly onVisits: ReadonlyMap<string, string>;
  /** Units that a watched visit belongs to, each with the reference of one. */
  readonly unitsWithVisits: ReadonlyMap<string, string>;
  /** Who was alerted to an incident that is open: their answer must not come from a stranger. */
  readonly alerted: ReadonlySet<string>;
}

export interface OfficeChange {
  readonly organisation: Organisation;
  /** Hashes of the departure PINs that were given. */
  readonly pins: ReadonlyMap<string, string>;
  readonly entries: readonly NewEntry[];
}

export const OFFICES = Symbol('Offices');
