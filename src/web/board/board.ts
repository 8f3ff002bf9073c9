import type { Directory } from '../../domain/organisation/directory.js';
import { isHiddenFrom, shownIncident } from '../../domain/incident/hidden.js';
import { isUnanswered } from '../../domain/incident/unanswered.js';
import { SECOND, type Instant } from '../../domain/time/instant.js';
import { localDate, showTime } from '../../domain/time/local.js';
import { isUnaccounted, isWatched, type Visit } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { contactOnDuty, EXERCISE, INCIDENT_KINDS, namesOf, showNear, type Tag } from '../visit-words.js';
import type { ClockKind } from './clock-words.js';

/** The board of who is out. It hangs on a wall: nothing on it tells who is visited, or where. */
export interface Board {
  /** "1 visit needs someone now", for the head of the page and for those who hear it; null where all is well. */
  readonly alarm: string | null;
  readonly alarms: readonly OutRow[];
  readonly out: readonly OutRow[];
  readonly coming: readonly ComingRow[];
}

/**
 * What the board shows of a visit. Times are moments or times of day, never "12 minutes": a row is another one only when
 * something has happened, not with every second.
 */
export type BoardRow = OutRow | ComingRow;

export interface OutRow {
  readonly list: 'out';
  readonly id: string;
  readonly reference: string;
  /** "Leeds North" */
  readonly unit: string;
  readonly names: readonly string[];
  readonly plight: Plight;
  readonly tag: Tag;
  readonly alarm: boolean;
  /** Nobody has the alarm in hand now. */
  readonly unanswered: boolean;
  /** "Out by 15:30" */
  readonly due: string;
  /** Null for an exercise: nobody is out. */
  readonly clock: { readonly kind: ClockKind; readonly at: Instant } | null;
  /** What was last heard of them, and when; null where nothing was heard yet. */
  readonly lastWord: { readonly word: string; readonly time: string; readonly at: Instant } | null;
  readonly contact: string | null;
  readonly incident: { readonly href: string; readonly text: string; readonly reference: string } | null;
}

export interface ComingRow {
  readonly list: 'coming';
  readonly id: string;
  readonly reference: string;
  readonly names: readonly string[];
  readonly start: string;
  readonly startsAt: Instant;
  readonly end: string;
  readonly contact: string | null;
}

export interface BoardView {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
  /** Who looks at it; {@link NOBODY} for what is the same to all who are not on the visit. */
  readonly person: string;
}

/** Somebody who is on no visit. */
export const NOBODY = '';

/** Whether this visit is another one to this person than to all who are not on it (P8). */
export const isOtherTo = (person: string, visit: Visit): boolean =>
  visit.incidents.some((incident) => isHiddenFrom(person, visit, incident));

/** Null where there is nothing to see any more, as this person may see it. */
export function rowOf(visit: Visit, view: BoardView): BoardRow | null {
  // To somebody on a visit the board shows it as it would be without an alert code (P8).
  const shown = { ...visit, status: statusSeenBy(view.person, visit) };
  if (!isWatched(shown)) return null;
  return shown.status === 'planned' && shown.plannedStart > view.at ? comingRow(shown, view) : outRow(shown, view);
}

/** What is out before what is to come; the gravest first, then by who is due first. */
export const inOrder = (a: BoardRow, b: BoardRow): number => {
  const [one, other] = [placeOf(a), placeOf(b)];
  return one.rank - other.rank || one.at - other.at || (a.id < b.id ? -1 : 1);
};

const placeOf = (row: BoardRow): { rank: number; at: Instant } =>
  row.list === 'coming'
    ? { rank: ORDER.length, at: row.startsAt }
    : { rank: ORDER.indexOf(row.plight), at: row.clock?.at ?? 0 };

/** Of rows in their order. */
export function boardOf(rows: readonly BoardRow[]): Board {
  const out = rows.filter((row) => row.list === 'out');
  const alarms = out.filter((row) => row.alarm);
  return { alarm: sayAlarm(alarms.length), alarms, out, coming: rows.filter((row) => row.list === 'coming') };
}

/** "14:00:07": to the second, so that a board that has stopped shows it. */
export const showSecond = (at: Instant, zone: string): string =>
  `${showTime(at, zone)}:${String(Math.floor(at / SECOND) % 60).padStart(2, '0')}`;

export function sayAlarm(alarms: number): string | null {
  if (alarms === 0) return null;
  return alarms === 1 ? '1 visit needs someone now' : `${alarms} visits need someone now`;
}

export type Plight =
  'alert_code' | 'sos' | 'device' | 'overdue' | 'past' | 'not_arrived' | 'going_home' | 'inside' | 'drill';

