import type { Heard, Visit } from '../evidence.js';
import { firstName, personAt, personOf, RESPONDERS } from '../office.js';
import { SILENT_AFTER } from '../rules.js';
import type { Case } from './case.js';
import { alarmDue } from './departure.js';
import type { Finding } from './finding.js';

const SECOND = 1_000;

/**
 * Every visit that passed its time led to an alert on a responder's phone (P2, P3). Nothing that the service says is
 * believed here: only the diary, what people texted, and what the phones received.
 */
export function missedDepartures({ evidence, patience }: Case): Finding[] {
  return evidence.visits
    .filter(({ kind }) => kind !== 'unplanned')
    .flatMap((visit) => {
      const due = alarmDue(visit, evidence, (accepted) => patience.record(accepted));
      if (typeof due === 'string') return [];
      // A first text that the provider lost is not waited out: the next one asked has it after "silentAfter".
      const latest = patience.phones(due.to) + SILENT_AFTER + SECOND;
      if (latest > evidence.judgedUntil) return [];
      if (evidence.heard.some((text) => text.at <= latest && isAlertAbout(visit, text))) return [];
      return [
        {
          law: 'every missed departure leads to an alert',
          what: `nobody was told that visit ${visit.reference} (${visit.purpose}, ${visit.attendees.map(({ person }) => person).join(' and ')}) is overdue`,
          at: due.to,
        },
      ];
    });
}

const ALERTS = /OVERDUE|SOS from|ALERT CODE|RING THE POLICE NOW/;

function isAlertAbout(visit: Visit, { phone, body }: Heard): boolean {
  const isResponder = RESPONDERS.some(({ id }) => id === personAt(phone)?.id);
  const names = visit.attendees.map(({ person }) => firstName(personOf(person)));
  return isResponder && ALERTS.test(body) && names.some((name) => body.includes(name));
}
