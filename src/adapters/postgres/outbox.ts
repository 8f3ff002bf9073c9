import type { DataSource } from 'typeorm';
import { Gathered } from './gathered.js';
import type { Sealer } from './sealed.js';
import { ALIVE } from './watch.js';
import type { Clock } from '../../application/ports/clock.js';
import type { ClaimedMessage, Lane, Outbox } from '../../application/ports/outbox.js';
import type { DeliveryStatus } from '../../application/ports/phones.js';
import type { MessagePurpose } from '../../domain/decision.js';
import type { IncidentKind } from '../../domain/policy/policy.js';
import { MINUTE, SECOND, type Instant, type Milliseconds } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';

interface Row {
  id: string;
  mobile: string;
  body: string;
  sealed: string | null;
  urgency: number;
  attempts: number;
  claimed_at: Date | number;
  created_at: Date | number;
  person: string;
  purpose: MessagePurpose;
  incident_id: string | null;
  incident_kind: IncidentKind | null;
  visit: Visit | null;
}

const COLUMNS = `id, mobile, body, sealed, urgency, attempts, claimed_at, created_at, person, purpose, incident_id, incident_kind,
  (SELECT state FROM visit WHERE visit.id = message.visit_id) AS visit`;

const LANES: Readonly<Record<Lane, { readonly which: string; readonly order: string }>> = {
  alert: { which: 'urgency = 0', order: 'next_attempt_at, created_at' },
  other: { which: 'urgency > 0', order: 'urgency, next_attempt_at, created_at' },
};

/** A process that takes over a message in doubt has this long to find out before another tries. */
const LOOK_AGAIN_AFTER = 15 * SECOND;

/** No wait is longer than the minute that a provider may ask for (src/adapters/twilio/outcome.ts). */
const BEYOND_ANY_WAIT = 2 * MINUTE;

interface Acceptance {
  readonly id: string;
  readonly sid: string;
}

const GATHER_WITHIN: Milliseconds = 10;

