import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: real rotas also have shifts of one date (a bank holiday, a night that somebody takes over), and weekly ones that do not
 * take place on a date. Shifts that are there stay as they are: weekly, and never struck out. Dates are kept as the organisation
 * file writes them: they are days by the calendar on the wall, and no moments.
 */
export class DatedShifts1700000000880 implements MigrationInterface {
  name = 'DatedShifts1700000000880';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rota_shift
        ADD COLUMN on_date text,
        ADD COLUMN struck_out text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT rota_shift_weekly_or_dated
          CHECK (on_date IS NULL OR (cardinality(days) = 0 AND cardinality(struck_out) = 0));
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
