import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the first tables. The office; the itinerary with each visit's state; deadlines as rows, because a job only wakes
 * someone to look (P2); the outbox and the inbox, because no text may be lost (P1, P4); and the record, which the
 * database itself keeps from being changed (P10).
 */
export class Foundation1700000000000 implements MigrationInterface {
  name = 'Foundation1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation_version (
        id integer PRIMARY KEY CONSTRAINT organisation_version_one_row CHECK (id = 1),
        version integer NOT NULL
      );
      INSERT INTO organisation_version VALUES (1, 0);

      CREATE TABLE unit (
        id text PRIMARY KEY,
        position integer NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        parent text,
        head text,
        senior_on_site text,
        alert_phrases text[] NOT NULL DEFAULT '{}',
        police_force text,
        police_control_room text
      );
      CREATE TABLE person (
        id text PRIMARY KEY,
        position integer NOT NULL,
        name text NOT NULL,
        mobile text UNIQUE,
        unit text NOT NULL,
        line_manager text,
        roles text[] NOT NULL DEFAULT '{}',
        car_registration text,
        car_description text,
        description text NOT NULL DEFAULT '',
        device text NOT NULL DEFAULT '',
        pin_hash text
      );
      CREATE TABLE rota_shift (
        id uuid PRIMARY KEY,
        position integer NOT NULL,
        unit text NOT NULL,
        contacts text[] NOT NULL,
        days text[] NOT NULL,
        from_time text NOT NULL,
        to_time text NOT NULL
      );
      CREATE TABLE absence (
        id uuid PRIMARY KEY,
        person text NOT NULL,
        from_at timestamptz NOT NULL,
        to_at timestamptz NOT NULL,
        CONSTRAINT absence_ends_after_it_begins CHECK (to_at > from_at)
      );
      CREATE TABLE opted_out (
        mobile text PRIMARY KEY,
        since timestamptz NOT NULL
      );

      CREATE TABLE policy (
        name text NOT NULL,
        version text NOT NULL,
        content jsonb NOT NULL,
        first_used_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (name, version)
      );

      CREATE TABLE visit (
        id uuid PRIMARY KEY,
        reference text NOT NULL,
        unit text NOT NULL,
        kind text NOT NULL,
        status text NOT NULL CONSTRAINT visit_status
          CHECK (status IN ('planned', 'in_progress', 'overdue', 'concluded', 'not_made', 'cancelled')),
        planned_start timestamptz NOT NULL,
        planned_end timestamptz NOT NULL,
        expected_end timestamptz NOT NULL,
        state jsonb NOT NULL,
        updated_at timestamptz NOT NULL
      );
      -- A reference names one watched visit; afterwards it may name another.
      CREATE UNIQUE INDEX visit_reference_watched ON visit (reference) WHERE status IN ('planned', 'in_progress', 'overdue');
      CREATE INDEX visit_unit_start ON visit (unit, planned_start);
      CREATE INDEX visit_start ON visit (planned_start);

      -- Personal data of the person visited, apart from the row that every text rewrites, and encrypted (P11).
      CREATE TABLE visit_details (
        visit_id uuid PRIMARY KEY CONSTRAINT visit_details_visit REFERENCES visit (id),
        purpose text NOT NULL,
        risk_of_serious_harm text,
        person_visited text
      );
      CREATE TABLE attendee (
        visit_id uuid NOT NULL CONSTRAINT attendee_visit REFERENCES visit (id),
        person text NOT NULL,
        PRIMARY KEY (visit_id, person)
      );
      CREATE INDEX attendee_person ON attendee (person);

      CREATE TABLE incident (
        id uuid PRIMARY KEY,
        reference text NOT NULL,
        visit_id uuid NOT NULL CONSTRAINT incident_of_visit REFERENCES visit (id),
        kind text NOT NULL CONSTRAINT incident_kind CHECK (kind IN ('overdue', 'alert_code', 'device', 'sos')),
        status text NOT NULL CONSTRAINT incident_status CHECK (status IN ('open', 'stood_down', 'closed')),
        step text NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        alerted text[] NOT NULL,
        CONSTRAINT incident_open_or_closed CHECK ((status = 'open') = (closed_at IS NULL))
      );
      CREATE UNIQUE INDEX incident_one_open ON incident (visit_id) WHERE status = 'open';
      CREATE INDEX incident_visit ON incident (visit_id);
      CREATE INDEX incident_reference_opened ON incident (reference, opened_at);
      CREATE INDEX incident_opened ON incident (opened_at);
      CREATE INDEX incident_alerted_open ON incident USING gin (alerted) WHERE status = 'open';

      -- Four digits for texts, each rested for seven days before it is used again.
      CREATE TABLE incident_reference (
        reference integer PRIMARY KEY,
        used_at timestamptz NOT NULL
      );
      INSERT INTO incident_reference
        SELECT n, timestamptz '2000-01-01' + random() * interval '365 days' FROM generate_series(1000, 9999) n;
      CREATE INDEX incident_reference_used ON incident_reference (used_at);

      CREATE TABLE deadline (
        visit_id uuid NOT NULL CONSTRAINT deadline_visit REFERENCES visit (id),
        key text NOT NULL,
        due_at timestamptz NOT NULL,
        urgency smallint NOT NULL,
        PRIMARY KEY (visit_id, key)
      );
      CREATE INDEX deadline_due ON deadline (due_at);

      CREATE TABLE entry (
        chain text NOT NULL,
        seq integer NOT NULL,
        at timestamptz NOT NULL,
        kind text NOT NULL,
        clause text,
        by text NOT NULL,
        text text NOT NULL,
        incident_id uuid,
        data jsonb NOT NULL,
        previous_hash text NOT NULL,
        hash text NOT NULL,
        PRIMARY KEY (chain, seq)
      );
      CREATE INDEX entry_incident ON entry (incident_id, at) WHERE incident_id IS NOT NULL;
      CREATE TABLE record_head (
        chain text PRIMARY KEY,
        seq integer NOT NULL,
        hash text NOT NULL
      );

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'The record is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The head of a chain only ever moves on by the entries that were added.
      CREATE FUNCTION head_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP <> 'UPDATE' OR NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq THEN
          RAISE EXCEPTION 'The record is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER record_head_moves_on BEFORE UPDATE OR DELETE ON record_head FOR EACH ROW EXECUTE FUNCTION head_moves_on();
      CREATE TRIGGER record_head_no_truncate BEFORE TRUNCATE ON record_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE message (
        id uuid PRIMARY KEY,
        visit_id uuid CONSTRAINT message_visit REFERENCES visit (id),
        incident_id uuid,
        person text NOT NULL,
        mobile text NOT NULL,
        body text NOT NULL,
        purpose text NOT NULL,
        urgency smallint NOT NULL,
        state text NOT NULL CONSTRAINT message_state
          CHECK (state IN ('pending', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed')),
        sid text CONSTRAINT message_sid UNIQUE,
        attempts integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        claimed_at timestamptz,
        accepted_at timestamptz,
        -- When a text that waits for an answer counts as silent; null when it no longer can.
        silent_at timestamptz,
        failure text,
        error_code integer,
        detail text
      );
      CREATE INDEX message_to_send ON message (urgency, created_at) WHERE state = 'pending';
      CREATE INDEX message_in_doubt ON message (claimed_at) WHERE state IN ('sending', 'unknown');
      CREATE INDEX message_silent ON message (silent_at) WHERE silent_at IS NOT NULL;
      CREATE INDEX message_created ON message (created_at);
      CREATE INDEX message_mobile ON message (mobile, created_at);
      CREATE INDEX message_incident ON message (incident_id) WHERE incident_id IS NOT NULL;

      CREATE TABLE inbound (
        sid text PRIMARY KEY,
        seq bigserial NOT NULL,
        from_number text NOT NULL,
        to_number text NOT NULL,
        body text NOT NULL,
        received_at timestamptz NOT NULL,
        person text,
        handled_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        retry_at timestamptz NOT NULL
      );
      CREATE INDEX inbound_unhandled ON inbound (seq) WHERE handled_at IS NULL;
      CREATE INDEX inbound_received ON inbound (received_at);

      CREATE TABLE link (
        token text PRIMARY KEY,
        incident_id uuid NOT NULL,
        person text NOT NULL,
        expires_at timestamptz NOT NULL
      );
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
