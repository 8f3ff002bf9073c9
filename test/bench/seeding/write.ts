import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Sealer } from '../../../src/adapters/postgres/sealed.js';
import { URGENCY } from '../../../src/adapters/postgres/message-rows.js';
import { deadlinesOf } from '../../../src/domain/deadlines.js';
import type { Policy } from '../../../src/domain/policy/policy.js';
import { chainOn, emptyHead, visitChain } from '../../../src/domain/record/chain.js';
import { iso } from '../../../src/domain/time/instant.js';
import type { Story } from './stories.js';

const BATCH = 1_000;

const VISITED = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low',
};

/** Writes visits with everything that belongs to them: the rows that the service would have left, set-wise. */
export async function write(
  db: pg.Pool,
  stories: Iterable<Story>,
  policy: Policy,
  sealer: Sealer,
  beforeEach?: (story: Story) => void,
): Promise<void> {
  let batch: Story[] = [];
  for (const story of stories) {
    beforeEach?.(story);
    if (batch.push(story) < BATCH) continue;
    await writeBatch(db, batch, policy, sealer);
    batch = [];
  }
  if (batch.length > 0) await writeBatch(db, batch, policy, sealer);
}

async function writeBatch(db: pg.Pool, stories: readonly Story[], policy: Policy, sealer: Sealer): Promise<void> {
  const client = await db.connect();
  const insert = (table: string, columns: string, rows: readonly object[]): Promise<unknown> => {
    const names = columns.replace(/ \S+(,|$)/g, '$1');
    return client.query(
      `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS new(${columns})`,
      [JSON.stringify(rows)],
    );
  };
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL synchronous_commit = off');
    await insert('visit', VISIT, stories.map(visitRow));
    await insert(
      'visit_details',
      'visit_id uuid, purpose text, risk_of_serious_harm text, person_visited text',
      stories.map(({ visit }) => ({
        visit_id: visit.id,
        purpose: 'first visit',
        risk_of_serious_harm: VISITED.riskOfSeriousHarm,
        person_visited: sealer.seal(JSON.stringify(VISITED)),
      })),
    );
    await insert(
      'attendee',
      'visit_id uuid, person text',
      stories.flatMap(({ visit }) => visit.attendees.map(({ person }) => ({ visit_id: visit.id, person }))),
    );
    await insert(
      'deadline',
      'visit_id uuid, key text, due_at timestamptz, urgency smallint',
      stories.flatMap(({ visit }) =>
        deadlinesOf(visit, policy).map(({ key, dueAt, urgency }) => ({
          visit_id: visit.id,
          key,
          due_at: iso(dueAt),
          urgency: urgency === 'alarm' ? 0 : 1,
        })),
      ),
    );
    const chains = stories.map(({ visit, entries }) => chainOn(emptyHead(visitChain(visit.id)), entries));
    await insert(
      'entry',
      `chain text, seq integer, at timestamptz, kind text, clause text, by text, text text, incident_id uuid, data jsonb, previous_hash text, hash text`,
      chains.flatMap(({ entries }) =>
        entries.map(({ at, incidentId, previousHash, ...entry }) => ({
          ...entry,
          at: iso(at),
          incident_id: incidentId,
          previous_hash: previousHash,
        })),
      ),
    );
    await insert(
      'record_head',
      'chain text, seq integer, hash text',
      chains.map(({ head }) => head),
    );
    await insert('message', MESSAGE, stories.flatMap(messageRows));
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

const VISIT = `id uuid, reference text, unit text, kind text, status text, planned_start timestamptz, planned_end timestamptz, expected_end timestamptz, state jsonb, updated_at timestamptz`;

const visitRow = ({ visit, entries }: Story): object => ({
  id: visit.id,
  reference: visit.reference,
  unit: visit.unit,
  kind: visit.kind,
  status: visit.status,
  planned_start: iso(visit.plannedStart),
  planned_end: iso(visit.plannedEnd),
  expected_end: iso(visit.expectedEnd),
  state: visit,
  updated_at: iso(entries.at(-1)?.at ?? visit.plannedStart),
});

const MESSAGE = `id uuid, visit_id uuid, incident_id uuid, person text, mobile text, body text, purpose text, urgency smallint, state text, sid text, attempts integer, created_at timestamptz, next_attempt_at timestamptz, claimed_at timestamptz, accepted_at timestamptz`;

/** They were sent and delivered long ago. */
const messageRows = ({ visit, messages }: Story): object[] =>
  messages.map(({ to, mobile, body, purpose, urgency, incidentId, at }) => ({
    id: randomUUID(),
    visit_id: visit.id,
    incident_id: incidentId,
    person: to,
    mobile,
    body,
    purpose,
    urgency: URGENCY[urgency],
    state: 'delivered',
    sid: `SM${randomUUID().replaceAll('-', '')}`,
    attempts: 1,
    created_at: iso(at),
    next_attempt_at: iso(at),
    claimed_at: iso(at),
    accepted_at: iso(at),
  }));
