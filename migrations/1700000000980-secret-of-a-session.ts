import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: a secret for an authenticator app that was shown and not confirmed stood at the account. Whoever knew a password alone
 * could look at it, and have the same codes as its owner who confirmed it days later. It is shown to one session now, and stands
 * there. The column of the account stays, empty: processes of the version before still ask for it until they are restarted.
 */
export class SecretOfASession1700000000980 implements MigrationInterface {
  name = 'SecretOfASession1700000000980';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE session ADD COLUMN totp_offered text, ADD COLUMN totp_offered_at timestamptz`);
    await runner.query(`UPDATE account SET totp_pending = NULL WHERE totp_pending IS NOT NULL`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
