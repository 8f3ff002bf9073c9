import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: numbers are verified by a text with a code, absences say why, and the record of the office is looked at by person
 * and unit. Of a code only a slow hash is kept, and the text that carries it is encrypted until it has been sent.
 */
export class PeopleAndNumbers1700000000800 implements MigrationInterface {
  name = 'PeopleAndNumbers1700000000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE absence ADD COLUMN reason text NOT NULL DEFAULT '';

      CREATE TABLE number_verified (
        -- The person's id, as in the organisation: it is replaced whole, so there is no foreign key. A number that is
        -- changed loses its row in the transaction that changes it.
        person text PRIMARY KEY,
        mobile text NOT NULL,
        verified_at timestamptz NOT NULL,
        verified_by text NOT NULL
      );

      CREATE TABLE number_code (
        id uuid PRIMARY KEY,
        person text NOT NULL,
        mobile text NOT NULL,
        code_hash text NOT NULL,
        sent_at timestamptz NOT NULL,
        sent_by text NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        used_at timestamptz
      );
      CREATE INDEX number_code_mobile ON number_code (mobile, sent_at);
      CREATE INDEX number_code_sender ON number_code (sent_by, sent_at);

      ALTER TABLE message ADD COLUMN sealed text;

      CREATE INDEX entry_office_changed ON entry (seq) WHERE kind = 'office_changed';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
