import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why: a responder answers on a page that the link in their text opens. Only the token's hash is kept, and each press once. */
export class AnswerLinks1700000000720 implements MigrationInterface {
  name = 'AnswerLinks1700000000720';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE answer_link (
        token_hash text PRIMARY KEY,
        incident_id uuid NOT NULL,
        person text NOT NULL,
        kind text NOT NULL,
        step text NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE answer_press (
        press text PRIMARY KEY,
        answer text NOT NULL,
        at timestamptz NOT NULL
      );
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
