import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: `/health` says that the provider refuses our settings (P12). Finding the last such refusal must not read every
 * message; the index holds nothing else, so it costs nothing while all is well.
 */
export class SettingsRefused1700000000450 implements MigrationInterface {
  name = 'SettingsRefused1700000000450';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX message_settings_refused ON message (claimed_at) WHERE failure = 'settings'`);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