/** From the gravest. */
const PLIGHTS: Readonly<Record<Plight, Tag>> = {
  alert_code: { word: 'Alert code', symbol: '◆', colour: 'alarm' },
  sos: { word: 'SOS', symbol: '◆', colour: 'alarm' },
  device: { word: 'Device alarm', symbol: '◆', colour: 'alarm' },
  overdue: { word: 'Overdue', symbol: '▲', colour: 'alarm' },
  past: { word: 'Past time', symbol: '△', colour: 'yellow' },
  not_arrived: { word: 'Not arrived', symbol: '?', colour: 'yellow' },
  going_home: { word: 'On the way', symbol: '⌂', colour: 'blue' },
  inside: { word: 'In progress', symbol: '●', colour: 'green' },
  drill: EXERCISE,
};
const ORDER = Object.keys(PLIGHTS);

function plightOf(visit: Visit, { at, person }: BoardView): Plight {
  if (visit.drill) return 'drill';
  const incident = shownIncident(person, visit);
  if (incident) return incident.kind;
  if (visit.expectedEnd < at) return 'past';
  if (visit.kind === 'home_safe') return 'going_home';
  return visit.attendees.some((attendee) => attendee.arrivedAt !== null) ? 'inside' : 'not_arrived';
}

function outRow(visit: Visit, view: BoardView): OutRow {
  const { at, zone, directory } = view;
  const plight = plightOf(visit, view);
  const incident = shownIncident(view.person, visit);
  return {
    list: 'out',
    id: visit.id,
    reference: visit.reference,
    unit: directory.unit(visit.unit)?.name ?? visit.unit,
    names: namesOf(visit, directory),
    plight,
    tag: PLIGHTS[plight],
    alarm: incident !== null && !visit.drill,
    unanswered: incident !== null && !visit.drill && isUnanswered(incident),
    due: visit.drill
      ? 'For practice'
      : `${visit.kind === 'home_safe' ? 'Home' : 'Out'} by ${showNear(visit.expectedEnd, at, zone)}`,
    clock: visit.drill ? null : { kind: incident?.kind === 'overdue' ? 'overdue' : 'left', at: visit.expectedEnd },
    lastWord: lastWord(visit, view),
    contact: contactOnDuty(visit, directory, at),
    incident: incident && {
      href: `/incidents/${incident.id}`,
      text: `${visit.drill ? 'Exercise: ' : ''}${INCIDENT_KINDS[incident.kind]} ${incident.reference}`,
      reference: incident.reference,
    },
  };
}

/** What was last heard of them, from what the visit itself holds: the board reads nobody's texts. */
function lastWord(visit: Visit, { at, zone, person }: BoardView): OutRow['lastWord'] {
  const words: { at: Instant; word: string }[] = visit.attendees.flatMap((attendee) => {
    if (!isUnaccounted(attendee) && attendee.leftAt !== null)
      return [{ at: attendee.leftAt, word: LAST_WORDS[attendee.status] }];
    return attendee.arrivedAt === null ? [] : [{ at: attendee.arrivedAt, word: 'Arrived' }];
  });
  // A cry for help is a word of theirs, the newest there is; an overdue alarm is that there was none.
  const incident = shownIncident(person, visit);
  const arrived = Math.max(0, ...words.map((one) => one.at));
  // Signed in as somebody on the visit, what a responder did about a hidden alarm stays hidden as well (P8).
  const isChanged = arrived > 0 ? visit.expectedEndSetAt > arrived : visit.expectedEnd !== visit.plannedEnd;
  if (isChanged && !isOtherTo(person, visit)) words.push({ at: visit.expectedEndSetAt, word: 'Time changed' });
  if (incident && incident.kind !== 'overdue' && !visit.drill)
    words.push({ at: incident.graverAt ?? incident.openedAt, word: PLIGHTS[incident.kind].word });
  const last = words.sort((a, b) => a.at - b.at).at(-1);
  return last ? { ...last, time: showNear(last.at, at, zone) } : null;
}

const LAST_WORDS = {
  planned: 'Planned',
  arrived: 'Arrived',
  left: 'Left',
  no_access: 'No access',
  abandoned: 'Abandoned',
  cancelled: 'Cancelled',
} as const;

function comingRow(visit: Visit, { at, zone, directory }: BoardView): ComingRow {
  const tomorrow = localDate(visit.plannedStart, zone) === localDate(at, zone) ? '' : ' tomorrow';
  return {
    list: 'coming',
    id: visit.id,
    reference: visit.reference,
    names: namesOf(visit, directory),
    start: `${showTime(visit.plannedStart, zone)}${tomorrow}`,
    startsAt: visit.plannedStart,
    end: `${visit.kind === 'home_safe' ? 'Home' : 'Out'} by ${showNear(visit.plannedEnd, at, zone)}`,
    contact: contactOnDuty(visit, directory, at),
  };
}
