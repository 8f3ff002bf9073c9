import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: so that nothing is lost through faults (P2, P3, P4). `watch` remembers when the loop last went round, so that a
 * gap is seen and told; `worker` who is alive, so that what a dead one was sending is looked into at once; a message
 * knows who is sending it, and may be dropped where it no longer applies; a text knows when the provider took it.
 */
export class NothingLost1700000000400 implements MigrationInterface {
  name = 'NothingLost1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE watch (
        id integer PRIMARY KEY CONSTRAINT watch_one_row CHECK (id = 1),
        swept_at timestamptz NOT NULL,
        -- The newest gap in which nobody watched.
        gap_from timestamptz,
        gap_to timestamptz,
        -- The provider's list of texts has been read up to here.
        inbound_read_to timestamptz NOT NULL
      );
      INSERT INTO watch (id, swept_at, inbound_read_to) VALUES (1, now(), now());

      CREATE TABLE worker (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL,
        started_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        clock_offset_ms integer NOT NULL DEFAULT 0
      );

      ALTER TABLE message ADD COLUMN claimed_by uuid;
      ALTER TABLE message ADD COLUMN looked_at timestamptz;
      -- What kind of incident it spoke of: an overdue may have become an alert code before it is sent.
      ALTER TABLE message ADD COLUMN incident_kind text;
      ALTER TABLE message DROP CONSTRAINT message_state;
      ALTER TABLE message ADD CONSTRAINT message_state
        CHECK (state IN ('pending', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', 'dropped'));
      -- Alerts have a lane of their own: a flood of reminders is not even looked at on the way to them.
      DROP INDEX message_to_send;
      CREATE INDEX message_alerts_to_send ON message (next_attempt_at, created_at) WHERE state = 'pending' AND urgency = 0;
      CREATE INDEX message_others_to_send ON message (urgency, next_attempt_at, created_at) WHERE state = 'pending' AND urgency > 0;

      -- Who is out, for the moment when nobody can be asked; and for the board.
      CREATE INDEX visit_under_way ON visit (unit) WHERE status IN ('in_progress', 'overdue');

      ALTER TABLE inbound ADD COLUMN sent_at timestamptz;
      -- "Has this person an earlier text that waits?" is asked for every text: without it, of all that wait.
      CREATE INDEX inbound_sender_unhandled ON inbound (from_number, seq) WHERE handled_at IS NULL;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
