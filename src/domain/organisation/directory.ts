import type { Instant } from '../time/instant.js';
import type { Organisation, Person, PoliceContact, Unit } from './organisation.js';

/** Who is on duty for a unit at a moment. */
export interface UnitDuty {
  /** On whose weekly rota they stand; where they stand on dated shifts alone, the nearest of those. */
  readonly unit: string;
  readonly people: readonly Person[];
  /** So many of them, the first, stand there by a shift of that date alone. */
  readonly dated: number;
}

/**
 * Answers "who?" about one organisation at one moment. Made once per organisation version and asked by the rules;
 * it holds no state and reads no clock.
 */
export interface Directory {
  person(id: string): Person | undefined;
  personByMobile(e164: string): Person | undefined;
  unit(id: string): Unit | undefined;
  /** The unit itself, then its parent, up to the root. */
  unitsUpwards(unitId: string): readonly Unit[];
  /** The unit itself and all below it. */
  unitsBelow(unitId: string): readonly Unit[];
  isAbsent(personId: string, at: Instant): boolean;
  /**
   * The nominated contacts of the unit on duty at that moment, each in the rota's order: those of dated shifts first, then
   * those of weekly ones, absent ones included (whoever asks records why someone was passed by). A unit without a weekly
   * shift then uses the nearest unit above that has one, with the dated ones on the way.
   */
  contactsOnDuty(unitId: string, at: Instant): readonly Person[];
  /** The same, with the unit on whose rota they stand; null where no rota has a shift then. */
  dutyAt(unitId: string, at: Instant): UnitDuty | null;
  lineManagerOf(personId: string): Person | undefined;
  seniorOnSite(unitId: string): Person | undefined;
  /** Other managers, nearest first: same unit, then the units that share a parent, then the rest of the PDU (role manager or senior_manager). */
  otherManagers(unitId: string): readonly Person[];
  /** The head of the nearest unit of that kind at or above. */
  headOf(unitId: string, kind: Unit['kind']): Person | undefined;
  alertPhrases(unitId: string): readonly string[];
  police(unitId: string): PoliceContact | null;
  readonly organisation: Organisation;
}
