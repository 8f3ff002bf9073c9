import type { DataSource } from 'typeorm';
import type {
  CalendarFeed,
  CalendarFeeds,
  CalendarSpan,
  CalendarVisit,
  FeedKey,
} from '../../application/ports/calendar-feeds.js';
import type { NewEntry } from '../../domain/decision.js';
import { visitChain } from '../../domain/record/chain.js';
import type { Instant } from '../../domain/time/instant.js';
import { CALENDAR_CHANGES } from '../../domain/visit/in-calendar.js';
import type { Visit } from '../../domain/visit/visit.js';
import { Conditions } from './conditions.js';
import { IS_DRILL } from './incident-sql.js';
import { withStandIns } from './stand-ins.js';
import { CalendarFeedRow } from './entities/calendar.entities.js';
import { appendOfficeEntries } from './record.js';

/** Their own diary, in a column that is part of the key. */
const OWN = '';

export class PostgresCalendarFeeds implements CalendarFeeds {
  constructor(private readonly dataSource: DataSource) {}

  async of(person: string): Promise<CalendarFeed[]> {
    const rows = await this.dataSource.manager.find(CalendarFeedRow, { where: { person }, order: { unit: 'ASC' } });
    return rows.map(feedOf);
  }

  async howMany(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ person: string; count: number }[]>(
      `SELECT person, count(*)::integer AS count FROM calendar_feed GROUP BY person`,
    );
    return new Map(rows.map(({ person, count }) => [person, count]));
  }

  make(
    { person, unit }: FeedKey,
    tokenHash: string,
    at: Instant,
    entry: (replaced: boolean) => NewEntry,
  ): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      const [made] = await manager.query<[{ replaced: boolean }]>(
        `INSERT INTO calendar_feed (person, unit, token_hash, made_at) VALUES ($1, $2, $3, $4)
          ON CONFLICT (person, unit) DO UPDATE
            SET token_hash = excluded.token_hash, made_at = excluded.made_at, fetches = 0, last_fetched_at = NULL
          RETURNING xmax <> 0 AS replaced`,
        [person, unit ?? OWN, tokenHash, new Date(at)],
      );
      await appendOfficeEntries(manager, [entry(made.replaced)]);
    });
  }

  stop({ person, unit }: FeedKey, entry: NewEntry): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(CalendarFeedRow, { person, unit: unit ?? OWN });
      if (affected !== 1) return false;
      await appendOfficeEntries(manager, [entry]);
      return true;
    });
  }

  async find(tokenHash: string): Promise<CalendarFeed | null> {
    const row = await this.dataSource.manager.findOneBy(CalendarFeedRow, { tokenHash });
    return row && feedOf(row);
  }

  async forget(tokenHash: string): Promise<void> {
    await this.dataSource.manager.delete(CalendarFeedRow, { tokenHash });
  }

  async fetched(tokenHash: string, at: Instant): Promise<void> {
    await this.dataSource.query(
      `UPDATE calendar_feed SET fetches = fetches + 1, last_fetched_at = greatest(last_fetched_at, $2) WHERE token_hash = $1`,
      [tokenHash, new Date(at)],
    );
  }

  async visits({ person, units, now, from, to, mostPast, mostComing }: CalendarSpan): Promise<CalendarVisit[]> {
    const where = new Conditions()
      .and('visit.unit = ANY(?)', units)
      .and('EXISTS (SELECT 1 FROM attendee WHERE attendee.visit_id = visit.id AND attendee.person = ?)', person)
      .always(`visit.kind <> 'unplanned'`)
      .always(`NOT ${IS_DRILL}`);
    const half = (span: [Instant, Instant], direction: 'ASC' | 'DESC', most: number) => {
      const next = where.parameters.length;
      return this.dataSource.query<{ visitId: string; state: Visit }[]>(
        `SELECT visit.id AS "visitId", visit.state FROM visit ${where.sql} AND visit.planned_start >= $${next + 1} AND visit.planned_start < $${next + 2}
          ORDER BY visit.planned_start ${direction}, visit.id LIMIT $${next + 3}`,
        [...where.parameters, ...span.map((at) => new Date(at)), most],
      );
    };
    const past = await half([from, now], 'DESC', mostPast);
    const coming = await half([now, to], 'ASC', mostComing);
    const found = await withStandIns(this.dataSource, [...past.reverse(), ...coming]);
    const visits = found.map(({ state }) => state);
    const changes = await this.changesOf(visits);
    return visits.map((visit) => ({
      visit,
      changes: changes.get(visit.id)?.count ?? 0,
      changedAt: changes.get(visit.id)?.last ?? visit.expectedEndSetAt,
    }));
  }

  private async changesOf(visits: readonly Visit[]): Promise<Map<string, { count: number; last: Instant }>> {
    const ids = new Map(visits.map(({ id }) => [visitChain(id), id]));
    const rows = await this.dataSource.query<{ chain: string; count: number; last: Date }[]>(
      `SELECT chain, count(*)::integer AS count, max(at) AS last FROM entry
        WHERE chain = ANY($1) AND kind = ANY($2) GROUP BY chain`,
      [[...ids.keys()], CALENDAR_CHANGES],
    );
    return new Map(rows.map(({ chain, count, last }) => [ids.get(chain) ?? '', { count, last: last.getTime() }]));
  }
}

const feedOf = ({ person, unit, madeAt, fetches, lastFetchedAt }: CalendarFeedRow): CalendarFeed => ({
  person,
  unit: unit === OWN ? null : unit,
  madeAt: madeAt.getTime(),
  fetches,
  lastFetchedAt: lastFetchedAt?.getTime() ?? null,
});
