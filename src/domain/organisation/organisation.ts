import type { Instant } from '../time/instant.js';

/** The office as data: who works where, who answers for whom, and who is on duty when. Ids are the organisation's own. */
export interface Organisation {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly rota: readonly RotaShift[];
  readonly absences: readonly Absence[];
}

export type UnitKind = (typeof UNIT_KINDS)[number];
export const UNIT_KINDS = ['region', 'pdu', 'team', 'office', 'force', 'unit'] as const;

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parent: string | null;
  /** PDU head, Regional Probation Director, or the head of any other unit: told as soon as practical (HVPF 8.4.3). */
  readonly head: string | null;
  /** The senior person on site, first in the line manager's absence (HVPF 8.3.6, 8.4.3). */
  readonly seniorOnSite: string | null;
  /** The team's covert phrases (HVPF 8.3.5). A team with none uses those of the nearest unit above that has some. */
  readonly alertPhrases: readonly string[];
  /** Shown on the call sheet. A person rings it; the software never does. */
  readonly police: PoliceContact | null;
}

export interface PoliceContact {
  readonly force: string;
  readonly controlRoom: string;
}

export type Role = (typeof ROLES)[number];
export const ROLES = [
  'practitioner',
  'contact',
  'manager',
  'senior_manager',
  'head',
  'director',
  'administrator',
  'auditor',
] as const;

export interface Person {
  readonly id: string;
  readonly name: string;
  /** E.164, unique: a text is known by its sender's number. Null: cannot be reached by text, and the chain passes them by. */
  readonly mobile: string | null;
  readonly unit: string;
  readonly lineManager: string | null;
  readonly roles: readonly Role[];
  /** The staff details log (HVPF 8.1.5). */
  readonly car: Car | null;
  readonly description: string;
  readonly device: string;
}

export interface Car {
  readonly registration: string;
  readonly description: string;
}

export type Weekday = (typeof WEEKDAYS)[number];
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Who is nominated contact of a unit, in order, between these local times: every week, or on one date. */
export type RotaShift = WeeklyShift | DatedShift;

interface ShiftOfUnit {
  /** Given when it is kept; the organisation file names none. */
  readonly id?: string;
  readonly unit: string;
  readonly contacts: readonly string[];
  /** Local times "HH:MM"; `to` may be "24:00"; a `to` at or before `from` runs past midnight into the next day. */
  readonly from: string;
  readonly to: string;
}

export interface WeeklyShift extends ShiftOfUnit {
  /** The weekdays on which it begins. */
  readonly days: readonly Weekday[];
  /** Dates on which it is struck out, "2026-12-25", in order. Left out where there are none. */
  readonly except?: readonly string[];
}

export interface DatedShift extends ShiftOfUnit {
  /** The one date on which it begins, "2026-11-27". */
  readonly date: string;
}

/** `from` inclusive, `to` exclusive. */
export interface Absence {
  /** Given when it is kept; the organisation file names none. */
  readonly id?: string;
  readonly person: string;
  readonly from: Instant;
  readonly to: Instant;
  /** "Annual leave"; empty where none was given. */
  readonly reason?: string;
}
