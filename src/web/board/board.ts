import type { Directory } from '../../domain/organisation/directory.js';
import type { Incident } from '../../domain/incident/incident.js';
import { sayDuration } from '../../domain/time/duration.js';
import { SECOND, type Instant } from '../../domain/time/instant.js';
import { localDate, showTime } from '../../domain/time/local.js';
import { isUnaccounted, isWatched, type Visit } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { isHiddenFrom, shownIncident } from '../../domain/incident/hidden.js';
import { contactOnDuty, EXERCISE, INCIDENT_KINDS, namesOf, showNear, type Tag } from '../visit-words.js';

/** The board of who is out. It hangs on a wall: nothing on it tells who is visited, or where. */
export interface Board {
  readonly asAt: string;
  /** "1 visit is overdue", for the head of the page and for those who hear it; null where all is well. */
  readonly alarm: string | null;
  readonly alarms: readonly OutRow[];
  readonly out: readonly OutRow[];
  readonly coming: readonly ComingRow[];
}

export interface OutRow {
  readonly id: string;
  readonly reference: string;
  readonly who: string;
  readonly tag: Tag;
  readonly alarm: boolean;
  /** "Out by 15:30" */
  readonly due: string;
  /** "12 minutes left", "OVERDUE by 4 minutes" */
  readonly left: string;
  /** "SOS, 12 minutes left": what is the matter, in a line by itself. */
  readonly plight: string;
  readonly lastWord: string;
  readonly contact: string | null;
  readonly incident: { readonly href: string; readonly text: string; readonly reference: string } | null;
}

export interface ComingRow {
  readonly id: string;
  readonly reference: string;
  readonly who: string;
  readonly start: string;
  readonly within: string;
  readonly end: string;
  readonly contact: string | null;
}

export interface BoardView {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
  /** Who looks at it. */
  readonly person: string;
}

export function boardOf(visits: readonly Visit[], view: BoardView): Board {
  // To somebody on a visit the board shows it as it would be without an alert code (P8).
  const shown = visits
    .map((visit) => ({ ...visit, status: statusSeenBy(view.person, visit) }))
    .filter((visit) => isWatched(visit));
  const isOut = (visit: Visit): boolean => visit.status !== 'planned' || visit.plannedStart <= view.at;
  const out = shown
    .filter(isOut)
    .sort((a, b) => urgency(a, view) - urgency(b, view) || a.expectedEnd - b.expectedEnd)
    .map((visit) => outRow(visit, view));
  const coming = shown
    .filter((visit) => !isOut(visit))
    .sort((a, b) => a.plannedStart - b.plannedStart)
    .map((visit) => comingRow(visit, view));
  const alarms = out.filter((row) => row.alarm);
  const second = String(Math.floor(view.at / SECOND) % 60).padStart(2, '0');
  return { asAt: `${showTime(view.at, view.zone)}:${second}`, alarm: sayAlarm(alarms), alarms, out, coming };
}

function sayAlarm(alarms: readonly OutRow[]): string | null {
  if (alarms.length === 0) return null;
  return alarms.length === 1 ? '1 visit needs someone now' : `${alarms.length} visits need someone now`;
}

type Plight = 'alert_code' | 'sos' | 'device' | 'overdue' | 'past' | 'not_arrived' | 'going_home' | 'inside' | 'drill';

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

const urgency = (visit: Visit, view: BoardView): number => ORDER.indexOf(plightOf(visit, view));

function outRow(visit: Visit, view: BoardView): OutRow {
  const { at, zone, directory } = view;
  const plight = plightOf(visit, view);
  const incident = shownIncident(view.person, visit);
  const left = visit.drill ? 'Nobody is out' : sayLeft(visit, incident, at);
  return {
    id: visit.id,
    reference: visit.reference,
    who: namesOf(visit, directory).join(' and '),
    plight: plight === 'overdue' ? left : `${PLIGHTS[plight].word}, ${left}`,
    tag: PLIGHTS[plight],
    alarm: incident !== null && !visit.drill,
    due: visit.drill
      ? 'For practice'
      : `${visit.kind === 'home_safe' ? 'Home' : 'Out'} by ${showNear(visit.expectedEnd, at, zone)}`,
    left,
    lastWord: lastWord(visit, view),
    contact: contactOnDuty(visit, directory, at),
    incident: incident && {
      href: `/incidents/${incident.id}`,
      text: `${visit.drill ? 'Exercise: ' : ''}${INCIDENT_KINDS[incident.kind]} ${incident.reference}`,
      reference: incident.reference,
    },
  };
}

function sayLeft(visit: Visit, incident: Incident | null, at: Instant): string {
  const left = visit.expectedEnd - at;
  if (left >= 0) return `${sayDuration(left)} left`;
  return incident?.kind === 'overdue' ? `OVERDUE by ${sayDuration(-left)}` : `${sayDuration(-left)} past the time`;
}

/** What was last heard of them, from what the visit itself holds: the board reads nobody's texts. */
function lastWord(visit: Visit, { at, zone, person }: BoardView): string {
  const words = visit.attendees.flatMap((attendee) => {
    if (!isUnaccounted(attendee) && attendee.leftAt !== null)
      return [{ at: attendee.leftAt, word: LAST_WORDS[attendee.status] }];
    return attendee.arrivedAt === null ? [] : [{ at: attendee.arrivedAt, word: 'Arrived' }];
  });
  const arrived = Math.max(0, ...words.map((one) => one.at));
  // Signed in as somebody on the visit, what a responder did about a hidden alarm stays hidden as well (P8).
  const told = !visit.incidents.some((incident) => isHiddenFrom(person, visit, incident));
  if (told && arrived > 0 && visit.expectedEndSetAt > arrived)
    words.push({ at: visit.expectedEndSetAt, word: 'Time changed' });
  const last = words.sort((a, b) => a.at - b.at).at(-1);
  return last ? `${last.word} ${showNear(last.at, at, zone)}` : 'Nothing heard yet';
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
    id: visit.id,
    reference: visit.reference,
    who: namesOf(visit, directory).join(' and '),
    start: `${showTime(visit.plannedStart, zone)}${tomorrow}`,
    within: `in ${sayDuration(visit.plannedStart - at)}`,
    end: `${visit.kind === 'home_safe' ? 'Home' : 'Out'} by ${showNear(visit.plannedEnd, at, zone)}`,
    contact: contactOnDuty(visit, directory, at),
  };
}
