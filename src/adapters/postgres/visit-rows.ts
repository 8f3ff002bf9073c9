import type { EntityManager } from 'typeorm';
import type { Deadline } from '../../domain/deadlines.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';

/** What a visit is in the tables: its state, and rows made from that by which it is found. Each a statement for a batch of any size. */

/** The visits as they stand now, with who is on them. */
export async function writeVisits(manager: EntityManager, visits: readonly Visit[], now: Instant): Promise<void> {
  await manager.query(
    `UPDATE visit SET
        unit = new.unit, status = new.status, planned_start = new.planned_start, planned_end = new.planned_end,
        expected_end = new.expected_end, state = new.state,
        -- What is said of a visit long after it has ended does not bring it back among those of today.
        updated_at = CASE WHEN visit.status = new.status AND new.status IN ('concluded', 'not_made', 'cancelled')
          THEN visit.updated_at ELSE $2 END
      -- jsonb, for a state that is taken apart as json is read twice: a third of what this costs.
      FROM jsonb_to_recordset($1::jsonb) AS new(
        id uuid, unit text, status text, planned_start timestamptz, planned_end timestamptz, expected_end timestamptz, state jsonb)
      WHERE visit.id = new.id`,
    [
      JSON.stringify(
        visits.map((visit) => ({
          id: visit.id,
          unit: visit.unit,
          status: visit.status,
          planned_start: iso(visit.plannedStart),
          planned_end: iso(visit.plannedEnd),
          expected_end: iso(visit.expectedEnd),
          state: visit,
        })),
      ),
      new Date(now),
    ],
  );
}

/**
 * Texts find their visit by these rows, and lists too: of whoever was taken off there is none left. For visits that are new, and
 * those on which others go than before: in a rush of deadlines nobody's do, and it costs nothing.
 */
export async function writeAttendees(manager: EntityManager, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.flatMap((visit) => visit.attendees.map(({ person }) => ({ visit_id: visit.id, person })));
  await manager.query(
    `WITH new AS (SELECT * FROM json_to_recordset($2::json) AS new(visit_id uuid, person text)),
      gone AS (
        DELETE FROM attendee WHERE visit_id = ANY($1::uuid[])
          AND NOT EXISTS (SELECT 1 FROM new WHERE new.visit_id = attendee.visit_id AND new.person = attendee.person))
      INSERT INTO attendee (visit_id, person) SELECT visit_id, person FROM new ON CONFLICT DO NOTHING`,
    [visits.map(({ id }) => id), JSON.stringify(rows)],
  );
}

export async function writeIncidents(manager: EntityManager, visits: readonly Visit[]): Promise<void> {
  const incidents = visits.flatMap((visit) =>
    visit.incidents.map((incident) => ({
      id: incident.id,
      reference: incident.reference,
      visit_id: visit.id,
      kind: incident.kind,
      status: incident.status,
      step: incident.step,
      opened_at: iso(incident.openedAt),
      closed_at: incident.closedAt === null ? null : iso(incident.closedAt),
      alerted: incident.alerted.map((alerted) => alerted.person),
    })),
  );
  if (incidents.length === 0) return;
  // Ended ones first, so that an incident that follows another on the same visit never meets it open.
  incidents.sort((a, b) => Number(a.status === 'open') - Number(b.status === 'open'));
  await manager.query(
    `INSERT INTO incident (id, reference, visit_id, kind, status, step, opened_at, closed_at, alerted)
      SELECT id, reference, visit_id, kind, status, step, opened_at, closed_at, alerted
        FROM json_to_recordset($1::json) AS new(
          id uuid, reference text, visit_id uuid, kind text, status text, step text,
          opened_at timestamptz, closed_at timestamptz, alerted text[])
      ON CONFLICT (id) DO UPDATE SET
        kind = excluded.kind, status = excluded.status, step = excluded.step, closed_at = excluded.closed_at, alerted = excluded.alerted
      WHERE incident.status <> 'closed' OR excluded.status <> 'closed'`,
    [JSON.stringify(incidents)],
  );
}

/** The rows are made again from the states, so that a row can never stand that the rules do not mean, nor be missing. */
export async function writeDeadlines(
  manager: EntityManager,
  due: ReadonlyMap<string, readonly Deadline[]>,
): Promise<void> {
  await manager.query(`DELETE FROM deadline WHERE visit_id = ANY($1::uuid[])`, [[...due.keys()]]);
  const rows = [...due].flatMap(([visitId, deadlines]) =>
    deadlines.map(({ key, dueAt, urgency }) => ({
      visit_id: visitId,
      key,
      due_at: iso(dueAt),
      urgency: urgency === 'alarm' ? 0 : 1,
    })),
  );
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO deadline (visit_id, key, due_at, urgency)
      SELECT visit_id, key, due_at, urgency
        FROM json_to_recordset($1::json) AS new(visit_id uuid, key text, due_at timestamptz, urgency smallint)`,
    [JSON.stringify(rows)],
  );
}
