import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: the times of drills are kept, so that one can be compared with those before it; and so are those of the canary, a
 * text that goes out to a test number and comes back.
 *
 * A drill's steps are written when it has ended, from its record; until then they are read there.
 */
export class Drills1700000000500 implements MigrationInterface {
  name = 'Drills1700000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE drill (
        id uuid PRIMARY KEY,
        unit text NOT NULL,
        kind text NOT NULL CONSTRAINT drill_kind CHECK (kind IN ('overdue', 'alert_code', 'sos')),
        visit_id uuid NOT NULL CONSTRAINT drill_visit REFERENCES visit (id),
        incident_id uuid NOT NULL CONSTRAINT drill_incident REFERENCES incident (id),
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        started_by text NOT NULL,
        outcome text CONSTRAINT drill_outcome CHECK (outcome IN ('police_step', 'stood_down', 'ran_out', 'overtaken')),
        steps jsonb NOT NULL,
        CONSTRAINT drill_ended_or_not CHECK ((ended_at IS NULL) = (outcome IS NULL))
      );
      CREATE INDEX drill_running ON drill (started_at) WHERE ended_at IS NULL;
      CREATE INDEX drill_unit_kind ON drill (unit, kind, started_at);
      CREATE INDEX drill_started ON drill (started_at);

      CREATE TABLE canary (
        id uuid PRIMARY KEY,
        -- One for each period: of several processes the first to write it sends it.
        period timestamptz NOT NULL CONSTRAINT canary_period UNIQUE,
        token text NOT NULL CONSTRAINT canary_token UNIQUE,
        number text NOT NULL,
        sent_at timestamptz NOT NULL,
        -- By then it must be back.
        due timestamptz NOT NULL,
        back_at timestamptz,
        seconds double precision,
        -- Null: out.
        outcome text CONSTRAINT canary_outcome CHECK (outcome IN ('back', 'late', 'lost'))
      );
      CREATE INDEX canary_out ON canary (due) WHERE outcome IS NULL;
      CREATE INDEX canary_sent ON canary (sent_at);
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
