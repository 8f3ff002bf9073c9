import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a link in a text is for whoever holds the phone that it was sent to. Somebody whose number is changed (the phone was
 * stolen, or the number was a stranger's) must not leave links behind that still answer for them, or that open a call sheet.
 * Links that were sent before this have no number: they work until they expire, some hours later.
 */
export class LinksOfANumber1700000000940 implements MigrationInterface {
  name = 'LinksOfANumber1700000000940';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE answer_link ADD COLUMN mobile text;
      ALTER TABLE link ADD COLUMN mobile text;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
