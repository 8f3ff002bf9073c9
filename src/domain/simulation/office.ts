import type { Directory } from '../organisation/directory.js';
import { directoryOf } from '../organisation/directory-of.js';
import { WEEKDAYS, type Organisation, type Person, type Role, type Unit } from '../organisation/organisation.js';

/** The office in which the specs and the simulation play: one team, its neighbour, and those above. */

export const ZONE = 'Europe/London';
export const TEAM = 'team-1';

/** What is unusual about the office on the day. */
export interface Oddities {
  /** Nominated contacts, in order. */
  readonly rota?: readonly string[];
  readonly absent?: readonly string[];
  readonly withoutMobile?: readonly string[];
  readonly withoutLineManager?: readonly string[];
  /** Units whose head is not named. */
  readonly headless?: readonly string[];
}

const person = (
  id: string,
  name: string,
  last: number,
  unit: string,
  lineManager: string | null,
  role: Role,
): Person => ({
  id,
  name,
  mobile: `+4477009001${String(last).padStart(2, '0')}`,
  unit,
  lineManager,
  roles: [role],
  car: null,
  description: '',
  device: '',
});

const PEOPLE: readonly Person[] = [
  person('priya', 'Priya Patel', 1, 'team-1', 'lena', 'practitioner'),
  person('ben', 'Ben Baker', 2, 'team-1', 'lena', 'practitioner'),
  person('carol', 'Carol Clark', 3, 'team-1', 'lena', 'contact'),
  person('colin', 'Colin Cole', 4, 'team-1', 'lena', 'contact'),
  person('lena', 'Lena Lewis', 5, 'team-1', 'mona', 'manager'),
  person('sue', 'Sue Stone', 6, 'team-1', 'mona', 'manager'),
  person('omar', 'Omar Owen', 7, 'team-2', 'mona', 'manager'),
  person('mona', 'Mona Moss', 8, 'pdu-1', 'hal', 'senior_manager'),
  person('hal', 'Hal Hart', 9, 'pdu-1', 'dora', 'head'),
  person('dora', 'Dora Dean', 10, 'region-1', null, 'director'),
  person('olive', 'Olive Outsider', 11, 'team-2', 'omar', 'practitioner'),
];

const unit = (id: string, kind: Unit['kind'], parent: string | null, head: string | null): Unit => ({
  id,
  name: id,
  kind,
  parent,
  head,
  seniorOnSite: id === TEAM ? 'sue' : null,
  alertPhrases: [],
  police: null,
});

const UNITS: readonly Unit[] = [
  unit('region-1', 'region', null, 'dora'),
  unit('pdu-1', 'pdu', 'region-1', 'hal'),
  unit('team-1', 'team', 'pdu-1', null),
  unit('team-2', 'team', 'pdu-1', null),
];

/** Everyone who may be asked to do something about an incident. */
export const RESPONDERS = ['carol', 'colin', 'lena', 'sue', 'omar', 'mona', 'hal', 'dora'];
export const MANAGERS = ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'];

export function officeWith(oddities: Oddities): Directory {
  const {
    rota = ['carol', 'colin'],
    absent = [],
    withoutMobile = [],
    withoutLineManager = [],
    headless = [],
  } = oddities;
  const organisation: Organisation = {
    units: UNITS.map((one) => (headless.includes(one.id) ? { ...one, head: null } : one)),
    people: PEOPLE.map((one) => ({
      ...one,
      mobile: withoutMobile.includes(one.id) ? null : one.mobile,
      lineManager: withoutLineManager.includes(one.id) ? null : one.lineManager,
    })),
    rota: rota.length > 0 ? [{ unit: TEAM, contacts: rota, days: WEEKDAYS, from: '00:00', to: '24:00' }] : [],
    absences: absent.map((id) => ({ person: id, from: 0, to: Number.MAX_SAFE_INTEGER })),
  };
  return directoryOf(organisation, ZONE);
}

export const mobileOf = (id: string): string => PEOPLE.find((one) => one.id === id)?.mobile ?? '';
