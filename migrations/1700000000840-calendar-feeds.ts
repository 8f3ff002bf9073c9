import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a calendar on somebody's phone asks for their diary, or a unit's, by an address that nobody guesses. Of that only a hash
 * is kept. One address to a person and diary: a new one takes the place of the old. Person and unit are no foreign keys: who is
 * gone, or what they may not see any more, is looked up at each fetch.
 */
export class CalendarFeeds1700000000840 implements MigrationInterface {
  name = 'CalendarFeeds1700000000840';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_feed (
        person text NOT NULL,
        unit text NOT NULL,
        token_hash text NOT NULL,
        made_at timestamptz NOT NULL,
        fetches integer NOT NULL DEFAULT 0,
        last_fetched_at timestamptz,
        PRIMARY KEY (person, unit)
      );
      CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed (token_hash);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
