import type { EntryKind } from '../decision.js';
import type { Directory } from '../organisation/directory.js';
import { MINUTE, type Instant } from '../time/instant.js';
import type { Visit } from './visit.js';
import { statusSeenBy } from './visit-status.js';

/**
 * What of a visit may stand in a calendar outside this house (P8, P11). A calendar lies on phones, in other people's clouds, and
 * is passed on: so it names who goes and when, nobody who is visited, no address, no risk and nothing of an alarm, and it
 * says the same to everybody as to those on the visit.
 */
export interface InCalendar {
  /** "Home visit V7K2 (Priya Shah)". */
  readonly title: string;
  readonly start: Instant;
  /** A minute after the start or later: calendars know no shorter visits, and none that end before they begin. */
  readonly end: Instant;
  readonly cancelled: boolean;
}

/**
 * A visit that no diary held is in no calendar: it may have been entered because somebody used the alert code (P8). Nor is a
 * drill, for which nobody goes anywhere.
 */
export const isInCalendars = ({ kind, drill }: Pick<Visit, 'kind' | 'drill'>): boolean =>
  kind !== 'unplanned' && drill !== true;

/** The entries that may change what a calendar says. All are the diary's, or of those on the visit: none tells of an alert code. */
export const CALENDAR_CHANGES: readonly EntryKind[] = [
  'visit_planned',
  'visit_changed',
  'visit_cancelled',
  'late_reported',
  'arrival_confirmed',
  'extended',
  'abandoned',
];

export function inCalendar(visit: Visit, directory: Pick<Directory, 'person'>): InCalendar {
  const names = visit.attendees.map(({ person }) => directory.person(person)?.name ?? person);
  const what = visit.kind === 'home_safe' ? 'Home-safe check' : 'Home visit';
  return {
    title: `${what} ${visit.reference} (${names.join(' and ')})`.replaceAll(/\s+/g, ' '),
    start: visit.plannedStart,
    // Who came early and was quick has an end before the planned start.
    end: Math.max(
      visit.expectedEnd > visit.plannedStart ? visit.expectedEnd : visit.plannedEnd,
      visit.plannedStart + MINUTE,
    ),
    cancelled: visit.attendees.some(({ person }) => statusSeenBy(person, visit) === 'cancelled'),
  };
}
