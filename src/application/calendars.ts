import { accessOf, type Access } from '../domain/permission/access.js';
import type { Directory } from '../domain/organisation/directory.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { inCalendar, isInCalendars } from '../domain/visit/in-calendar.js';
import { icalendar, type CalendarEvent } from './exports/icalendar.js';
import type { Accounts } from './ports/accounts.js';
import type { CalendarFeed, CalendarFeeds, CalendarVisit, FeedKey } from './ports/calendar-feeds.js';
import type { Clock } from './ports/clock.js';
import type { Directories } from './ports/directories.js';
import { signInEntry } from './sign-in/entry.js';
import { digestOf, isToken, newToken } from './tokens.js';

/** Cancelled visits stay for as long as any other: a program that looks again within a month drops them. */
const BACK = 30 * DAY;
const AHEAD = 180 * DAY;
/** 350 bytes each, measured. */
const MOST_PAST = 500;
const MOST_COMING = 1_000;

/**
 * Diaries in other people's calendar programs (HVPF 8.2.1), which sign in nowhere: an address with a token in it, for one
 * person and one diary. What they may see is worked out at each fetch, as they stand then.
 */
export class Calendars {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly accounts: Pick<Accounts, 'isClosed'>,
    private readonly directories: Directories,
    private readonly clock: Clock,
    private readonly publicUrl: string,
  ) {}

  of(person: string): Promise<readonly CalendarFeed[]> {
    return this.feeds.of(person);
  }

  howMany(): Promise<ReadonlyMap<string, number>> {
    return this.feeds.howMany();
  }

  /** The address, which is told this once. The one before, if any, is none from now on. */
  async make(key: FeedKey, directory: Directory): Promise<string> {
    const token = newToken();
    const now = await this.clock.now();
    await this.feeds.make(key, digestOf(token), now, (replaced) => {
      const says = `${key.person} made an address for a calendar of ${diaryOf(key, directory)}${replaced ? '; the one before stopped' : ''}.`;
      return signInEntry(now, 'account_changed', key.person, says, { unit: key.unit, replaced });
    });
    return `${this.publicUrl}/calendar/${token}.ics`;
  }

  /** By its owner, or by whoever manages their account. Stopping twice changes nothing the second time, and gives false. */
  async stop(key: FeedKey, directory: Directory, by: string = key.person): Promise<boolean> {
    const whose = by === key.person ? 'the address' : `the address of ${key.person}`;
    const says = `${by} stopped ${whose} for a calendar of ${diaryOf(key, directory)}.`;
    const now = await this.clock.now();
    return this.feeds.stop(key, signInEntry(now, 'account_changed', by, says, { person: key.person, unit: key.unit }));
  }

  /** The file at this address; null where there is none, or none any more. */
  async open(token: string): Promise<string | null> {
    if (!isToken(token)) return null;
    const hash = digestOf(token);
    const feed = await this.feeds.find(hash);
    if (!feed) return null;
    const [directory, now, closed] = await Promise.all([
      this.directories.directory(),
      this.clock.now(),
      this.accounts.isClosed(feed.person),
    ]);
    const person = directory.person(feed.person);
    if (!person || closed) {
      // For good: whoever is given the same id later is somebody else, and a closed account may have been a lost phone.
      await this.feeds.forget(hash);
      return null;
    }
    if (!isInReach(feed, accessOf(person, directory, now), directory)) return null;
    const visits = await this.visits(feed, directory, now);
    await this.feeds.fetched(hash, now);
    const name = feed.unit === null ? person.name : (directory.unit(feed.unit)?.name ?? feed.unit);
    return icalendar({
      name: `Allswell: ${name}`,
      about: ABOUT,
      busy: feed.unit === null,
      events: visits.map((one) => this.eventOf(one, directory)),
    });
  }

  private async visits(
    { person, unit }: FeedKey,
    directory: Directory,
    now: Instant,
  ): Promise<readonly CalendarVisit[]> {
    const found = await this.feeds.visits({
      ...(unit === null ? { person } : { units: directory.unitsBelow(unit).map(({ id }) => id) }),
      now,
      from: now - BACK,
      to: now + AHEAD,
      mostPast: MOST_PAST,
      mostComing: MOST_COMING,
    });
    return found.filter(({ visit }) => isInCalendars(visit));
  }

  private eventOf({ visit, changes, changedAt }: CalendarVisit, directory: Directory): CalendarEvent {
    const { title, start, end, cancelled } = inCalendar(visit, directory);
    const url = `${this.publicUrl}/itinerary/visits/${visit.id}`;
    return { uid: visit.id, revision: changes, changedAt, start, end, summary: title, url, cancelled };
  }
}

const ABOUT =
  'Planned visits as Allswell knew them when this calendar last looked. It may be hours old: the itinerary in Allswell counts, and nobody is watched by a calendar.';

/** Whether this diary is theirs to see, as they stand now. */
export const isInReach = ({ unit }: Pick<FeedKey, 'unit'>, access: Access, directory: Directory): boolean =>
  unit === null
    ? access.has('see_visits')
    : directory.unit(unit) !== undefined && access.may('see_visits', { unit, people: [] });

const diaryOf = ({ unit }: FeedKey, directory: Directory): string =>
  unit === null ? 'their own visits' : `the visits of ${directory.unit(unit)?.name ?? unit}`;
