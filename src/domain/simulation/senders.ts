import type { Incident } from '../incident/incident.js';
import type { Person } from '../organisation/organisation.js';
import { route } from '../texting/route.js';
import type { Concern, Route, Sender } from '../texting/sender.js';
import { HOUR, MINUTE } from '../time/instant.js';
import type { Attendee, AttendeeStatus, Visit, VisitKind } from '../visit/visit.js';
import { plainPerson } from './plain.js';

/** For the specs of where texts go: those who send them, and the visits and incidents that they may mean. */

export const NOW = Date.UTC(2026, 10, 24, 14, 0);
const ZONE = 'Europe/London';

const person = (id: string): Person =>
  plainPerson(id, {
    name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Example`,
    mobile: '+447700900101',
    unit: 'team-1',
    roles: ['practitioner'],
  });

export interface VisitWish {
  reference?: string;
  who?: string;
  starts?: number;
  ends?: number;
  status?: AttendeeStatus;
  kind?: VisitKind;
  incident?: Partial<Incident>;
  /** Minutes from now; null for whoever has ended it without having been inside. */
  leftAt?: number | null;
  /** A colleague on the same visit, who stands before them in its list. */
  beside?: { who: string; status: AttendeeStatus; leftAt?: number };
}

let count = 0;

export function visit({
  reference = 'V7K2',
  who = 'priya',
  starts = 0,
  ends = 45,
  status = 'arrived',
  kind = 'alone',
  incident,
  leftAt = 0,
  beside,
}: VisitWish = {}): Visit {
  count += 1;
  const ended = status !== 'planned' && status !== 'arrived';
  return {
    id: `visit-${count}`,
    reference,
    unit: 'team-1',
    kind,
    status: incident ? 'overdue' : ended ? 'concluded' : status === 'arrived' ? 'in_progress' : 'planned',
    plannedStart: NOW + starts * MINUTE,
    plannedEnd: NOW + ends * MINUTE,
    expectedEnd: NOW + ends * MINUTE,
    expectedEndSetAt: NOW - HOUR,
    attendees: [
      ...(beside ? [attendee(beside.who, beside.status, beside.leftAt ?? null)] : []),
      attendee(who, status, ended ? leftAt : null),
    ],
    handled: [],
    incidents: incident ? [open(incident)] : [],
    policy: { name: 'test', version: '1' },
  };
}

const attendee = (person: string, status: AttendeeStatus, leftAt: number | null): Attendee => ({
  person,
  status,
  arrivedAt: null,
  leftAt: leftAt === null ? null : NOW + leftAt * MINUTE,
  leftSaidBy: null,
});

const open = (wish: Partial<Incident>): Incident => ({
  id: `incident-${wish.reference ?? ''}`,
  reference: '4821',
  kind: 'overdue',
  status: 'open',
  openedAt: NOW,
  closedAt: null,
  closedBy: null,
  outcome: null,
  subjects: ['priya'],
  step: 'nominated_contact',
  stepAt: NOW,
  rounds: [],
  asked: 1,
  wait: null,
  asks: [],
  attempts: 0,
  police: [],
  alerted: [],
  ...wish,
});

export const sender = (wish: Partial<Sender> & { id?: string } = {}): Sender => ({
  person: person(wish.id ?? 'priya'),
  visits: [],
  incidents: [],
  named: null,
  watching: [],
  alertPhrases: ['cancel my next appointment'],
  nameOf: (id) => person(id).name,
  checkPin: (pin) => (pin === null ? 'missing' : pin === '4729' ? 'right' : 'wrong'),
  ...wish,
});

export const concern = (one: Visit): Concern => ({ visit: one, incident: one.incidents[0]! });
export const routed = (body: string, from: Sender): Route => route(body, from, NOW, ZONE);

/** Where a text goes: the reference of a visit, "unplanned", "phone", or the answer where nothing changes. */
export const whither = (body: string, from: Sender): string => {
  const { to, ...rest } = routed(body, from);
  if (to === null) return 'answer' in rest ? rest.answer : '';
  return typeof to === 'string' ? to : to.reference;
};
