import type { NewEntry, NewMessage } from './decision.js';
import type { Directory } from './organisation/directory.js';
import type { Person } from './organisation/organisation.js';
import * as wording from './texting/wording.js';
import { sayDuration } from './time/duration.js';
import type { Gap } from './time/gap.js';
import { iso, SECOND, type Instant, type Milliseconds } from './time/instant.js';
import { showDayTime } from './time/local.js';

/** A pause that people must hear of; a restart takes less. */
export const WORTH_TELLING: Milliseconds = 30 * SECOND;

/** What a gap meant for one unit. */
export interface Affected {
  readonly unit: string;
  /** Visits that were under way or overdue in it. */
  readonly underWay: number;
  /** Visits of which something fell due in it. */
  readonly late: number;
  readonly oldestDueAt: Instant | null;
  /** Everyone on those visits. */
  readonly attendees: readonly string[];
}

/** The record states the gap, and the managers of every affected unit are told, once each (P3). */
export function tellOfGap(
  gap: Gap,
  affected: readonly Affected[],
  directory: Directory,
  zone: string,
): { entry: NewEntry; messages: NewMessage[] } {
  const visitsOf = new Map<Person, { underWay: number; late: number }>();
  for (const unit of affected) {
    for (const manager of managersOf(unit, directory)) {
      const sum = visitsOf.get(manager) ?? { underWay: 0, late: 0 };
      visitsOf.set(manager, { underWay: sum.underWay + unit.underWay, late: sum.late + unit.late });
    }
  }
  const messages = [...visitsOf]
    .filter(([{ mobile }]) => mobile !== null)
    .map(([manager, visits]): NewMessage => ({
      to: manager.id,
      mobile: manager.mobile ?? '',
      body: wording.monitoringGap(gap, visits, zone),
      urgency: 'alert',
      purpose: 'notice',
      incidentId: null,
    }));
  const late = affected.reduce((sum, unit) => sum + unit.late, 0);
  const oldest = Math.min(...affected.map(({ oldestDueAt }) => oldestDueAt ?? gap.to), gap.to);
  const entry: NewEntry = {
    at: gap.to,
    kind: 'monitoring_gap',
    clause: null,
    by: 'allswell',
    text:
      `${nobodyWatched(gap, zone)} ` +
      (late === 0
        ? 'Nothing fell due in that time.'
        : `${late} ${late === 1 ? 'visit was' : 'visits were'} due meanwhile, the oldest by ${sayDuration(gap.to - oldest)}; each is acted on now.`),
    incidentId: null,
    data: {
      from: iso(gap.from),
      to: iso(gap.to),
      late,
      latestBySeconds: Math.round((gap.to - oldest) / SECOND),
      units: affected.map(({ unit }) => unit),
      told: messages.map(({ to }) => to),
    },
  };
  return { entry, messages };
}

/** After the database's clock was set back there is no telling since when. */
const nobodyWatched = ({ from, to }: Gap, zone: string): string =>
  from < to
    ? `Nobody watched from ${showDayTime(from, zone)} to ${showDayTime(to, zone)}, ${sayDuration(to - from)}.`
    : `Nobody watched for a time that is not known, until ${showDayTime(to, zone)}: the database's clock was set back.`;

/** Those who answer for the people who were out: their line managers, the senior on site, the unit's own managers. */
function managersOf({ unit, attendees }: Affected, directory: Directory): Set<Person> {
  const own = directory.organisation.people.filter(
    (person) => person.unit === unit && person.roles.some((role) => role === 'manager' || role === 'senior_manager'),
  );
  const people = [...attendees.map((person) => directory.lineManagerOf(person)), directory.seniorOnSite(unit), ...own];
  return new Set(
    people.filter((person) => person !== undefined).map((person) => directory.person(person.id) ?? person),
  );
}
