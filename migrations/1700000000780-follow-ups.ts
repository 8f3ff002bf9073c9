import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why: what is owed after an incident (HVPF 8.5) is kept as tasks, each with whoever sees to it, by when, and when they are
 * reminded.
 *
 * The record is hash-chained, so what incidents that have ended already call for is not written here in SQL: they are put on a
 * list, and a worker works it out by the rules, with an entry for each.
 */
export class FollowUps1700000000780 implements MigrationInterface {
  name = 'FollowUps1700000000780';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE follow_up (
        incident_id uuid NOT NULL CONSTRAINT follow_up_incident REFERENCES incident (id),
        number integer NOT NULL,
        kind text NOT NULL CONSTRAINT follow_up_kind CHECK (
          kind IN ('reassurance', 'debrief', 'time_away', 'counselling', 'accident_report', 'risk_assessment', 'own')),
        about text,
        what text NOT NULL,
        clause text,
        required boolean NOT NULL,
        -- Null: nobody was found who could.
        owner text,
        due_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'open' CONSTRAINT follow_up_state CHECK (state IN ('open', 'done', 'not_needed')),
        note text,
        settled_by text,
        settled_at timestamptz,
        -- Null: there is nothing more to remind of.
        remind_at timestamptz,
        reminded text NOT NULL DEFAULT 'never' CONSTRAINT follow_up_reminded CHECK (reminded IN ('never', 'due', 'overdue')),
        version integer NOT NULL DEFAULT 1,
        PRIMARY KEY (incident_id, number),
        CONSTRAINT follow_up_settled_or_not CHECK ((state = 'open') = (settled_at IS NULL))
      );
      CREATE INDEX follow_up_to_remind ON follow_up (remind_at) WHERE remind_at IS NOT NULL;
      CREATE INDEX follow_up_open ON follow_up (due_at) WHERE state = 'open';

      CREATE TABLE follow_up_unmade (
        incident_id uuid PRIMARY KEY CONSTRAINT follow_up_unmade_incident REFERENCES incident (id)
      );
      INSERT INTO follow_up_unmade SELECT id FROM incident WHERE status = 'stood_down';
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations are forward-only: restore a backup instead.');
  }
}
