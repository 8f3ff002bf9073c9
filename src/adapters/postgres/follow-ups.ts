import type { DataSource, EntityManager } from 'typeorm';
import type { Followed, FollowUpBook } from '../../application/ports/follow-up-book.js';
import type {
  FollowUpCount,
  FollowUpReader,
  ListedFollowUp,
  OpenFollowUps,
} from '../../application/ports/follow-ups.js';
import type { PageOf } from '../../application/ports/reader.js';
import { nextReminder } from '../../domain/follow-up/due.js';
import type { FollowUp, NewFollowUp } from '../../domain/follow-up/follow-up.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import { Conditions } from './conditions.js';
import { SHOWN_TO } from './incident-sql.js';
import { paged } from './paged.js';
import { withStandIns } from './stand-ins.js';

const COLUMNS = `follow_up.incident_id AS "incidentId", follow_up.number, follow_up.kind, follow_up.about, follow_up.what,
  follow_up.clause, follow_up.required, follow_up.owner, follow_up.due_at AS "dueAt", follow_up.state, follow_up.note,
  follow_up.settled_by AS "settledBy", follow_up.settled_at AS "settledAt", follow_up.remind_at AS "remindAt",
  follow_up.reminded, follow_up.version`;

type Moments = 'dueAt' | 'settledAt' | 'remindAt';
type Row = Omit<FollowUp, Moments> & { dueAt: Date; settledAt: Date | null; remindAt: Date | null };

const toFollowUp = ({ dueAt, settledAt, remindAt, ...row }: Row): FollowUp => ({
  ...row,
  dueAt: dueAt.getTime(),
  settledAt: settledAt?.getTime() ?? null,
  remindAt: remindAt?.getTime() ?? null,
});

const OF_INCIDENT = `SELECT ${COLUMNS} FROM follow_up WHERE incident_id = $1 ORDER BY number`;

export class PostgresFollowUpBook implements FollowUpBook {
  constructor(
    private readonly manager: EntityManager,
    private readonly now: Instant,
    private readonly zone: string,
  ) {}

  async of(incidentId: string): Promise<FollowUp[]> {
    return (await this.manager.query<Row[]>(OF_INCIDENT, [incidentId])).map(toFollowUp);
  }

  async add(followUps: readonly NewFollowUp[]): Promise<void> {
    if (followUps.length === 0) return;
    const rows = followUps.map((one) => {
      const remindAt = nextReminder({ ...one, state: 'open', reminded: 'never' }, this.now, this.zone);
      return { ...one, due_at: new Date(one.dueAt), remind_at: remindAt === null ? null : new Date(remindAt) };
    });
    await this.manager.query(
      `INSERT INTO follow_up (incident_id, number, kind, about, what, clause, required, owner, due_at, remind_at)
        SELECT "incidentId", number, kind, about, what, clause, required, owner, due_at, remind_at
          FROM json_to_recordset($1::json) AS new(
            "incidentId" uuid, number integer, kind text, about text, what text, clause text, required boolean, owner text,
            due_at timestamptz, remind_at timestamptz)`,
      [JSON.stringify(rows)],
    );
  }

