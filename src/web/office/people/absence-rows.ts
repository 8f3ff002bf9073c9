import { versionOf } from '../../../application/organisation/version.js';
import type { Reader } from '../../../application/ports/reader.js';
import { dutiesLost } from '../../../domain/organisation/absence-loss.js';
import type { CoverQuestion } from '../../../domain/organisation/cover.js';
import type { Absence, Person } from '../../../domain/organisation/organisation.js';
import { showDated } from '../../../domain/time/dated.js';
import { DAY, HOUR } from '../../../domain/time/instant.js';
import { showDayTime, startOfLocalDay } from '../../../domain/time/local.js';
import type { Standpoint } from '../../guard.js';
import { showNear } from '../../visit-words.js';

/** An absence on somebody's page, and what it takes away. */
export interface AbsenceRow {
  readonly id: string;
  readonly version: string;
  readonly when: string;
  readonly reason: string;
  readonly isNow: boolean;
  /** Times in which somebody else is there, and those in which nobody is. */
  readonly covered: readonly string[];
  readonly uncovered: readonly string[];
  readonly more: number;
  readonly visits: readonly { readonly text: string; readonly href: string | null }[];
  readonly otherVisits: number;
}

const MOST_SHOWN = 8;
const LONG_AGO = 30 * DAY;

/** Those that are still to come or under way with what they take away; those of the last month without. */
export async function absenceRows(person: Person, from: Standpoint, question: CoverQuestion, reader: Reader) {
  const theirs = from.directory.organisation.absences.filter((one) => one.person === person.id);
  const current = theirs.filter(({ to }) => to > from.at);
  const past = theirs.filter(({ to }) => to <= from.at && to > from.at - LONG_AGO).reverse();
  return {
    current: await Promise.all(current.map((absence) => rowOf(absence, from, question, reader))),
    past: past.map(({ reason, ...absence }) => ({ when: whenOf(absence, from.zone), reason: reason ?? '' })),
  };
}

/** Of whole days the last one is named, not the midnight after it. */
function whenOf({ from, to }: Pick<Absence, 'from' | 'to'>, zone: string): string {
  const isWhole = startOfLocalDay(from, zone) === from && startOfLocalDay(to, zone) === to;
  if (!isWhole) return `${showDated(from, zone)} to ${showDated(to, zone)}`;
  const [first, last] = [from, to - HOUR].map((at) => showDated(at, zone).slice(0, -6));
  return first === last ? `${first}, all day` : `${first} to ${last}, all day`;
}

async function rowOf(absence: Absence, from: Standpoint, question: CoverQuestion, reader: Reader): Promise<AbsenceRow> {
  const { directory, zone, at, access } = from;
  const lost = dutiesLost(absence, at, question);
  const say = ({ unit, from: start, to }: (typeof lost)[number]): string =>
    `${showDayTime(start, zone)} to ${showNear(to, start, zone)}, ${directory.unit(unit)?.name ?? unit}`;
  const uncovered = lost.filter(({ left }) => left.length === 0);
  const covered = lost.filter(({ left }) => left.length > 0);
  const visits = await visitsIn(absence, from, reader);
  const seen = visits.items.filter(({ visit }) =>
    access.may('see_visits', { unit: visit.unit, people: visit.attendees.map((attendee) => attendee.person) }),
  );
  return {
    id: absence.id ?? '',
    version: versionOf(absence),
    when: whenOf(absence, zone),
    reason: absence.reason ?? '',
    isNow: absence.from <= at,
    uncovered: uncovered.slice(0, MOST_SHOWN).map(say),
    covered: covered
      .slice(0, MOST_SHOWN)
      .map((duty) => `${say(duty)}: ${duty.left.map(({ name }) => name).join(', ')}`),
    more: Math.max(0, uncovered.length - MOST_SHOWN) + Math.max(0, covered.length - MOST_SHOWN),
    visits: seen.slice(0, MOST_SHOWN).map(({ visit }) => ({
      text: `${visit.reference}, ${showDayTime(visit.plannedStart, zone)}`,
      href: `/itinerary/visits/${visit.id}`,
    })),
    // Of visits that are not theirs to see they learn that there are some: somebody has to see to them.
    otherVisits: visits.total - Math.min(seen.length, MOST_SHOWN),
  };
}

/** Visits on which they were to go meanwhile. */
const visitsIn = (absence: Absence, { at }: Standpoint, reader: Reader) =>
  reader.visits({
    person: absence.person,
    status: ['planned'],
    drills: 'without',
    from: Math.max(absence.from, at),
    to: absence.to,
    page: 1,
    perPage: 50,
  });
