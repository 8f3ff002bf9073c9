import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where the phone simulator keeps its conversations: a process that is killed and started again must find every text,
 * every fault and every webhook that it still owes, or "kill it at any moment" could not be tried on the demonstration.
 *
 * A schema of its own, so that it is seen to be no part of the record and can be dropped whole. The tables exist and stay
 * empty where Twilio is used.
 */
export class Simulator1700000000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE SCHEMA simulator`);
    await queryRunner.query(`
      CREATE TABLE simulator.message (
        id                    bigint GENERATED ALWAYS AS IDENTITY,
        sid                   text NOT NULL,
        direction             text NOT NULL,
        from_number           text NOT NULL,
        to_number             text NOT NULL,
        body                  text NOT NULL,
        segments              integer NOT NULL,
        status                text NOT NULL,
        error_code            integer,
        messaging_service_sid text,
        status_callback       text,
        created_at            timestamptz NOT NULL DEFAULT now(),
        updated_at            timestamptz NOT NULL DEFAULT now(),
        sent_at               timestamptz,
        CONSTRAINT message_pkey PRIMARY KEY (id),
        CONSTRAINT message_sid_key UNIQUE (sid),
        CONSTRAINT message_direction_check CHECK (direction IN ('inbound', 'outbound-api'))
      )
    `);
    await queryRunner.query(`CREATE INDEX message_to_idx ON simulator.message (to_number, id)`);
    await queryRunner.query(`CREATE INDEX message_from_idx ON simulator.message (from_number, id)`);
    await queryRunner.query(`
      CREATE TABLE simulator.opted_out (
        number text NOT NULL,
        at     timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT opted_out_pkey PRIMARY KEY (number)
      )
    `);
    await queryRunner.query(`
      CREATE TABLE simulator.fault (
        id           integer GENERATED ALWAYS AS IDENTITY,
        number       text NOT NULL,
        kind         text NOT NULL,
        remaining    integer,
        code         integer,
        milliseconds integer,
        CONSTRAINT fault_pkey PRIMARY KEY (id),
        CONSTRAINT fault_remaining_check CHECK (remaining > 0)
      )
    `);
    await queryRunner.query(`
      CREATE TABLE simulator.pending_webhook (
        id          bigint GENERATED ALWAYS AS IDENTITY,
        message_sid text NOT NULL,
        lane        text NOT NULL,
        kind        text NOT NULL,
        status      text,
        error_code  integer,
        told        boolean NOT NULL,
        due_at      timestamptz NOT NULL,
        attempts    integer NOT NULL DEFAULT 0,
        CONSTRAINT pending_webhook_pkey PRIMARY KEY (id),
        CONSTRAINT pending_webhook_kind_check CHECK (kind IN ('status', 'sms', 'fallback'))
      )
    `);
    await queryRunner.query(`CREATE INDEX pending_webhook_due_idx ON simulator.pending_webhook (due_at, id)`);
  }

  down(): Promise<void> {
    throw new Error('forward-only');
  }
}
