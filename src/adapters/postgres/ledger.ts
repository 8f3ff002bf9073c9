import { randomInt, randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type {
  Ledger,
  MessageState,
  Page,
  ReceivedText,
  SentMessage,
  SettledMessage,
  VisitDetails,
} from '../../application/ports/ledger.js';
import type { Lane } from '../../application/ports/outbox.js';
import type { WakeUps } from '../../application/ports/wake-ups.js';
import { deadlinesOf } from '../../domain/deadlines.js';
import type { Decision, NewEntry, NewMessage } from '../../domain/decision.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Affected } from '../../domain/monitoring-gap.js';
import type { Gap } from '../../domain/time/gap.js';
import type { Policy } from '../../domain/policy/policy.js';
import { OFFICE_CHAIN, visitChain } from '../../domain/record/chain.js';
import { DAY, iso, type Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { Clock } from '../../application/ports/clock.js';
import { PostgresTokenBook } from './api-tokens.js';
import { PostgresCanaryBook } from './canaries.js';
import { PostgresDrillBook } from './drills.js';
import { PostgresNumberBook } from './numbers.js';
import { PostgresFollowUpBook } from './follow-ups.js';
import type { PostgresOrganisations } from './organisations.js';
import type { PostgresPolicies } from './policies.js';
import { isPassing } from './passing.js';
import { appendEntries, appendOfficeEntries } from './record.js';
import { digestOf } from '../../application/tokens.js';
import type { Sealer } from './sealed.js';
import { openDetails, type KeptDetails } from './visit-details.js';

/** As many lines of the office's record as are read through for what somebody has seen already. */
const LOOKS_BACK = 2_000;

export const URGENCY = { alert: 0, reply: 1, notice: 2 } as const;

/** Told, after the commit, in which lanes there is something to send. */
export type OnCommitted = (lanes: ReadonlySet<Lane>) => void;

/** The ledger in Postgres: set-wise statements, a handful for a batch of any size. */
export class PostgresLedger implements Ledger {
  onMessages: OnCommitted = () => undefined;
  /** Told, after the commit, that visits have changed. */
  onVisits: () => void = () => undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly organisations: PostgresOrganisations,
    private readonly policies: PostgresPolicies,
    private readonly sealer: Sealer,
    private readonly wakeUps: WakeUps,
    private readonly zone: string,
  ) {}

  isPassing(error: unknown): boolean {
    return isPassing(error);
  }

  async transaction<T>(work: (page: Page) => Promise<T>): Promise<T> {
    // Before the transaction, so that nobody holds one connection while waiting for a second.
    const [{ directory, optedOut, lastSweep, gap }, now] = await Promise.all([this.standing(), this.clock.now()]);
    const written: Written = { moments: [], lanes: new Set(), visits: false };
    const result = await this.dataSource.transaction((manager) =>
      work(
        new PostgresPage(
          manager,
          now,
          directory,
          optedOut,
          lastSweep,
          gap,
          this.policies,
          this.sealer,
          written,
          this.zone,
        ),
      ),
    );
    if (written.lanes.size > 0) this.onMessages(written.lanes);
    if (written.visits) this.onVisits();
    this.wakeUps.at(written.moments);
    return result;
  }

  /** How things stand outside the visits, in one question. */
  private async standing(): Promise<Pick<Page, 'directory' | 'optedOut' | 'lastSweep' | 'gap'>> {
    const [row] = await this.dataSource.query<[Standing]>(
      `SELECT swept_at, gap_from, gap_to, organisation_version.version, ARRAY(SELECT mobile FROM opted_out) AS opted_out
         FROM watch, organisation_version`,
    );
    return {
      directory: await this.organisations.directoryOf(row.version),
      optedOut: new Set(row.opted_out),
      lastSweep: row.swept_at.getTime(),
      gap: row.gap_from && row.gap_to && { from: row.gap_from.getTime(), to: row.gap_to.getTime() },
    };
  }
}

interface Standing {
  readonly swept_at: Date;
  readonly gap_from: Date | null;
  readonly gap_to: Date | null;
  readonly version: number;
  readonly opted_out: string[];
}

interface Written {
  readonly moments: Instant[];
  readonly lanes: Set<Lane>;
  visits: boolean;
}

class PostgresPage implements Page {
  constructor(
    readonly manager: EntityManager,
    readonly now: Instant,
    readonly directory: Directory,
    readonly optedOut: ReadonlySet<string>,
    readonly lastSweep: Instant,
    readonly gap: Gap | null,
    private readonly policies: PostgresPolicies,
    private readonly sealer: Sealer,
    private readonly written: Written,
    private readonly zone: string,
  ) {}

  get followUps(): PostgresFollowUpBook {
    return new PostgresFollowUpBook(this.manager, this.now, this.zone);
  }

  get drills(): PostgresDrillBook {
    return new PostgresDrillBook(this.manager);
  }

  get tokens(): PostgresTokenBook {
    return new PostgresTokenBook(this.manager);
  }

  get canaries(): PostgresCanaryBook {
    return new PostgresCanaryBook(this.manager);
  }

  get numbers(): PostgresNumberBook {
    return new PostgresNumberBook(this.manager);
  }

  lockVisits(ids: readonly string[]): Promise<Visit[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.visits(`SELECT state FROM visit WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [ids]);
  }

  lookAtVisits(ids: readonly string[]): Promise<Visit[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.visits(`SELECT state FROM visit WHERE id = ANY($1::uuid[]) ORDER BY id`, [ids]);
  }

  async lockDueVisits(limit: number, textsSince: Instant): Promise<Visit[]> {
    const oldest = (urgency: 0 | 1): string => `
      SELECT state FROM (
        SELECT visit.state FROM deadline JOIN visit ON visit.id = deadline.visit_id
          WHERE deadline.urgency = ${urgency} AND deadline.due_at <= $1 AND visit.id <> ALL ((SELECT ids FROM spoken_for)::uuid[])
          ORDER BY deadline.due_at
          LIMIT $2
          FOR UPDATE OF visit SKIP LOCKED) due`;
    // Reminders are not even looked for while the alarms fill a batch.
    const rows = await this.visits(
      `WITH spoken_for AS (
         SELECT ARRAY(
           SELECT attendee.visit_id FROM inbound
             JOIN person ON person.mobile = inbound.from_number
             JOIN attendee ON attendee.person = person.id
             WHERE inbound.handled_at IS NULL AND inbound.received_at > $3) AS ids)
       ${oldest(0)} UNION ALL ${oldest(1)} LIMIT $2`,
      [new Date(this.now), limit, new Date(textsSince)],
    );
    return [...new Map(rows.map((visit) => [visit.id, visit])).values()];
  }

  async closeGap(before: Instant): Promise<{ gap: Gap; affected: Affected[] } | null> {
    const [row] = await this.manager.query<{ swept_at: Date }[]>(
      `SELECT swept_at FROM watch WHERE swept_at < $1 FOR UPDATE`,
      [new Date(before)],
    );
    if (!row) return null;
    const now = new Date(this.now);
    await this.manager.query(`UPDATE watch SET swept_at = $1, gap_from = swept_at, gap_to = $1`, [now]);
    const affected = await this.manager.query<(Omit<Affected, 'oldestDueAt'> & { oldestDueAt: Date | null })[]>(
      `SELECT visit.unit,
              count(DISTINCT visit.id) FILTER (WHERE visit.status <> 'planned')::integer AS "underWay",
              count(DISTINCT visit.id) FILTER (WHERE deadline.due_at <= $1)::integer AS late,
              min(deadline.due_at) FILTER (WHERE deadline.due_at <= $1) AS "oldestDueAt",
              array_agg(DISTINCT attendee.person) AS attendees
         FROM visit
         JOIN attendee ON attendee.visit_id = visit.id
         LEFT JOIN deadline ON deadline.visit_id = visit.id
        WHERE visit.status IN ('planned', 'in_progress', 'overdue')
          AND (visit.status <> 'planned' OR deadline.due_at <= $1)
          AND NOT EXISTS (SELECT 1 FROM drill WHERE drill.visit_id = visit.id)
        GROUP BY visit.unit ORDER BY visit.unit`,
      [now],
    );
    return {
      gap: { from: row.swept_at.getTime(), to: this.now },
      affected: affected.map((unit) => ({ ...unit, oldestDueAt: unit.oldestDueAt?.getTime() ?? null })),
    };
  }

  async postpone(visitId: string, until: Instant): Promise<void> {
    await this.manager.query(`UPDATE deadline SET due_at = $2 WHERE visit_id = $1 AND due_at <= $3`, [
      visitId,
      new Date(until),
      new Date(this.now),
    ]);
  }

  visitIdsOf(person: string, since: Instant): Promise<string[]> {
    return this.ids(
      `SELECT visit.id FROM attendee JOIN visit ON visit.id = attendee.visit_id
        WHERE attendee.person = $1
          AND (visit.status IN ('planned', 'in_progress', 'overdue') OR visit.updated_at >= $2)`,
      [person, new Date(since)],
    );
  }

  visitIdsOfSeries(series: string): Promise<string[]> {
    return this.ids(`SELECT id FROM visit WHERE series = $1`, [series]);
  }

  visitIdsUnderWayIn(units: readonly string[]): Promise<string[]> {
    return this.ids(
      `SELECT id FROM visit
        WHERE unit = ANY($1) AND status IN ('planned', 'in_progress', 'overdue')
          AND planned_start <= $2 AND planned_start > $3`,
      [units, new Date(this.now + DAY / 8), new Date(this.now - DAY)],
    );
  }

  visitIdsAlerted(person: string): Promise<string[]> {
    return this.ids(`SELECT visit_id AS id FROM incident WHERE status = 'open' AND alerted @> ARRAY[$1]`, [person]);
  }

  async visitIdOfReference(reference: string): Promise<string | null> {
    const [id] = await this.ids(
      `SELECT visit_id AS id FROM incident WHERE reference = $1 AND opened_at > $2 ORDER BY opened_at DESC LIMIT 1`,
      [reference, new Date(this.now - 7 * DAY)],
    );
    return id ?? null;
  }

  policyOf(visit: Visit): Promise<Policy> {
    return this.policies.policy(visit.policy);
  }

  /** In a flood that uses up the four digits of seven days, five are taken: late is worse than long. */
  async freshIncidentReferences(count: number): Promise<string[]> {
    if (count === 0) return [];
    const [rows] = await this.manager.query<[{ reference: number }[], number]>(
      `UPDATE incident_reference SET used_at = $1
        WHERE reference IN (
          SELECT reference FROM incident_reference WHERE used_at < $2 ORDER BY used_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING reference`,
      [new Date(this.now), new Date(this.now - 7 * DAY), count],
    );
    const references = rows.map((row) => String(row.reference));
    while (references.length < count) references.push(String(10_000 + Math.floor(Math.random() * 90_000)));
    return references;
  }

  async addVisit(visit: Visit, details: VisitDetails): Promise<void> {
    this.written.visits = true;
    await this.manager.query(
      `INSERT INTO visit (id, reference, unit, kind, status, planned_start, planned_end, expected_end, state, updated_at, series)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        visit.id,
        visit.reference,
        visit.unit,
        visit.kind,
        visit.status,
        new Date(visit.plannedStart),
        new Date(visit.plannedEnd),
        new Date(visit.expectedEnd),
        visit,
        new Date(this.now),
        visit.series ?? null,
      ],
    );
    await this.addAttendees([visit]);
    await this.manager.query(
      `INSERT INTO visit_details (visit_id, purpose, risk_of_serious_harm, person_visited) VALUES ($1, $2, $3, $4)`,
      [visit.id, details.purpose, details.personVisited?.riskOfSeriousHarm ?? null, this.seal(details)],
    );
  }

  async detailsOf(visitIds: readonly string[]): Promise<ReadonlyMap<string, VisitDetails>> {
    const rows = await this.manager.query<({ visit_id: string } & KeptDetails)[]>(
      `SELECT visit_id, purpose, person_visited FROM visit_details WHERE visit_id = ANY($1::uuid[])`,
      [visitIds],
    );
    return new Map(rows.map((row) => [row.visit_id, openDetails(this.sealer, row)]));
  }

  async changeDetails(visitId: string, details: Partial<VisitDetails>): Promise<void> {
    if (details.purpose !== undefined) {
      await this.manager.query(`UPDATE visit_details SET purpose = $2 WHERE visit_id = $1`, [visitId, details.purpose]);
    }
    if (details.personVisited !== undefined) {
      await this.manager.query(
        `UPDATE visit_details SET person_visited = $2, risk_of_serious_harm = $3 WHERE visit_id = $1`,
        [
          visitId,
          this.seal({ personVisited: details.personVisited }),
          details.personVisited?.riskOfSeriousHarm ?? null,
        ],
      );
    }
  }

  private seal({ personVisited }: Pick<VisitDetails, 'personVisited'>): string | null {
    return personVisited ? this.sealer.seal(JSON.stringify(personVisited)) : null;
  }

  async write(decisions: readonly Decision[]): Promise<void> {
    if (decisions.length === 0) return;
    this.written.visits = true;
    const latest = [...new Map(decisions.map((decision) => [decision.visit.id, decision.visit])).values()];
    await this.writeStates(latest);
    await this.writeIncidents(latest);
    await this.writeDeadlines(latest);
    const byChain = new Map<string, NewEntry[]>();
    for (const { visit, entries } of decisions) {
      const chain = visitChain(visit.id);
      byChain.set(chain, [...(byChain.get(chain) ?? []), ...entries]);
    }
    await appendEntries(this.manager, byChain);
    await this.writeMessages(decisions);
    await this.writeLinks(decisions);
    await this.writeAnswerLinks(decisions);
    await this.followUps.add(decisions.flatMap(({ followUps }) => followUps));
  }

  async addEntries(visitId: string, entries: readonly NewEntry[]): Promise<void> {
    await appendEntries(this.manager, new Map([[visitChain(visitId), entries]]));
  }

  async hasViewed(visitId: string, person: string, token: string | null, since: Instant): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `SELECT 1 FROM entry WHERE chain = $1 AND kind = 'person_viewed' AND by = $2
        AND data ->> 'token' IS NOT DISTINCT FROM $3 AND at > $4 LIMIT 1`,
      [visitChain(visitId), person, token, new Date(since)],
    );
    return rows.length > 0;
  }

  async visitsViewed(person: string, token: string | null, what: string, since: Instant): Promise<ReadonlySet<string>> {
    const rows = await this.manager.query<{ reference: string }[]>(
      `SELECT DISTINCT jsonb_array_elements_text(data -> 'visits') AS reference FROM entry
        WHERE chain = $1 AND seq > (SELECT max(seq) FROM entry WHERE chain = $1) - $2
          AND kind = 'person_viewed' AND by = $3 AND data ->> 'token' IS NOT DISTINCT FROM $4
          AND data ->> 'what' = $5 AND at > $6`,
      [OFFICE_CHAIN, LOOKS_BACK, person, token, what, new Date(since)],
    );
    return new Set(rows.map(({ reference }) => reference));
  }

  async writeOffice(entries: readonly NewEntry[]): Promise<void> {
    await appendOfficeEntries(this.manager, entries);
  }

  private async writeStates(visits: readonly Visit[]): Promise<void> {
    await this.manager.query(
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
        new Date(this.now),
      ],
    );
    await this.addAttendees(visits.filter((visit) => visit.status === 'planned' || visit.attendees.length > 1));
  }

  private async addAttendees(visits: readonly Visit[]): Promise<void> {
    const rows = visits.flatMap((visit) => visit.attendees.map(({ person }) => ({ visit_id: visit.id, person })));
    if (rows.length === 0) return;
    await this.manager.query(
      `INSERT INTO attendee (visit_id, person)
        SELECT visit_id, person FROM json_to_recordset($1::json) AS new(visit_id uuid, person text)
        ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  private async writeIncidents(visits: readonly Visit[]): Promise<void> {
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
    await this.manager.query(
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
  private async writeDeadlines(visits: readonly Visit[]): Promise<void> {
    await this.manager.query(`DELETE FROM deadline WHERE visit_id = ANY($1::uuid[])`, [
      visits.map((visit) => visit.id),
    ]);
    const rows: { visit_id: string; key: string; due_at: string; urgency: number }[] = [];
    for (const visit of visits) {
      for (const deadline of deadlinesOf(visit, await this.policyOf(visit))) {
        rows.push({
          visit_id: visit.id,
          key: deadline.key,
          due_at: iso(deadline.dueAt),
          urgency: deadline.urgency === 'alarm' ? 0 : 1,
        });
        this.written.moments.push(deadline.dueAt);
      }
    }
    if (rows.length === 0) return;
    await this.manager.query(
      `INSERT INTO deadline (visit_id, key, due_at, urgency)
        SELECT visit_id, key, due_at, urgency
          FROM json_to_recordset($1::json) AS new(visit_id uuid, key text, due_at timestamptz, urgency smallint)`,
      [JSON.stringify(rows)],
    );
  }

  async send(messages: readonly NewMessage[], visitId: string | null = null): Promise<void> {
    await this.addMessages(messages.map((message) => ({ visitId, message })));
  }

  private async writeMessages(decisions: readonly Decision[]): Promise<void> {
    await this.addMessages(
      decisions.flatMap(({ visit, messages }) => messages.map((message) => ({ visitId: visit.id, message }))),
    );
  }

  private async addMessages(outgoing: readonly { visitId: string | null; message: NewMessage }[]): Promise<void> {
    if (outgoing.length === 0) return;
    for (const { message } of outgoing) this.written.lanes.add(message.urgency === 'alert' ? 'alert' : 'other');
    const rows = outgoing.map(({ visitId, message }) => ({
      id: randomUUID(),
      visit_id: visitId,
      incident_id: message.incidentId,
      incident_kind: message.incidentKind ?? null,
      person: message.to,
      mobile: message.mobile,
      body: message.body,
      sealed: message.sealed === undefined ? null : this.sealer.seal(message.sealed),
      purpose: message.purpose,
      urgency: URGENCY[message.urgency],
    }));
    await this.manager.query(
      `INSERT INTO message (id, visit_id, incident_id, incident_kind, person, mobile, body, sealed, purpose, urgency, state, created_at, next_attempt_at)
        SELECT id, visit_id, incident_id, incident_kind, person, mobile, body, sealed, purpose, urgency, 'pending',
               $2::timestamptz + row_number() OVER () * interval '1 microsecond', $2
          FROM json_to_recordset($1::json) AS new(
            id uuid, visit_id uuid, incident_id uuid, incident_kind text, person text, mobile text, body text, sealed text,
            purpose text, urgency smallint)`,
      [JSON.stringify(rows), new Date(this.now)],
    );
  }

  private async writeLinks(decisions: readonly Decision[]): Promise<void> {
    const links = decisions.flatMap(({ links }) => links);
    if (links.length === 0) return;
    await this.manager.query(
      `INSERT INTO link (token, incident_id, person, expires_at)
        SELECT DISTINCT ON (token) token, incident_id, person, expires_at
          FROM json_to_recordset($1::json) AS new(token text, incident_id uuid, person text, expires_at timestamptz)
        ON CONFLICT (token) DO UPDATE SET expires_at = excluded.expires_at`,
      [
        JSON.stringify(
          links.map((link) => ({
            token: link.token,
            incident_id: link.incidentId,
            person: link.person,
            expires_at: iso(link.expiresAt),
          })),
        ),
      ],
    );
  }

  private async writeAnswerLinks(decisions: readonly Decision[]): Promise<void> {
    const links = decisions.flatMap(({ answerLinks }) => answerLinks);
    if (links.length === 0) return;
    await this.manager.query(
      `INSERT INTO answer_link (token_hash, incident_id, person, kind, step, expires_at)
        SELECT DISTINCT ON (token_hash) token_hash, incident_id, person, kind, step, expires_at
          FROM json_to_recordset($1::json) AS new(
            token_hash text, incident_id uuid, person text, kind text, step text, expires_at timestamptz)
        ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at`,
      [
        JSON.stringify(
          links.map((link) => ({
            token_hash: digestOf(link.token),
            incident_id: link.incidentId,
            person: link.person,
            kind: link.kind,
            step: link.step,
            expires_at: iso(link.expiresAt),
          })),
        ),
      ],
    );
  }

  async answerTo(press: string): Promise<string | null> {
    const rows = await this.manager.query<{ answer: string }[]>('SELECT answer FROM answer_press WHERE press = $1', [
      press,
    ]);
    return rows[0]?.answer ?? null;
  }

  async keepAnswer(press: string, answer: string): Promise<void> {
    await this.manager.query('INSERT INTO answer_press (press, answer, at) VALUES ($1, $2, $3)', [
      press,
      answer,
      new Date(this.now),
    ]);
  }

  async keepOrFindAnswer(press: string, answer: string): Promise<string | null> {
    const kept = await this.manager.query<unknown[]>(
      'INSERT INTO answer_press (press, answer, at) VALUES ($1, $2, $3) ON CONFLICT (press) DO NOTHING RETURNING press',
      [press, answer, new Date(this.now)],
    );
    return kept.length > 0 ? null : this.answerTo(press);
  }

  async freshVisitReference(): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      const reference = visitReference(tries < 5 ? 4 : 6);
      const taken = await this.ids(
        `SELECT id FROM visit WHERE reference = $1 AND status IN ('planned', 'in_progress', 'overdue')`,
        [reference],
      );
      if (taken.length === 0) return reference;
    }
  }

  async nextText(): Promise<ReceivedText | null> {
    // Only a sender's oldest text is next. In a flood that is asked of few, or it would be worked out for all that wait each
    // time; of all only where the oldest are of phones whose texts are in hand.
    const oldestOf = (most: number): string => `
      SELECT * FROM (
        SELECT sid, from_number AS "from", body, attempts FROM inbound
          WHERE handled_at IS NULL AND seq = ANY (ARRAY(
            SELECT seq FROM (
              SELECT seq, from_number FROM inbound WHERE handled_at IS NULL AND retry_at <= $1 ORDER BY seq LIMIT ${most}) waiting
            WHERE seq = (
              SELECT min(seq) FROM inbound WHERE from_number = waiting.from_number AND handled_at IS NULL)))
          ORDER BY seq LIMIT 1
          FOR UPDATE SKIP LOCKED) next`;
    const [row] = await this.manager.query<ReceivedText[]>(`${oldestOf(30)} UNION ALL ${oldestOf(1_000_000)} LIMIT 1`, [
      new Date(this.now),
    ]);
    return row ?? null;
  }

  async textHandled(sid: string, person: string | null): Promise<boolean> {
    const [, handled] = await this.manager.query<[unknown[], number]>(
      `UPDATE inbound SET handled_at = $2, person = $3 WHERE sid = $1 AND handled_at IS NULL`,
      [sid, new Date(this.now), person],
    );
    return handled > 0;
  }

  async repliesSince(mobile: string, since: Instant): Promise<number> {
    const [row] = await this.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM message WHERE mobile = $1 AND purpose = 'reply' AND created_at > $2`,
      [mobile, new Date(since)],
    );
    return row.count;
  }

  async wasSent(mobile: string, body: string, since: Instant): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `SELECT 1 FROM message WHERE mobile = $1 AND body = $2 AND created_at > $3 LIMIT 1`,
      [mobile, body, new Date(since)],
    );
    return rows.length > 0;
  }

  async pinHash(person: string): Promise<string | null> {
    const [row] = await this.manager.query<{ pin_hash: string | null }[]>(`SELECT pin_hash FROM person WHERE id = $1`, [
      person,
    ]);
    return row?.pin_hash ?? null;
  }

  async setOptedOut(mobile: string, optedOut: boolean): Promise<void> {
    if (optedOut) {
      await this.manager.query(`INSERT INTO opted_out (mobile, since) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
        mobile,
        new Date(this.now),
      ]);
    } else {
      await this.manager.query(`DELETE FROM opted_out WHERE mobile = $1`, [mobile]);
    }
  }

  async settleMessage(id: string, from: readonly MessageState[], to: SettledMessage): Promise<SentMessage | null> {
    const [rows] = await this.manager.query<[(Omit<SentMessage, 'createdAt'> & { createdAt: Date })[], number]>(
      `UPDATE message SET
          state = coalesce($3, state), silent_at = NULL,
          failure = coalesce($4, failure), error_code = coalesce($5, error_code), detail = coalesce($6, detail)
        WHERE id = $1 AND state = ANY($2)
        RETURNING id, visit_id AS "visitId", incident_id AS "incidentId", incident_kind AS "incidentKind",
          person, mobile, purpose, body, created_at AS "createdAt"`,
      [id, from, to.state, to.failure, to.errorCode, to.detail],
    );
    return rows[0] ? { ...rows[0], createdAt: rows[0].createdAt.getTime() } : null;
  }

  private async visits(sql: string, parameters: readonly unknown[]): Promise<Visit[]> {
    const rows = await this.manager.query<{ state: Visit }[]>(sql, [...parameters]);
    return rows.map((row) => row.state);
  }

  private async ids(sql: string, parameters: readonly unknown[]): Promise<string[]> {
    const rows = await this.manager.query<{ id: string }[]>(sql, [...parameters]);
    return rows.map((row) => row.id);
  }
}

/** "V7K2": no vowels, so that it is never a word; no 0, 1, I, O or S, which thumbs and eyes mix up; a digit, so that it shows. */
function visitReference(length: number): string {
  const letters = 'BCDFGHJKLMNPQRTVWXYZ';
  const digits = '23456789';
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  const middle = Array.from({ length: length - 2 }, () => pick(letters + digits)).join('');
  return pick(letters) + middle + pick(digits);
}
