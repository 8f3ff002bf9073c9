import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: when thousands are due in one moment, each batch takes the oldest alarms without sorting all that wait. */
export class AlarmsFirst1700000000600 implements MigrationInterface {
  name = 'AlarmsFirst1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX deadline_due;
      CREATE INDEX deadline_due ON deadline (urgency, due_at);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
