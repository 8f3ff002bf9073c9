import { isInReach } from '../../application/calendars.js';
import type { CalendarFeed } from '../../application/ports/calendar-feeds.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { accessOf } from '../../domain/permission/access.js';
import { howLongAgo } from '../../domain/time/how-long-ago.js';
import { unitsInReach } from '../frame/units-in-reach.js';
import type { Standpoint } from '../guard.js';
import { hrefOfPerson } from '../office/reach.js';

/** A diary as the forms name it: "own", or "unit-" and the unit's id, which may be any text. */
const OWN = 'own';
const UNIT = 'unit-';

export const valueOf = (unit: string | null): string => (unit === null ? OWN : UNIT + unit);

/** The unit, null for their own diary; undefined where it is neither. */
export function diaryIn(value: string): string | null | undefined {
  if (value === OWN) return null;
  return value.startsWith(UNIT) ? value.slice(UNIT.length) : undefined;
}

export function nameOfDiary(unit: string | null, { directory }: Pick<Standpoint, 'directory'>): string {
  return unit === null ? 'Your own visits' : (directory.unit(unit)?.name ?? unit);
}

/** The diaries that somebody may have in their calendar. */
export const diariesOf = (from: Standpoint): { value: string; text: string }[] =>
  [null, ...unitsInReach(from, 'see_visits').map(({ id }) => id)].map((unit) => ({
    value: valueOf(unit),
    text: nameOfDiary(unit, from),
  }));

export const hrefOfFeeds = (person: string): string => `${hrefOfPerson(person)}#feeds`;

export const feedsOf = (count: number): string => (count === 1 ? 'one calendar feed' : `${count} calendar feeds`);

/** Those of somebody else, for whoever manages their account: what they may show is worked out as their owner stands. */
export function feedsOn(feeds: readonly CalendarFeed[], owner: Person, from: Standpoint) {
  const theirs = { ...from, access: accessOf(owner, from.directory, from.at) };
  return feeds.map((feed) => ({
    ...feedRow(feed, theirs),
    name: feed.unit === null ? 'Their own visits' : nameOfDiary(feed.unit, from),
  }));
}

/** One address that somebody has, as the page lists it. */
export function feedRow(feed: CalendarFeed, from: Standpoint) {
  const { at, zone, access, directory } = from;
  const times = feed.fetches === 1 ? 'once' : `${feed.fetches} times`;
  return {
    value: valueOf(feed.unit),
    name: nameOfDiary(feed.unit, from),
    made: howLongAgo(feed.madeAt, at, zone),
    fetched: feed.lastFetchedAt === null ? null : `${howLongAgo(feed.lastFetchedAt, at, zone)} (${times} in all)`,
    works: isInReach(feed, access, directory),
  };
}
