import type { Directory } from '../../../src/domain/organisation/directory.js';
import { directoryOf } from '../../../src/domain/organisation/directory-of.js';
import { WEEKDAYS, type Organisation, type Person, type Role } from '../../../src/domain/organisation/organisation.js';

export const ZONE = 'Europe/London';
export const TEAM = 'team-1';
export const OUR_NUMBER = '+447700900999';

/** One team, its neighbour, and those above; and what is unusual about it on the day. */
export interface Oddities {
  /** Nominated contacts, in order; none: nobody is on the rota. */
  readonly rota: readonly string[];
  readonly absent: readonly string[];
  readonly withoutMobile: readonly string[];
  readonly headless: readonly string[];
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
  mobile: `+4477009002${String(last).padStart(2, '0')}`,
  unit,
  lineManager,
  roles: [role],
  car: null,
  description: '',
  device: role === 'practitioner' ? `LW-${last}` : '',
});

const PEOPLE: readonly Person[] = [
  person('priya', 'Priya Patel', 1, TEAM, 'lena', 'practitioner'),
  person('ben', 'Ben Baker', 2, TEAM, 'lena', 'practitioner'),
  person('pat', 'Pat Price', 3, TEAM, 'lena', 'practitioner'),
  person('carol', 'Carol Clark', 4, TEAM, 'lena', 'contact'),
  person('colin', 'Colin Cole', 5, TEAM, 'lena', 'contact'),
  person('lena', 'Lena Lewis', 6, TEAM, 'mona', 'manager'),
  person('sue', 'Sue Stone', 7, TEAM, 'mona', 'manager'),
  person('omar', 'Omar Owen', 8, 'team-2', 'mona', 'manager'),
  person('mona', 'Mona Moss', 9, 'pdu-1', 'hal', 'senior_manager'),
  person('hal', 'Hal Hart', 10, 'pdu-1', 'dora', 'head'),
  person('dora', 'Dora Dean', 11, 'region-1', null, 'director'),
];

export const PRACTITIONERS = ['priya', 'ben', 'pat'];
export const RESPONDERS = ['carol', 'colin', 'lena', 'sue', 'omar', 'mona', 'hal', 'dora'];

export interface TheOffice {
  readonly organisation: Organisation;
  readonly directory: Directory;
}

const known = new Map<string, TheOffice>();

/** Made once for each set of oddities: making a directory costs more than a whole story. */
export function officeWith(oddities: Oddities): TheOffice {
  const key = JSON.stringify(oddities);
  const found = known.get(key);
  if (found) return found;
  const { rota, absent, withoutMobile, headless } = oddities;
  const unit = (id: string, kind: 'region' | 'pdu' | 'team', parent: string | null, head: string | null) => ({
    id,
    name: id,
    kind,
    parent,
    head: headless.includes(id) ? null : head,
    seniorOnSite: id === TEAM ? 'sue' : null,
    alertPhrases: id === TEAM ? ['cancel my next appointment'] : [],
    police: null,
  });
  const organisation: Organisation = {
    units: [
      unit('region-1', 'region', null, 'dora'),
      unit('pdu-1', 'pdu', 'region-1', 'hal'),
      unit(TEAM, 'team', 'pdu-1', null),
      unit('team-2', 'team', 'pdu-1', null),
    ],
    people: PEOPLE.map((one) => ({ ...one, mobile: withoutMobile.includes(one.id) ? null : one.mobile })),
    rota: rota.length > 0 ? [{ unit: TEAM, contacts: rota, days: WEEKDAYS, from: '00:00', to: '24:00' }] : [],
    absences: absent.map((id) => ({ person: id, from: 0, to: Number.MAX_SAFE_INTEGER })),
  };
  const office = { organisation, directory: directoryOf(organisation, ZONE) };
  known.set(key, office);
  return office;
}

export const mobileOf = (id: string): string => PEOPLE.find((one) => one.id === id)?.mobile ?? '';
export const ownerOf = (mobile: string): string => PEOPLE.find((one) => one.mobile === mobile)?.id ?? '';
