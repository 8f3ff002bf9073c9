import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a machine gets the rights that it needs, in the units that it serves, for a time; not the one token that opens everything.
 * The unit is no foreign key: a token of a unit that is gone reaches nothing, and stays in the list until somebody sees it.
 */
export class ApiTokens1700000000640 implements MigrationInterface {
  name = 'ApiTokens1700000000640';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        hash text NOT NULL,
        rights text[] NOT NULL,
        unit text,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        last_used_at timestamptz
      );
      CREATE UNIQUE INDEX api_token_hash ON api_token (hash);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
