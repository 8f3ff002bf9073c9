import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: people sign in. Sessions are kept here and not in a cookie, so that they can be ended from elsewhere; of every
 * token, code and link only a SHA-256 is kept, of a password an argon2id hash, and the secret of a second factor is sealed.
 */
export class SignIn1700000000700 implements MigrationInterface {
  name = 'SignIn1700000000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The person's id, as in the organisation: it is replaced whole, so there is no foreign key; what becomes of the
      -- accounts of those who are gone is seen to when it is replaced.
      CREATE TABLE account (
        person text PRIMARY KEY,
        -- Another one with each invitation that is accepted: devices that were known before are strangers then.
        epoch uuid NOT NULL,
        -- Null: closed.
        password_hash text,
        totp_secret text,
        -- Shown to be scanned, and not proved to have been.
        totp_pending text,
        -- The newest code's time step: none is taken twice.
        totp_step bigint,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        CONSTRAINT account_open_or_closed CHECK ((password_hash IS NULL) = (closed_at IS NOT NULL))
      );

      CREATE TABLE recovery_code (
        hash text PRIMARY KEY,
        person text NOT NULL
      );
      CREATE INDEX recovery_code_person ON recovery_code (person);

      CREATE TABLE invitation (
        token_hash text PRIMARY KEY,
        -- A new one takes the place of the one before.
        person text NOT NULL CONSTRAINT invitation_person UNIQUE,
        made_at timestamptz NOT NULL,
        made_by text NOT NULL,
        expires_at timestamptz NOT NULL
      );

      CREATE TABLE session (
        id uuid PRIMARY KEY,
        token_hash text NOT NULL CONSTRAINT session_token UNIQUE,
        previous_hash text CONSTRAINT session_previous UNIQUE,
        current_was_shown boolean NOT NULL,
        person text NOT NULL,
        way text NOT NULL CONSTRAINT session_way CHECK (way IN ('local', 'openid')),
        stage text NOT NULL CONSTRAINT session_stage CHECK (stage IN ('code', 'enrol', 'open')),
        second_factor boolean NOT NULL,
        started_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        rotated_at timestamptz NOT NULL,
        -- "Firefox on Android": for the person to know it by.
        agent text NOT NULL,
        -- Sealed: handed back to the provider at sign-out.
        id_token text
      );
      CREATE INDEX session_person ON session (person);
      CREATE INDEX session_started ON session (started_at);

      CREATE TABLE sign_in_tally (
        -- What is counted together, as a SHA-256: neither names nor addresses stay here.
        key text PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL,
        -- When it was last written into the record that somebody has to wait.
        told_at timestamptz
      );
      CREATE INDEX sign_in_tally_last ON sign_in_tally (last_at);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
