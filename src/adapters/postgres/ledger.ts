import { randomInt } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type {
  DueVisits,
  Ledger,
  MessageState,
  Page,
  ReceivedText,
  SentMessage,
  SettledMessage,
  SpoiltVisit,
  VisitDetails,
} from '../../application/ports/ledger.js';
import type { Lane } from '../../application/ports/outbox.js';
import type { WakeUps } from '../../application/ports/wake-ups.js';
import { deadlinesOf, type Deadline } from '../../domain/deadlines.js';
import type { Decision, NewEntry, NewMessage } from '../../domain/decision.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Affected } from '../../domain/monitoring-gap.js';
import type { Gap } from '../../domain/time/gap.js';
import type { Policy } from '../../domain/policy/policy.js';
import { OFFICE_CHAIN, visitChain } from '../../domain/record/chain.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import { whyUnsound } from '../../domain/visit/sound.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { Clock } from '../../application/ports/clock.js';
import { PostgresTokenBook } from './api-tokens.js';
import { PostgresCanaryBook } from './canaries.js';
import { PostgresDrillBook } from './drills.js';
import { writeAnswerLinks, writeLinks } from './link-rows.js';
import { addMessages, type Outgoing } from './message-rows.js';
import { PostgresNumberBook } from './numbers.js';
import { PostgresFollowUpBook } from './follow-ups.js';
import type { PostgresOrganisations } from './organisations.js';
import type { PostgresPolicies } from './policies.js';
import { isPassing } from './passing.js';
import { appendEntries, appendOfficeEntries, holdOfficeRecord } from './record.js';
import type { Sealer } from './sealed.js';
import { writeAttendees, writeDeadlines, writeIncidents, writeVisits } from './visit-rows.js';
import { nextText } from './waiting-texts.js';
import { openDetails, type KeptDetails } from './visit-details.js';

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
      `SELECT floor(least(greatest(extract(epoch FROM swept_at), 0), 4e9) * 1000)::float8 AS swept_at, gap_from, gap_to, organisation_version.version, ARRAY(SELECT mobile FROM opted_out) AS opted_out
         FROM watch, organisation_version`,
    );
    return {
      directory: await this.organisations.directoryOf(row.version),
      optedOut: new Set(row.opted_out),
      lastSweep: row.swept_at,
      gap: row.gap_from && row.gap_to && { from: row.gap_from.getTime(), to: row.gap_to.getTime() },
    };
  }
}

interface Standing {
  /** Within what is a date, whatever stands there. */
  readonly swept_at: Instant;
  readonly gap_from: Date | null;
  readonly gap_to: Date | null;
  readonly version: number;
  readonly opted_out: string[];
}

