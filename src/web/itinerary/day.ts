import type { VisitView } from '../../application/ports/reader.js';
import { overlaps } from '../../domain/visit/plan-checks.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate, showDayTime } from '../../domain/time/local.js';
import { plusDays } from '../../domain/time/week.js';
import { isWatched, type Visit, type VisitStatus } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { shownIncident } from '../../domain/incident/hidden.js';
import { contactOnDuty, KINDS, nameOf, namesOf, showNear, type Tag } from '../visit-words.js';

/** One day of the itinerary diary (HVPF 8.2.1). The person visited is named by reference alone; the visit's own page has the rest. */
export interface Day {
  readonly title: string;
  readonly date: string;
  readonly before: string;
  readonly after: string;
  readonly isToday: boolean;
  readonly rows: readonly DayRow[];
}

export interface DayRow {
  readonly id: string;
  readonly reference: string;
  /** As planned; once it has begun, as it was. */
  readonly from: string;
  readonly to: string;
  /** "14:00 to 14:45", where it went otherwise. */
  readonly planned: string | null;
  /** One of a series. */
  readonly repeated: boolean;
  readonly who: string;
  readonly kind: string;
  readonly visited: string;
  readonly tag: Tag;
  /** Whom an alarm would ask first, when it is due to end; null: nobody. Undefined: it is over, and asks nobody. */
  readonly contact: string | null | undefined;
  /** Overlaps and absences, in sentences. */
  readonly notes: readonly string[];
}

export interface DayView {
  readonly start: Instant;
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
  readonly person: string;
}

const TAGS: Readonly<Record<VisitStatus, Tag>> = {
  planned: { word: 'Planned', symbol: '○', colour: 'blue' },
  in_progress: { word: 'In progress', symbol: '●', colour: 'green' },
  overdue: { word: 'Overdue', symbol: '▲', colour: 'alarm' },
  concluded: { word: 'Concluded', symbol: '✓', colour: 'grey' },
  not_made: { word: 'Not made', symbol: '–', colour: 'grey' },
  cancelled: { word: 'Cancelled', symbol: '×', colour: 'grey' },
};
const ALARM: Tag = { word: 'Alarm', symbol: '◆', colour: 'alarm' };

export function visitTag(visit: Visit, person: string): Tag {
  const incident = shownIncident(person, visit);
  return incident && incident.kind !== 'overdue' ? ALARM : TAGS[statusSeenBy(person, visit)];
}

export const titleOfDay = (start: Instant, zone: string): string => showDayTime(start, zone).replace(/ \d\d:\d\d$/, '');

/** `visits` may be those of more days; the day has those that begin on it, and those that last into it. */
export function dayOf(visits: readonly VisitView[], view: DayView): Day {
  const { start, at, zone } = view;
  const end = plusDays(start, 1, zone);
  const others = visits.map(({ visit }) => ({ ...visit, status: statusSeenBy(view.person, visit) }));
  const date = localDate(start, zone);
  return {
    title: titleOfDay(start, zone),
    date,
    before: localDate(plusDays(start, -1, zone), zone),
    after: localDate(end, zone),
    isToday: date === localDate(at, zone),
    rows: visits
      .filter(({ visit }) => isOn(visit, start, end))
      .sort((one, other) => beganOrBegins(one.visit) - beganOrBegins(other.visit))
      .map((one) => rowOf(one, others, view)),
  };
}

/** A visit that ends on the stroke of midnight is none of the next day. */
export const isOn = (visit: Visit, start: Instant, end: Instant): boolean =>
  visit.plannedStart < end && (visit.plannedStart >= start || Math.max(visit.plannedEnd, visit.expectedEnd) > start);

function rowOf({ visit, details }: VisitView, others: readonly Visit[], view: DayView): DayRow {
  const { zone, directory, person } = view;
  const watched = isWatched({ status: statusSeenBy(person, visit) });
  return {
    id: visit.id,
    reference: visit.reference,
    ...whenOf(visit, view),
    repeated: visit.series !== undefined,
    who: namesOf(visit, directory).join(' and '),
    kind: KINDS[visit.kind],
    visited: details.personVisited?.reference ?? '–',
    tag: visitTag(visit, person),
    contact: watched ? contactOnDuty(visit, directory, visit.expectedEnd) : undefined,
    notes: watched
      ? [
          ...overlaps(visit, others, directory, zone),
          ...visit.attendees
            .filter((one) => directory.isAbsent(one.person, visit.plannedStart))
            .map((one) => `${nameOf(directory, one.person)} is entered as absent then.`),
        ]
      : [],
  };
}

/**
 * Planned, from when to when it is expected; begun, from when they arrived; over, to when they left. Whoever came early and was
 * quick has left before it was to start.
 */
function whenOf(visit: Visit, { start, zone, person }: DayView): Pick<DayRow, 'from' | 'to' | 'planned'> {
  const words = ({ from, to }: { readonly from: Instant; readonly to: Instant }) => ({
    from: showNear(from, start, zone),
    to: showNear(to, Math.max(from, start), zone),
  });
  const plan = words({ from: visit.plannedStart, to: visit.plannedEnd });
  const arrived = momentsOf(visit, 'arrivedAt');
  const watched = isWatched({ status: statusSeenBy(person, visit) });
  if (arrived.length === 0)
    return { ...(watched ? words({ from: visit.plannedStart, to: visit.expectedEnd }) : plan), planned: null };
  const from = beganOrBegins(visit);
  const left = momentsOf(visit, 'leftAt');
  const end = watched || left.length === 0 ? visit.expectedEnd : Math.max(...left);
  const was = words({ from, to: Math.max(from, end) });
  const isOther = was.from !== plan.from || was.to !== plan.to;
  return { ...was, planned: isOther ? `${plan.from} to ${plan.to}` : null };
}

/** When somebody first arrived, or is to. */
function beganOrBegins(visit: Visit): Instant {
  const arrived = momentsOf(visit, 'arrivedAt');
  return arrived.length > 0 ? Math.min(...arrived) : visit.plannedStart;
}

const momentsOf = ({ attendees }: Visit, what: 'arrivedAt' | 'leftAt'): Instant[] =>
  attendees.map((one) => one[what]).filter((at) => at !== null);
