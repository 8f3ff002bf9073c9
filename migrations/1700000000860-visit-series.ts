import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: visits that were planned together, every week, are changed and cancelled together ("this and the later ones"), so each
 * knows the series that it is one of. Those that were planned before this stay visits of their own: nothing that is kept says
 * for certain which belonged together.
 */
export class VisitSeries1700000000860 implements MigrationInterface {
  name = 'VisitSeries1700000000860';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null: it is one of none.
      ALTER TABLE visit ADD COLUMN series uuid;
      CREATE INDEX visit_series ON visit (series, planned_start) WHERE series IS NOT NULL;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
