import type { DataSource, EntityManager } from 'typeorm';
import type { DrillBook, EndedDrill, NewDrill, OpenIncident } from '../../application/ports/drill-book.js';
import type { DrillQuery, DrillReader, DrillView } from '../../application/ports/drills.js';
import type { PageOf } from '../../application/ports/reader.js';
import type { DrillKind, DrillOutcome } from '../../domain/drill/drill.js';
import type { StepTimes } from '../../domain/drill/step-times.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import { paged } from './paged.js';
import { Conditions } from './conditions.js';
import { IS_DRILL } from './incident-sql.js';

/** Held by whoever begins a drill, to the end of the transaction. */
const BEGINNING = 2_207_061_905;

export class PostgresDrillBook implements DrillBook {
  constructor(private readonly manager: EntityManager) {}

  async alone(): Promise<void> {
    await this.manager.query('SELECT pg_advisory_xact_lock($1)', [BEGINNING]);
  }

  async add(drill: NewDrill): Promise<void> {
    await this.manager.query(
      `INSERT INTO drill (id, unit, kind, visit_id, incident_id, started_at, started_by, steps)
        VALUES ($1, $2, $3, $4, $5, $6, $7, '[]')`,
      [drill.id, drill.unit, drill.kind, drill.visitId, drill.incidentId, new Date(drill.startedAt), drill.startedBy],
    );
  }

  async openIncident(which: 'real' | 'drill', unit: string, people: readonly string[]): Promise<OpenIncident | null> {
    const [row] = await this.manager.query<OpenIncident[]>(
      `SELECT incident.reference, ARRAY(
                SELECT person FROM attendee WHERE attendee.visit_id = visit.id
                UNION SELECT jsonb_array_elements_text(one -> 'subjects')
                  FROM jsonb_array_elements(visit.state -> 'incidents') one) AS about
         FROM incident JOIN visit ON visit.id = incident.visit_id
        WHERE incident.status = 'open' AND (visit.unit = $1 OR incident.alerted && $2)
          AND ${IS_DRILL} = $3
        ORDER BY incident.opened_at LIMIT 1`,
      [unit, people, which === 'drill'],
    );
    return row ?? null;
  }

  async hasPractised(person: string, since: Instant): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `SELECT 1 FROM drill JOIN incident ON incident.id = drill.incident_id
        WHERE incident.alerted @> ARRAY[$1] AND coalesce(incident.closed_at, 'infinity') >= $2
          AND drill.started_at >= $2::timestamptz - interval '1 day'
        LIMIT 1`,
      [person, new Date(since)],
    );
    return rows.length > 0;
  }

  async end(id: string, { at, outcome, steps }: EndedDrill): Promise<void> {
    await this.manager.query(
      `UPDATE drill SET ended_at = $2, outcome = $3, steps = $4 WHERE id = $1 AND ended_at IS NULL`,
      [id, new Date(at), outcome, JSON.stringify(steps.map((step) => ({ ...step, startedAt: iso(step.startedAt) })))],
    );
  }
}

interface Row {
  id: string;
  unit: string;
  kind: DrillKind;
  visitId: string;
  incidentId: string;
  startedAt: Date;
  endedAt: Date | null;
  startedBy: string;
  outcome: DrillOutcome | null;
  steps: (Omit<StepTimes, 'startedAt'> & { startedAt: string })[];
  practitioner: string;
  reference: string;
}

const COLUMNS = `drill.id, drill.unit, drill.kind, drill.visit_id AS "visitId", drill.incident_id AS "incidentId",
  drill.started_at AS "startedAt", drill.ended_at AS "endedAt", drill.started_by AS "startedBy", drill.outcome, drill.steps,
  incident.reference, (SELECT min(person) FROM attendee WHERE attendee.visit_id = drill.visit_id) AS practitioner`;
const FROM = `FROM drill JOIN incident ON incident.id = drill.incident_id`;

export class PostgresDrills implements DrillReader {
  constructor(private readonly dataSource: DataSource) {}

  async page({ units, kind, page, perPage }: DrillQuery): Promise<PageOf<DrillView>> {
    const where = new Conditions().and('drill.unit = ANY(?)', units).and('drill.kind = ?', kind);
    const order = (): string => 'drill.started_at DESC, drill.id';
    const listed = { columns: COLUMNS, from: FROM, where, order };
    const { items, ...counted } = await paged<Row>(this.dataSource, listed, { page, perPage });
    return { ...counted, items: items.map(toView) };
  }

  async find(id: string): Promise<DrillView | null> {
    const [row] = await this.dataSource.query<Row[]>(`SELECT ${COLUMNS} ${FROM} WHERE drill.id = $1`, [id]);
    return row ? toView(row) : null;
  }

  async running(): Promise<DrillView[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} ${FROM} WHERE drill.ended_at IS NULL ORDER BY drill.started_at`,
    );
    return rows.map(toView);
  }

  async before({ id, unit, kind, startedAt }: DrillView, limit: number): Promise<DrillView[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} ${FROM}
        WHERE drill.unit = $1 AND drill.kind = $2 AND drill.started_at < $3 AND drill.ended_at IS NOT NULL AND drill.outcome <> 'stopped'
          AND drill.id <> $4
        ORDER BY drill.started_at DESC LIMIT $5`,
      [unit, kind, new Date(startedAt), id, limit],
    );
    return rows.map(toView);
  }
}

const toView = (row: Row): DrillView => ({
  ...row,
  startedAt: row.startedAt.getTime(),
  endedAt: row.endedAt?.getTime() ?? null,
  steps: row.steps.map((step) => ({ ...step, startedAt: Date.parse(step.startedAt) })),
});
