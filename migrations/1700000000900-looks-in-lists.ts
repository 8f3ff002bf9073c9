import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: whoever looks at a list of visits is entered in the office's record once for a quarter of an hour, and what they have
 * seen in it was read off the newest lines of the record alone: in a busy office a look could be entered twice. By person and
 * time it is found wherever it stands, and as quickly in a record of ten years.
 */
export class LooksInLists1700000000900 implements MigrationInterface {
  name = 'LooksInLists1700000000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX entry_list_viewed ON entry (by, at) WHERE chain = 'office' AND kind = 'person_viewed'`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
