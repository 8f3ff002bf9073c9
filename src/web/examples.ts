import { directoryOf } from '../domain/organisation/directory-of.js';
import type { ChainedEntry } from '../domain/record/chain.js';
import type { Directory } from '../domain/organisation/directory.js';
import type { Person } from '../domain/organisation/organisation.js';
import type { Incident } from '../domain/incident/incident.js';
import type { Instant } from '../domain/time/instant.js';
import type { Attendee, Visit } from '../domain/visit/visit.js';

/** Visits, incidents and an office for the specs of pages. */

export const ZONE = 'Europe/London';

/** A Tuesday in summer, 14:00 by the clock on the wall. */
export const TWO_OCLOCK: Instant = Date.parse('2026-06-02T13:00:00Z');

export function aVisit({
  attendees = ['priya'],
  ...given
}: Partial<Omit<Visit, 'attendees'>> & { attendees?: (string | Attendee)[] } = {}): Visit {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    reference: 'V7K2',
    unit: 'north',
    kind: 'alone',
    status: 'planned',
    plannedStart: TWO_OCLOCK,
    plannedEnd: TWO_OCLOCK + 45 * 60_000,
    expectedEnd: given.plannedEnd ?? TWO_OCLOCK + 45 * 60_000,
    expectedEndSetAt: TWO_OCLOCK - 3_600_000,
    attendees: attendees.map((one) => (typeof one === 'string' ? anAttendee({ person: one }) : one)),
    handled: [],
    incidents: [],
    policy: { name: 'demo', version: '1' },
    ...given,
  };
}

export const anAttendee = (given: Partial<Attendee> = {}): Attendee => ({
  person: 'priya',
  status: 'planned',
  arrivedAt: null,
  leftAt: null,
  leftSaidBy: null,
  ...given,
});

export const anIncident = (given: Partial<Incident> = {}): Incident => ({
  id: '00000000-0000-4000-8000-0000000000aa',
  reference: '4821',
  kind: 'overdue',
  status: 'open',
  openedAt: TWO_OCLOCK,
  closedAt: null,
  closedBy: null,
  outcome: null,
  subjects: ['priya'],
  step: 'nominated_contact',
  stepAt: TWO_OCLOCK,
  rounds: [],
  asked: 1,
  wait: null,
  asks: [],
  attempts: 0,
  police: [],
  alerted: [],
  ...given,
});

const aPerson = (given: Partial<Person> & Pick<Person, 'id' | 'name'>): Person => ({
  mobile: null,
  unit: 'north',
  lineManager: 'grace',
  roles: ['practitioner'],
  car: null,
  description: '',
  device: '',
  ...given,
});

export const anOffice = ({ absent = [] as string[] } = {}): Directory =>
  directoryOf(
    {
      units: [
        {
          id: 'pdu',
          name: 'Riverside PDU',
          kind: 'pdu',
          parent: null,
          head: null,
          seniorOnSite: null,
          alertPhrases: [],
          police: null,
        },
        {
          id: 'north',
          name: 'North Team',
          kind: 'team',
          parent: 'pdu',
          head: null,
          seniorOnSite: null,
          alertPhrases: [],
          police: null,
        },
        {
          id: 'south',
          name: 'South Team',
          kind: 'team',
          parent: 'pdu',
          head: null,
          seniorOnSite: null,
          alertPhrases: [],
          police: null,
        },
      ],
      people: [
        aPerson({ id: 'priya', name: 'Priya Shah', mobile: '+447700900101' }),
        aPerson({ id: 'callum', name: 'Callum Reid', mobile: '+447700900102' }),
        aPerson({ id: 'wei', name: 'Wei Chen', mobile: '+447700900104', roles: ['contact'] }),
        aPerson({ id: 'megan', name: 'Megan Hughes', mobile: '+447700900103', roles: ['contact'] }),
        aPerson({ id: 'grace', name: 'Grace Okafor', mobile: '+447700900105', roles: ['manager'], lineManager: null }),
      ],
      rota: [
        {
          unit: 'north',
          contacts: ['wei', 'megan'],
          days: ['mon', 'tue', 'wed', 'thu', 'fri'],
          from: '08:30',
          to: '17:30',
        },
      ],
      absences: absent.map((person) => ({ person, from: 0, to: Number.MAX_SAFE_INTEGER })),
    },
    ZONE,
  );

export const anEntry = (given: Partial<ChainedEntry> = {}): ChainedEntry => ({
  at: TWO_OCLOCK,
  kind: 'asked',
  clause: 'HVPF 8.4.2',
  by: 'allswell',
  text: 'Wei Chen was asked.',
  incidentId: null,
  data: {},
  chain: 'visit:1',
  seq: 1,
  previousHash: '',
  hash: '',
  ...given,
});
