import { hash } from 'node:crypto';
import type { VisitDetails } from './ports/ledger.js';
import type { Visit } from '../domain/visit/visit.js';

/** What is planned of a visit, in a few letters: another once somebody has changed it. What happens on it changes nothing. */
export const shownVersion = ({ visit, details }: { readonly visit: Visit; readonly details: VisitDetails }): string =>
  hash(
    'sha256',
    JSON.stringify([
      visit.attendees.map(({ person }) => person),
      visit.kind,
      visit.plannedStart,
      visit.plannedEnd,
      details,
    ]),
  ).slice(0, 16);
