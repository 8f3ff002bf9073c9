import { INCIDENT_STATUSES } from '../incident/incident.js';
import { INCIDENT_KINDS } from '../policy/policy.js';
import { DAY, type Instant } from '../time/instant.js';
import { ATTENDEE_STATUSES, isWatched, VISIT_KINDS, VISIT_STATUSES, type Visit } from './visit.js';

/**
 * Why what is kept of a visit cannot be worked with; null when it can. A row that something else has written may hold
 * anything, and the rules take what they are given at its word: an unknown status would have no deadlines, an end in the
 * year 3000 no alarm. Whatever is unsound is told of instead (P2), and must hold up nothing else.
 */
export function whyUnsound(state: unknown, id: string): string | null {
  if (!isRecord(state)) return 'its state is no visit';
  const visit = state as unknown as Visit;
  if (visit.id !== id) return 'its state is that of another visit';
  if (typeof visit.reference !== 'string' || typeof visit.unit !== 'string') return 'it has no reference or no unit';
  if (!VISIT_KINDS.includes(visit.kind)) return 'its kind is unknown';
  if (!VISIT_STATUSES.includes(visit.status)) return 'its status is unknown';
  return (
    whyTimesUnsound(visit) ??
    (isListOf(visit.attendees, isAttendee) ? null : 'its attendees are none') ??
    (visit.attendees.length === 0 && isWatched(visit) ? 'nobody is on it' : null) ??
    (isListOf(visit.handled, isText) ? null : 'what was handled is no list') ??
    (isListOf(visit.incidents, isIncident) ? null : 'its incidents are none') ??
    (isRecord(visit.policy) && isText(visit.policy.name) && isText(visit.policy.version) ? null : 'it has no policy')
  );
}

/** No visit is planned for longer than a day, and an extension is one of hours. */
const LONGEST = 31 * DAY;

const EARLIEST = Date.UTC(2000);
const LATEST = Date.UTC(2100);

function whyTimesUnsound({ plannedStart, plannedEnd, expectedEnd, expectedEndSetAt }: Visit): string | null {
  if (![plannedStart, plannedEnd, expectedEnd, expectedEndSetAt].every(isInstant)) return 'its times are none';
  return expectedEnd > Math.max(plannedStart, expectedEndSetAt) + LONGEST ? 'its end is absurdly late' : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

const isInstant = (value: unknown): value is Instant =>
  typeof value === 'number' && value >= EARLIEST && value <= LATEST;

const isOneOf = (known: readonly string[], value: unknown): boolean => isText(value) && known.includes(value);

const isListOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

const isAttendee = (value: unknown): boolean =>
  isRecord(value) &&
  isText(value['person']) &&
  isOneOf(ATTENDEE_STATUSES, value['status']) &&
  [value['arrivedAt'], value['leftAt']].every((at) => at === null || isInstant(at));

/** Of one that is over nothing is worked out any more. */
function isIncident(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, reference, kind, status, openedAt, step, wait } = value;
  if (!isText(id) || !isText(reference) || !isOneOf(INCIDENT_STATUSES, status)) return false;
  if (status !== 'open') return true;
  if (!isText(step) || !isOneOf(INCIDENT_KINDS, kind) || !isInstant(openedAt)) return false;
  const lists = ['subjects', 'rounds', 'asks', 'alerted', 'police'].every((name) => Array.isArray(value[name]));
  return lists && (wait === null || (isRecord(wait) && isText(wait['for']) && isInstant(wait['until'])));
}