/** As it is kept: whether the state is a sound one shows only when it is looked at. */
interface KeptVisit {
  readonly id: string;
  readonly state: Visit;
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
    return this.visits(`SELECT id, state FROM visit WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [ids]);
  }

  lookAtVisits(ids: readonly string[]): Promise<Visit[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return this.visits(`SELECT id, state FROM visit WHERE id = ANY($1::uuid[]) ORDER BY id`, [ids]);
  }

  async lockDueVisits(limit: number, textsSince: Instant): Promise<DueVisits> {
    const oldest = (urgency: 0 | 1): string => `
      SELECT id, state FROM (
        SELECT visit.id, visit.state FROM deadline JOIN visit ON visit.id = deadline.visit_id
          WHERE deadline.urgency = ${urgency} AND deadline.due_at <= $1 AND visit.id <> ALL ((SELECT ids FROM spoken_for)::uuid[])
          ORDER BY deadline.due_at
          LIMIT $2
          FOR UPDATE OF visit SKIP LOCKED) due`;
    // Reminders are not even looked for while the alarms fill a batch.
    const rows = await this.manager.query<KeptVisit[]>(
      `WITH spoken_for AS (
         SELECT ARRAY(
           SELECT attendee.visit_id FROM inbound
             JOIN person ON person.mobile = inbound.from_number
             JOIN attendee ON attendee.person = person.id
             JOIN visit ON visit.id = attendee.visit_id AND visit.status IN ('planned', 'in_progress', 'overdue')
             WHERE inbound.handled_at IS NULL AND inbound.received_at > $3) AS ids)
       ${oldest(0)} UNION ALL ${oldest(1)} LIMIT $2`,
      [new Date(this.now), limit, new Date(textsSince)],
    );
    const due = [...new Map(rows.map((row) => [row.id, row])).values()];
    const spoilt = due.flatMap(({ id, state }) => {
      const why = whyUnsound(state, id);
      return why === null ? [] : [{ id, why }];
    });
    if (spoilt.length === 0) return { visits: due.map(({ state }) => state), spoilt: [] };
    const sound = due.filter(({ id }) => !spoilt.some((one) => one.id === id));
    return { visits: sound.map(({ state }) => state), spoilt: await this.whatIsLeftOf(spoilt) };
  }

  /** From the columns and rows beside its state. */
  private async whatIsLeftOf(spoilt: readonly Pick<SpoiltVisit, 'id' | 'why'>[]): Promise<SpoiltVisit[]> {
    const rows = await this.manager.query<Omit<SpoiltVisit, 'why'>[]>(
      `SELECT id, reference, unit,
              ARRAY(SELECT person FROM attendee WHERE attendee.visit_id = visit.id ORDER BY person) AS people,
              EXISTS (SELECT 1 FROM incident
                WHERE incident.visit_id = visit.id AND status = 'open' AND kind = 'alert_code') AS covert
         FROM visit WHERE id = ANY($1::uuid[])`,
      [spoilt.map(({ id }) => id)],
    );
    return rows.map((row) => ({ ...row, why: spoilt.find(({ id }) => id === row.id)?.why ?? '' }));
  }

  async closeGap(before: Instant): Promise<{ gap: Gap; affected: Affected[] } | null> {
    const now = new Date(this.now);
    const [row] = await this.manager.query<{ since: Date }[]>(
      `SELECT least(greatest(swept_at, $3::timestamptz - interval '1 year'), $3) AS since
         FROM watch WHERE swept_at < $1 OR swept_at > $2 FOR UPDATE`,
      [new Date(before), new Date(2 * this.now - before), now],
    );
    if (!row) return null;
    await this.manager.query(`UPDATE watch SET swept_at = $1, gap_from = $2, gap_to = $1`, [now, row.since]);
    const affected = await this.manager.query<(Omit<Affected, 'oldestDueAt'> & { oldestDueAt: Date | null })[]>(
      `SELECT visit.unit,
              count(DISTINCT visit.id) FILTER (WHERE visit.status <> 'planned' OR visit.state->>'kind' = 'home_safe')::integer AS "underWay",
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
      gap: { from: row.since.getTime(), to: this.now },
      affected: affected.map((unit) => ({ ...unit, oldestDueAt: unit.oldestDueAt?.getTime() ?? null })),
    };
  }

  async watchAnew(): Promise<void> {
    await this.manager.query(`UPDATE watch SET swept_at = $1 WHERE swept_at > $1`, [new Date(this.now)]);
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
    await writeAttendees(this.manager, [visit]);
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
    await writeVisits(this.manager, latest, this.now);
    const regrouped = new Set(decisions.filter(({ othersGo }) => othersGo).map(({ visit }) => visit.id));
    await writeAttendees(
      this.manager,
      latest.filter(({ id }) => regrouped.has(id)),
    );
    await writeIncidents(this.manager, latest);
    await writeDeadlines(this.manager, await this.deadlinesOf(latest));
    const byChain = new Map<string, NewEntry[]>();
    for (const { visit, entries } of decisions) {
      const chain = visitChain(visit.id);
      byChain.set(chain, [...(byChain.get(chain) ?? []), ...entries]);
    }
    await appendEntries(this.manager, byChain);
    await this.add(
      decisions.flatMap(({ visit, messages }) => messages.map((message) => ({ visitId: visit.id, message }))),
    );
    await writeLinks(
      this.manager,
      decisions.flatMap(({ links }) => links),
    );
    await writeAnswerLinks(
      this.manager,
      decisions.flatMap(({ answerLinks }) => answerLinks),
    );
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
        WHERE chain = '${OFFICE_CHAIN}' AND kind = 'person_viewed' AND by = $1 AND at > $2
          AND data ->> 'token' IS NOT DISTINCT FROM $3 AND data ->> 'what' = $4`,
      [person, new Date(since), token, what],
    );
    return new Set(rows.map(({ reference }) => reference));
  }

  async holdOffice(): Promise<void> {
    await holdOfficeRecord(this.manager);
  }

  async writeOffice(entries: readonly NewEntry[]): Promise<void> {
    await appendOfficeEntries(this.manager, entries);
  }

  private async deadlinesOf(visits: readonly Visit[]): Promise<Map<string, readonly Deadline[]>> {
    const due = new Map<string, readonly Deadline[]>();
    for (const visit of visits) {
      const deadlines = deadlinesOf(visit, await this.policyOf(visit));
      due.set(visit.id, deadlines);
      this.written.moments.push(...deadlines.map(({ dueAt }) => dueAt));
    }
    return due;
  }

  async send(messages: readonly NewMessage[], visitId: string | null = null): Promise<void> {
    await this.add(messages.map((message) => ({ visitId, message })));
  }

  private async add(outgoing: readonly Outgoing[]): Promise<void> {
    for (const { message } of outgoing) this.written.lanes.add(message.urgency === 'alert' ? 'alert' : 'other');
    await addMessages(this.manager, outgoing, this.now, this.sealer);
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

  nextText(): Promise<ReceivedText | null> {
    return nextText(this.manager, this.now);
  }

  async textHandled(sid: string, person: string | null): Promise<boolean> {
    // Not "handled_at IS NULL": the planner would look for it among all that waits, since it believes that hardly anything does.
    const [, handled] = await this.manager.query<[unknown[], number]>(
      `UPDATE inbound SET handled_at = $2, person = $3 WHERE sid = $1 AND coalesce(handled_at, 'infinity') = 'infinity'`,
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
    const rows = await this.manager.query<KeptVisit[]>(sql, [...parameters]);
    return rows.filter(({ id, state }) => whyUnsound(state, id) === null).map(({ state }) => state);
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