export class PostgresOutbox implements Outbox {
  private readonly acceptances = new Gathered<Acceptance>(GATHER_WITHIN, (all) => this.writeAccepted(all));

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    /** This process, as `worker` knows it. */
    private readonly worker: string,
    /** From the moment when the provider took it: an ask of which nothing is heard by then counts as silent. */
    private readonly silentAfter: Milliseconds,
    private readonly sealer: Pick<Sealer, 'seal' | 'open'>,
  ) {}

  async claim(lane: Lane, limit: number): Promise<ClaimedMessage[]> {
    const now = new Date(await this.clock.now());
    const { which, order } = LANES[lane];
    const [rows] = await this.dataSource.query<[Row[], number]>(
      `UPDATE message SET state = 'sending', claimed_at = $1, claimed_by = $3, attempts = attempts + 1
        WHERE id IN (
          SELECT id FROM message WHERE state = 'pending' AND ${which} AND next_attempt_at <= $1
            ORDER BY ${order} LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING ${COLUMNS}`,
      [now, limit, this.worker],
    );
    return rows.map((row) => this.toMessage(row));
  }

  async accepted(id: string, sid: string): Promise<void> {
    const one = { id, sid };
    // Together in one statement; if that fails, a single one among them must not take the others with it.
    await this.acceptances.do(one).catch(() => this.writeAccepted([one]));
  }

  /** A report may have overtaken the answer to our own request: then only the SID is new. */
  private async writeAccepted(acceptances: readonly Acceptance[]): Promise<void> {
    const now = await this.clock.now();
    await this.dataSource.query(
      `UPDATE message SET sid = new.sid, accepted_at = $2,
          silent_at = CASE WHEN purpose = 'ask' AND state IN ('sending', 'unknown', 'pending', 'accepted') THEN $3::timestamptz END,
          state = CASE WHEN state IN ('sending', 'unknown', 'pending') THEN 'accepted' ELSE state END
         FROM unnest($1::uuid[], $4::text[]) AS new(id, sid)
        WHERE message.id = new.id`,
      [
        acceptances.map(({ id }) => id),
        new Date(now),
        new Date(now + this.silentAfter),
        acceptances.map(({ sid }) => sid),
      ],
    );
  }

  async tryAgain(id: string, at: Instant, detail: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET state = 'pending', next_attempt_at = $2, detail = $3 WHERE id = $1 AND state = 'sending'`,
      [id, new Date(at), detail],
    );
  }

  async bringForward(): Promise<void> {
    const now = await this.clock.now();
    // Through the index of each lane.
    const waiting = (which: string): string =>
      `SELECT id FROM message WHERE state = 'pending' AND ${which} AND next_attempt_at > $2`;
    await this.dataSource.query(
      `UPDATE message SET next_attempt_at = $1
        WHERE state = 'pending' AND id IN (
          ${waiting('urgency = 0')} UNION ALL ${waiting('urgency > 0 AND urgency = ANY (ARRAY[1, 2]::smallint[])')} LIMIT 100)`,
      [new Date(now), new Date(now + BEYOND_ANY_WAIT)],
    );
  }

  async unknown(id: string, detail: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET state = 'unknown', detail = $2 WHERE id = $1 AND state = 'sending'`,
      [id, detail],
    );
  }

  async inDoubt(before: Instant, limit: number, takeOver: boolean): Promise<ClaimedMessage[]> {
    const now = new Date(await this.clock.now());
    const [rows] = await this.dataSource.query<[Row[], number]>(
      `UPDATE message SET state = 'unknown', claimed_by = $3, looked_at = $4
        WHERE id IN (
          SELECT id FROM message
            WHERE state IN ('sending', 'unknown')
              AND (looked_at IS NULL OR looked_at < $5 OR looked_at > $7)
              AND (claimed_at < $1 OR claimed_at > $7
                OR $6 AND state = 'sending' AND claimed_by IS DISTINCT FROM $3 AND NOT EXISTS (
                  SELECT 1 FROM worker WHERE worker.id = message.claimed_by AND (${ALIVE})))
            ORDER BY urgency, claimed_at LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING ${COLUMNS}`,
      [
        new Date(before),
        limit,
        this.worker,
        now,
        new Date(now.getTime() - LOOK_AGAIN_AFTER),
        takeOver,
        // After Postgres's clock was set back.
        new Date(now.getTime() + BEYOND_ANY_WAIT),
      ],
    );
    return rows.map((row) => this.toMessage(row));
  }

  async leaveSilent(id: string): Promise<void> {
    await this.dataSource.query(`UPDATE message SET silent_at = NULL WHERE id = $1`, [id]);
  }

  async repeat(id: string, body: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE message SET state = 'pending', next_attempt_at = $3,
          body = CASE WHEN sealed IS NULL THEN $2 ELSE body END, sealed = CASE WHEN sealed IS NOT NULL THEN $4 END
        WHERE id = $1 AND state IN ('sending', 'unknown')`,
      [id, body, new Date(await this.clock.now()), this.sealer.seal(body)],
    );
  }

  async silent(now: Instant, limit: number): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM message WHERE silent_at <= $1 ORDER BY silent_at LIMIT $2`,
      [new Date(now), limit],
    );
    return rows.map((row) => row.id);
  }

  async reported(id: string, sid: string, status: DeliveryStatus): Promise<void> {
    const state = status === 'delivered' || status === 'sent' ? status : 'accepted';
    await this.dataSource.query(
      `UPDATE message SET sid = coalesce(sid, $2), accepted_at = coalesce(accepted_at, $4), state = $3,
          silent_at = CASE WHEN $3 IN ('sent', 'delivered') THEN NULL ELSE silent_at END
        WHERE id = $1 AND array_position($5::text[], state) < array_position($5::text[], $3)`,
      [id, sid, state, new Date(await this.clock.now()), RANK],
    );
  }

  async idOfSid(sid: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ id: string }[]>(`SELECT id FROM message WHERE sid = $1`, [sid]);
    return row?.id ?? null;
  }

  /** One that no key opens any more must not hold up the others: then what logs show is sent. */
  private bodyOf({ body, sealed }: Row): string {
    try {
      return sealed === null ? body : this.sealer.open(sealed);
    } catch {
      return body;
    }
  }

  private toMessage(row: Row): ClaimedMessage {
    const claimedAt = instant(row.claimed_at) ?? instant(row.created_at) ?? 0;
    return {
      id: row.id,
      mobile: row.mobile,
      body: this.bodyOf(row),
      urgency: row.urgency,
      attempts: row.attempts,
      claimedAt,
      createdAt: instant(row.created_at) ?? claimedAt,
      person: row.person,
      purpose: row.purpose,
      incidentId: row.incident_id,
      incidentKind: row.incident_kind,
      visit: row.visit,
    };
  }
}

/** "infinity", which somebody may have written by hand, comes as a number: it must not take the others of its batch with it. */
const instant = (date: Date | number): Instant | null => (date instanceof Date ? date.getTime() : null);

/** A report never lowers a state; delivered, undelivered and failed stick. */
const RANK = ['pending', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed'];
