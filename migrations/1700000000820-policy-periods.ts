import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the policies that visits were stamped with are kept, but not which was in force when. A file that comes into force,
 * and an older one that comes back, is a new line here; like the record, it is only ever added to. And a drill may be stopped.
 */
export class PolicyPeriods1700000000820 implements MigrationInterface {
  name = 'PolicyPeriods1700000000820';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy_period (
        -- In order, from 1.
        number integer PRIMARY KEY,
        name text NOT NULL,
        version text NOT NULL,
        since timestamptz NOT NULL,
        -- Of the file. Null: from before it was kept; the version ends in its first eight digits.
        sha256 text
      );
      INSERT INTO policy_period (number, name, version, since)
        SELECT row_number() OVER (ORDER BY first_used_at, name, version), name, version, first_used_at FROM policy;
      CREATE TRIGGER policy_period_append_only BEFORE UPDATE OR DELETE ON policy_period
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER policy_period_no_truncate BEFORE TRUNCATE ON policy_period
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      ALTER TABLE drill DROP CONSTRAINT drill_outcome;
      ALTER TABLE drill ADD CONSTRAINT drill_outcome
        CHECK (outcome IN ('police_step', 'stood_down', 'stopped', 'ran_out', 'overtaken'));
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
