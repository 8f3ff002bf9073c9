import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { NewMessage } from '../../domain/decision.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Sealer } from './sealed.js';

export const URGENCY = { alert: 0, reply: 1, notice: 2 } as const;

export interface Outgoing {
  readonly visitId: string | null;
  readonly message: NewMessage;
}

/** Into the outbox, in this order. */
export async function addMessages(
  manager: EntityManager,
  outgoing: readonly Outgoing[],
  now: Instant,
  sealer: Sealer,
): Promise<void> {
  if (outgoing.length === 0) return;
  const rows = outgoing.map(({ visitId, message }) => ({
    id: randomUUID(),
    visit_id: visitId,
    incident_id: message.incidentId,
    incident_kind: message.incidentKind ?? null,
    person: message.to,
    mobile: message.mobile,
    body: message.body,
    sealed: message.sealed === undefined ? null : sealer.seal(message.sealed),
    purpose: message.purpose,
    urgency: URGENCY[message.urgency],
  }));
  await manager.query(
    `INSERT INTO message (id, visit_id, incident_id, incident_kind, person, mobile, body, sealed, purpose, urgency, state, created_at, next_attempt_at)
      SELECT id, visit_id, incident_id, incident_kind, person, mobile, body, sealed, purpose, urgency, 'pending',
             $2::timestamptz + row_number() OVER () * interval '1 microsecond', $2
        FROM json_to_recordset($1::json) AS new(
          id uuid, visit_id uuid, incident_id uuid, incident_kind text, person text, mobile text, body text, sealed text,
          purpose text, urgency smallint)`,
    [JSON.stringify(rows), new Date(now)],
  );
}
