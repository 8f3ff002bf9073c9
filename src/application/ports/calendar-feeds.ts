import type { NewEntry } from '../../domain/decision.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';

/** Whose diary a calendar shows: the person's own, or that of a unit and those below it. */
export interface FeedKey {
  readonly person: string;
  /** Null: their own. */
  readonly unit: string | null;
}

/** The address by which one person's calendar asks for one diary. Its token is kept nowhere, only its hash. */
export interface CalendarFeed extends FeedKey {
  readonly madeAt: Instant;
  readonly fetches: number;
  /** Null: never. */
  readonly lastFetchedAt: Instant | null;
}

/** A visit, and how often what calendars say of it may have changed. */
export interface CalendarVisit {
  readonly visit: Visit;
  readonly changes: number;
  readonly changedAt: Instant;
}

export interface CalendarSpan {
  /** On which one of these is the attendee. */
  readonly person?: string;
  /** Which belong to one of these. */
  readonly units?: readonly string[];
  readonly now: Instant;
  /** Planned to start in this span. */
  readonly from: Instant;
  readonly to: Instant;
  /** Where there are more, those nearest to now. */
  readonly mostPast: number;
  readonly mostComing: number;
}

export interface CalendarFeeds {
  of(person: string): Promise<readonly CalendarFeed[]>;
  /** How many each person has; who has none is not in it. */
  howMany(): Promise<ReadonlyMap<string, number>>;
  /** From now on this hash is the address of the feed, and the one before is none any more. `entry` is told whether there was one. */
  make(key: FeedKey, tokenHash: string, at: Instant, entry: (replaced: boolean) => NewEntry): Promise<void>;
  /** False: there was none. */
  stop(key: FeedKey, entry: NewEntry): Promise<boolean>;
  find(tokenHash: string): Promise<CalendarFeed | null>;
  /** Of somebody who is not of the organisation any more, or whose account is closed. */
  forget(tokenHash: string): Promise<void>;
  fetched(tokenHash: string, at: Instant): Promise<void>;
  /** By their start. Whom they are to is not even read (P11). */
  visits(span: CalendarSpan): Promise<readonly CalendarVisit[]>;
}

export const CALENDAR_FEEDS = Symbol('CalendarFeeds');
