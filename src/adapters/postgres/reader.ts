import type { DataSource } from 'typeorm';
import type {
  AnswerLink,
  IncidentFilter,
  IncidentQuery,
  IncidentView,
  LoggedIncident,
  MessageFilter,
  MessageQuery,
  MessageView,
  PageOf,
  Reader,
  VisitQuery,
  VisitView,
} from '../../application/ports/reader.js';
import type { Scope } from '../../domain/permission/access.js';
import type { EntryKind } from '../../domain/decision.js';
import {
  emptyHead,
  firstFault,
  visitChain,
  type ChainedEntry,
  type Fault,
  type Head,
} from '../../domain/record/chain.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { Clock } from '../../application/ports/clock.js';
import { Conditions } from './conditions.js';
import { IS_DRILL } from './incident-sql.js';
import { paged } from './paged.js';
import { digestOf } from '../../application/tokens.js';
import { isShortToken, type Sealer } from './sealed.js';
import { IncidentLog } from './incident-log.js';
import { MessageLog } from './message-log.js';
import { withStandIns } from './stand-ins.js';
import { openDetails, type KeptDetails } from './visit-details.js';

const VISIT = `visit.id AS "visitId", visit.state, details.purpose, details.person_visited`;
const FROM_VISIT = `FROM visit JOIN visit_details details ON details.visit_id = visit.id`;
const FROM_INCIDENT = `${FROM_VISIT} JOIN incident ON incident.visit_id = visit.id`;

/** Wherever the visit belongs. */
const SOMEBODY_OF = `EXISTS (SELECT 1 FROM attendee JOIN person ON person.id = attendee.person
  WHERE attendee.visit_id = visit.id AND person.unit = ANY(?))`;

/** To the number that is theirs now: a phone or a number that was theirs, or was never, opens nothing. */
const sentToThem = (link: string): string => `(${link}.mobile IS NULL OR EXISTS (
  SELECT 1 FROM person holder WHERE holder.id = ${link}.person AND holder.mobile = ${link}.mobile))`;

interface VisitRow extends KeptDetails {
  visitId: string;
  state: Visit;
  id?: string;
}

export class PostgresReader implements Reader {
  private readonly log: IncidentLog;
  private readonly texts: MessageLog;

