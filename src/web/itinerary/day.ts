import type { VisitView } from '../../application/ports/reader.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate, showDayTime } from '../../domain/time/local.js';
import type { Visit, VisitStatus } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { shownIncident } from '../../domain/incident/hidden.js';
import { KINDS, namesOf, showNear, type Tag } from '../visit-words.js';
import { nearbyDay } from './when.js';

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
  readonly from: string;
  readonly to: string;
  readonly who: string;
  readonly kind: string;
  readonly visited: string;
  readonly tag: Tag;
}

interface DayView {
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

export function dayOf(visits: readonly VisitView[], { start, at, zone, directory, person }: DayView): Day {
  const date = localDate(start, zone);
  return {
    title: showDayTime(start, zone).replace(/ \d\d:\d\d$/, ''),
    date,
    before: localDate(nearbyDay(start, -1), zone),
    after: localDate(nearbyDay(start, 1), zone),
    isToday: date === localDate(at, zone),
    rows: visits.map(({ visit, details }) => ({
      id: visit.id,
      reference: visit.reference,
      from: showNear(visit.plannedStart, start, zone),
      to: showNear(visit.expectedEnd, visit.plannedStart, zone),
      who: namesOf(visit, directory).join(' and '),
      kind: KINDS[visit.kind],
      visited: details.personVisited?.reference ?? '–',
      tag: visitTag(visit, person),
    })),
  };
}
