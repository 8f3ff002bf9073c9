import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: where a provider says in a claim which roles somebody has, that is true of the session that it opened, until it ends. NULL:
 * the organisation's own count, as in every session that there is.
 */
export class RolesOfASession1700000000920 implements MigrationInterface {
  name = 'RolesOfASession1700000000920';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE session ADD COLUMN roles text[]`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
