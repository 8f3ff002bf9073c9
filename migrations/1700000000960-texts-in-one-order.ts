import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: with a second index over the texts that wait the planner read them all in the order of senders and sorted them, for
 * each text anew, because it believes that hardly any wait. They are read in the order in which they came, and no longer
 * looked up by sender.
 */
export class TextsInOneOrder1700000000960 implements MigrationInterface {
  name = 'TextsInOneOrder1700000000960';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX inbound_sender_unhandled`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