  async save(followUps: readonly FollowUp[]): Promise<void> {
    if (followUps.length === 0) return;
    const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));
    const rows = followUps.map((one) => ({
      ...one,
      due_at: date(one.dueAt),
      settled_at: date(one.settledAt),
      remind_at: date(one.remindAt),
    }));
    await this.manager.query(
      `UPDATE follow_up SET
          owner = new.owner, due_at = new.due_at, state = new.state, note = new.note, settled_by = new."settledBy",
          settled_at = new.settled_at, remind_at = new.remind_at, reminded = new.reminded, version = new.version
        FROM json_to_recordset($1::json) AS new(
          "incidentId" uuid, number integer, owner text, due_at timestamptz, state text, note text, "settledBy" text,
          settled_at timestamptz, remind_at timestamptz, reminded text, version integer)
        WHERE follow_up.incident_id = new."incidentId" AND follow_up.number = new.number`,
      [JSON.stringify(rows)],
    );
  }

  async nextToRemind(): Promise<Followed | null> {
    const [row] = await this.manager.query<Followed[]>(
      `SELECT incident.visit_id AS "visitId", incident.id AS "incidentId"
         FROM follow_up JOIN incident ON incident.id = follow_up.incident_id
        WHERE follow_up.remind_at <= $1 ORDER BY follow_up.remind_at, incident.id LIMIT 1`,
      [new Date(this.now)],
    );
    return row ?? null;
  }

  async putOff(incidentId: string, until: Instant): Promise<void> {
    await this.manager.query(`UPDATE follow_up SET remind_at = $2 WHERE incident_id = $1 AND remind_at <= $3`, [
      incidentId,
      new Date(until),
      new Date(this.now),
    ]);
  }

  /** Any of them: one that cannot be worked out does not stand before all others. */
  async nextUnmade(): Promise<Followed | null> {
    const [row] = await this.manager.query<Followed[]>(
      `SELECT incident.visit_id AS "visitId", incident.id AS "incidentId"
         FROM follow_up_unmade JOIN incident ON incident.id = follow_up_unmade.incident_id
        ORDER BY random() LIMIT 1`,
    );
    return row ?? null;
  }

  async isMade(incidentId: string): Promise<void> {
    await this.manager.query(`DELETE FROM follow_up_unmade WHERE incident_id = $1`, [incidentId]);
  }
}

export class PostgresFollowUps implements FollowUpReader {
  constructor(private readonly dataSource: DataSource) {}

  async of(incidentId: string): Promise<FollowUp[]> {
    return (await this.dataSource.query<Row[]>(OF_INCIDENT, [incidentId])).map(toFollowUp);
  }

  async open({ scope, hiddenFrom, owner, units, page, perPage }: OpenFollowUps): Promise<PageOf<ListedFollowUp>> {
    const where = new Conditions()
      .always(`follow_up.state = 'open'`)
      .within(scope, 'incident.alerted && ?')
      .and(SHOWN_TO, hiddenFrom)
      .and('follow_up.owner = ?', owner)
      .and('visit.unit = ANY(?)', units);
    const from = `FROM follow_up JOIN incident ON incident.id = follow_up.incident_id JOIN visit ON visit.id = incident.visit_id`;
    const order = (): string =>
      'follow_up.owner IS NOT NULL, follow_up.due_at, follow_up.incident_id, follow_up.number';
    const { items: rows, ...counted } = await paged<Row & { visitId: string; visitState: Visit }>(
      this.dataSource,
      { columns: `${COLUMNS}, visit.id AS "visitId", visit.state AS "visitState"`, from, where, order },
      { page, perPage },
    );
    const seen = await withStandIns(
      this.dataSource,
      rows.map(({ visitId, visitState, ...row }) => ({ visitId, state: visitState, row })),
    );
    const items = seen.flatMap(({ state: visit, row }) =>
      visit.incidents
        .filter(({ id }) => id === row.incidentId)
        .map((incident) => ({ followUp: toFollowUp(row), incident, visit })),
    );
    return { ...counted, items };
  }

  async counts(incidentIds: readonly string[], at: Instant): Promise<ReadonlyMap<string, FollowUpCount>> {
    const rows = await this.dataSource.query<(FollowUpCount & { id: string })[]>(
      `SELECT incident_id AS id, count(*)::integer AS open, count(*) FILTER (WHERE due_at < $2)::integer AS overdue
         FROM follow_up WHERE incident_id = ANY($1::uuid[]) AND state = 'open' GROUP BY incident_id`,
      [incidentIds, new Date(at)],
    );
    return new Map(rows.map(({ id, open, overdue }) => [id, { open, overdue }]));
  }
}
