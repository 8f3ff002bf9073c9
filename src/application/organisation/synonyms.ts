import type { Role, UnitKind, Weekday } from '../../domain/organisation/organisation.js';

/** Other names for the same, in small letters with _ between words. */
export const ROLE_SYNONYMS: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['probation_practitioner', 'practitioner'],
  ['probation_officer', 'practitioner'],
  ['offender_manager', 'practitioner'],
  ['nominated_contact', 'contact'],
  ['spo', 'manager'],
  ['senior_probation_officer', 'manager'],
  ['line_manager', 'manager'],
  ['pdu_head', 'head'],
  ['head_of_pdu', 'head'],
  ['rpd', 'director'],
  ['regional_director', 'director'],
  ['regional_probation_director', 'director'],
  ['admin', 'administrator'],
  ['office_administrator', 'administrator'],
]);

export const KIND_SYNONYMS: ReadonlyMap<string, UnitKind> = new Map<string, UnitKind>([
  ['probation_region', 'region'],
  ['probation_delivery_unit', 'pdu'],
  ['delivery_unit', 'pdu'],
  ['police_force', 'force'],
  ['police_unit', 'unit'],
]);

export const DAY_SYNONYMS: ReadonlyMap<string, Weekday> = new Map<string, Weekday>([
  ['monday', 'mon'],
  ['tuesday', 'tue'],
  ['tues', 'tue'],
  ['wednesday', 'wed'],
  ['thursday', 'thu'],
  ['thur', 'thu'],
  ['thurs', 'thu'],
  ['friday', 'fri'],
  ['saturday', 'sat'],
  ['sunday', 'sun'],
]);