  constructor(
    private readonly dataSource: DataSource,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {
    this.log = new IncidentLog(dataSource);
    this.texts = new MessageLog(dataSource);
  }

  async visits(query: VisitQuery): Promise<PageOf<VisitView>> {
    const where = new Conditions()
      .within(query.scope)
      .and('visit.unit = ANY(?)', query.units)
      .and(`(visit.unit = ANY(?) OR ${SOMEBODY_OF})`, query.concerning)
      .and('visit.status = ANY(?)', query.status)
      .and('visit.series = ?', query.series)
      .and(`${IS_DRILL} = ?`, query.drills && query.drills === 'only')
      .at('visit.planned_start >= ?', query.from)
      .at('visit.planned_start < ?', query.to)
      .at('(visit.planned_start >= ? OR greatest(visit.planned_end, visit.expected_end) > ?)', query.beyond)
      .and('EXISTS (SELECT 1 FROM attendee WHERE attendee.visit_id = visit.id AND attendee.person = ?)', query.person);
    const order = (): string => 'visit.planned_start, visit.id';
    const { items: rows, ...counted } = await paged<VisitRow>(
      this.dataSource,
      { columns: VISIT, from: FROM_VISIT, where, order },
      query,
    );
    const items = (await withStandIns(this.dataSource, rows)).map((row) => this.visitView(row));
    return { ...counted, items };
  }

  async visit(id: string): Promise<VisitView | null> {
    const rows = await this.dataSource.query<VisitRow[]>(`SELECT ${VISIT} ${FROM_VISIT} WHERE visit.id = $1`, [id]);
    const [row] = await withStandIns(this.dataSource, rows);
    return row ? this.visitView(row) : null;
  }

  async board(units: readonly string[] | null, until: Instant, scope: Scope, limit: number): Promise<Visit[]> {
    const where = new Conditions()
      .within(scope)
      .and('visit.unit = ANY(?)', units ?? undefined)
      .at('visit.planned_start < ?', until)
      .always(`visit.status IN ('planned', 'in_progress', 'overdue')`);
    const rows = await this.dataSource.query<{ visitId: string; state: Visit }[]>(
      `SELECT visit.id AS "visitId", visit.state FROM visit LEFT JOIN incident ON incident.visit_id = visit.id AND incident.status = 'open' ${where.sql}
        ORDER BY incident.id IS NULL, visit.expected_end, visit.id LIMIT ${Number(limit)}`,
      where.parameters,
    );
    return (await withStandIns(this.dataSource, rows)).map((row) => row.state);
  }

  async incidents(query: IncidentQuery): Promise<PageOf<IncidentView>> {
    const { items: rows, ...counted } = await this.log.page<VisitRow>(`incident.id, ${VISIT}`, FROM_INCIDENT, query);
    const seen = await withStandIns(this.dataSource, rows);
    const items = seen.map((row) => this.incidentView(row)).filter((view) => view !== null);
    return { ...counted, items };
  }

  everyIncident(filter: IncidentFilter): AsyncIterable<readonly LoggedIncident[]> {
    return this.log.every(filter);
  }

  async incident(id: string): Promise<IncidentView | null> {
    const rows = await this.dataSource.query<VisitRow[]>(
      `SELECT incident.id, ${VISIT} ${FROM_INCIDENT} WHERE incident.id = $1`,
      [id],
    );
    const [row] = await withStandIns(this.dataSource, rows);
    return row ? this.incidentView(row) : null;
  }

  async entriesOf({ incident, visit }: IncidentView): Promise<ChainedEntry[]> {
    const entries = await this.entriesOfVisit(visit.id);
    return entries.filter((entry) => entry.incidentId === null || entry.incidentId === incident.id);
  }

  entriesOfVisit(visitId: string): Promise<ChainedEntry[]> {
    return this.chain(visitChain(visitId));
  }

  async recordOf(visitId: string): ReturnType<Reader['recordOf']> {
    const chain = visitChain(visitId);
    const [row] = await this.dataSource.query<[{ entries: EntryJson[]; head: Head | null }]>(
      `SELECT coalesce((SELECT json_agg(entry ORDER BY seq) FROM entry WHERE chain = $1), '[]') AS entries,
              (SELECT row_to_json(record_head) FROM record_head WHERE chain = $1) AS head`,
      [chain],
    );
    return {
      entries: row.entries.map((entry) => toEntry({ ...entry, at: new Date(entry.at) })),
      head: row.head ?? emptyHead(chain),
    };
  }

  messages(query: MessageQuery): Promise<PageOf<MessageView>> {
    return this.texts.page(query);
  }

  everyMessage(filter: MessageFilter): AsyncIterable<readonly MessageView[]> {
    return this.texts.every(filter);
  }

  async link(token: string): ReturnType<Reader['link']> {
    // What cannot be one, a byte that Postgres refuses among it, is not asked for.
    if (!/^[\w-]+$/.test(token)) return null;
    const [row] = await this.dataSource.query<{ incident_id: string; person: string; expires_at: Date }[]>(
      `SELECT incident_id, person, expires_at FROM link
        WHERE token = $1 AND expires_at > $2 AND ${sentToThem('link')}`,
      [token, new Date(await this.clock.now())],
    );
    return row ? { incidentId: row.incident_id, person: row.person, expiresAt: row.expires_at.getTime() } : null;
  }

  async answerLink(token: string): ReturnType<Reader['answerLink']> {
    if (!isShortToken(token)) return null;
    const [row] = await this.dataSource.query<AnswerLink[]>(
      `SELECT incident_id AS "incidentId", person, kind, step FROM answer_link
        WHERE token_hash = $1 AND expires_at > $2 AND ${sentToThem('answer_link')}`,
      [digestOf(token), new Date(await this.clock.now())],
    );
    return row ?? null;
  }

  /** A chain that has entries and no head, or a head and no entries, is walked all the same. */
  async *verifyRecord(): AsyncIterable<{ head: Head; fault: Fault | null }> {
    let after = '';
    for (;;) {
      const heads = await this.dataSource.query<Head[]>(
        `SELECT chain, coalesce(record_head.seq, 0) AS seq, coalesce(record_head.hash, '') AS hash
          FROM (SELECT chain FROM record_head UNION SELECT chain FROM entry) AS known LEFT JOIN record_head USING (chain)
          WHERE chain > $1 ORDER BY chain LIMIT 500`,
        [after],
      );
      if (heads.length === 0) return;
      for (const head of heads) {
        const fault = firstFault(await this.chain(head.chain), head.hash ? head : emptyHead(head.chain));
        yield { head, fault: fault && (await this.faultAtOneMoment(head.chain)) };
        after = head.chain;
      }
    }
  }

  /** The service goes on writing meanwhile: what was added between two looks is no fault. */
  private faultAtOneMoment(chain: string): Promise<Fault | null> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const [head] = await manager.query<Head[]>(`SELECT chain, seq, hash FROM record_head WHERE chain = $1`, [chain]);
      return firstFault(await this.chain(chain, manager), head ?? emptyHead(chain));
    });
  }

  private async chain(chain: string, manager = this.dataSource.manager): Promise<ChainedEntry[]> {
    const rows = await manager.query<EntryRow[]>(
      `SELECT chain, seq, at, kind, clause, by, text, incident_id, data, previous_hash, hash FROM entry WHERE chain = $1 ORDER BY seq`,
      [chain],
    );
    return rows.map(toEntry);
  }

  private visitView(row: VisitRow): VisitView {
    return { visit: row.state, details: openDetails(this.sealer, row) };
  }

  private incidentView(row: VisitRow): IncidentView | null {
    const incident = row.state.incidents.find((one) => one.id === row.id);
    return incident ? { incident, visit: row.state, details: openDetails(this.sealer, row) } : null;
  }
}

interface EntryRow {
  chain: string;
  seq: number;
  at: Date;
  kind: string;
  clause: string | null;
  by: string;
  text: string;
  incident_id: string | null;
  data: ChainedEntry['data'];
  previous_hash: string;
  hash: string;
}

type EntryJson = Omit<EntryRow, 'at'> & { at: string };

const toEntry = (row: EntryRow): ChainedEntry => ({
  chain: row.chain,
  seq: row.seq,
  at: row.at.getTime(),
  kind: row.kind as EntryKind,
  clause: row.clause,
  by: row.by,
  text: row.text,
  incidentId: row.incident_id,
  data: row.data,
  previousHash: row.previous_hash,
  hash: row.hash,
});
