import { afterEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { PostgresPolicies } from '../../src/adapters/postgres/policies.js';
import { FindLostTexts } from '../../src/application/find-lost-texts.js';
import { HOUR, MINUTE, PHONES, SECOND, story, UNTIL_OVERDUE, type Story } from '../support/story.js';
import { until } from '../support/until.js';

/** What happens after a time in which nobody watched (P3), and to what was lost or spoilt meanwhile (P1, P4). */

let current: Story | null = null;
const begin = async (...options: Parameters<typeof story>): Promise<Story> => (current = await story(...options));
afterEach(async () => {
  await current?.end();
  current = null;
});

const { practitioner, contact, manager } = PHONES;

describe('After three hours in which nobody watched', () => {
  it('contact and manager are asked at once, the manager hears of the gap, and the record states it', async () => {
    const told = await begin();
    const { service } = told;
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(practitioner).hears();
    await service.outage(3 * HOUR);

    expect(await told.incident()).toMatchObject({ kind: 'overdue', step: 'line_manager' });
    expect(await service.phone(contact).hears()).toEqual([expect.stringContaining('OVERDUE')]);
    const heard = await service.phone(manager).hears();
    expect(heard).toHaveLength(2);
    expect(heard).toContainEqual(expect.stringContaining('OVERDUE'));
    expect(heard).toContainEqual(
      expect.stringMatching(/did not watch .* 1 visit of your unit under way, 1 now acted on late/),
    );

    const [gap] = await service.query<{ text: string; data: { late: number } }>(
      `SELECT text, data FROM entry WHERE chain = 'office' AND kind = 'monitoring_gap'`,
    );
    expect(gap).toMatchObject({ text: expect.stringContaining('3 hours'), data: { late: 1, units: ['team-1'] } });
    const { body } = await service.api('GET', `/api/v1/incidents/${(await told.incident()).id}`);
    expect(body.entries.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/acted on .* late: Allswell was not watching from/),
    );
  });

  it('what was texted meanwhile is asked for first: a LEFT whose webhook never came raises no alarm', async () => {
    const told = await begin();
    const { service } = told;
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(practitioner).hears();
    await service.api('POST', '/simulator/faults', { number: practitioner, kind: 'webhook_lost' });
    await service.phone(practitioner).texts('LEFT');
    await service.outage(3 * HOUR);
    expect(await told.visit()).toMatchObject({ status: 'concluded', incidentId: null });
    expect(await service.phone(contact).hears()).toEqual([]);
  });

  it('an ARRIVED 45 whose webhook never came counts from when it was texted: its time has passed, and the alarm goes out at once', async () => {
    const told = await begin();
    const { service } = told;
    await service.api('POST', '/simulator/faults', { number: practitioner, kind: 'webhook_lost' });
    await service.phone(practitioner).texts('ARRIVED 45');
    const texted = await service.now();
    await service.outage(3 * HOUR);
    const { status, expectedEnd } = await told.visit();
    expect(status).toBe('overdue');
    expect(Math.abs(Date.parse(expectedEnd) - (texted + 45 * MINUTE))).toBeLessThan(MINUTE);
    expect(await service.phone(contact).hears()).toContainEqual(expect.stringContaining('OVERDUE'));
    await service.phone(practitioner).hears();
    await service.phone(manager).hears();
  });

  it('somebody on the way home counts as out', async () => {
    const { service, visitId } = await begin();
    await service.api('POST', `/api/v1/visits/${visitId}/cancel`, { reason: 'not needed' });
    const now = await service.now();
    await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-2'],
      personVisited: null,
      kind: 'home_safe',
      purpose: 'home safe',
      plannedStart: new Date(now + SECOND).toISOString(),
      plannedEnd: new Date(now + 30 * MINUTE).toISOString(),
    });
    await service.outage(3 * HOUR);
    expect(await service.phone(manager).hears()).toContainEqual(
      expect.stringContaining('1 visit of your unit under way, 1 now acted on late'),
    );
  });

  it('with nobody out it is in the record, and nobody is texted', async () => {
    const { service, visitId } = await begin();
    await service.api('POST', `/api/v1/visits/${visitId}/cancel`, { reason: 'not needed' });
    await service.outage(3 * HOUR);
    const rows = await service.query(`SELECT 1 FROM entry WHERE kind = 'monitoring_gap'`);
    expect(rows).toHaveLength(1);
    expect(await service.phone(manager).hears()).toEqual([]);
  });
});

describe('A text that is in the inbox when its sender falls overdue', () => {
  it('is heard first: LEFT at the last moment raises no alarm', async () => {
    const told = await begin();
    const { service, visitId } = told;
    await service.phone(practitioner).texts('ARRIVED 45');
    const [due] = await service.query<{ due_at: Date }>(
      `SELECT due_at FROM deadline WHERE visit_id = $1 AND key = 'overdue'`,
      [visitId],
    );
    await service.advance((due?.due_at.getTime() ?? 0) - (await service.now()) - 100);
    await service.query(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at)
        VALUES ('SM00000000000000000000000000000001', $1, '+447700900000', 'LEFT', $2, $3)`,
      [practitioner, due?.due_at, new Date((due?.due_at.getTime() ?? 0) + SECOND)],
    );
    await service.advance(2 * SECOND);
    expect(await told.visit()).toMatchObject({ status: 'concluded', incidentId: null });
  });
});

describe('What no longer applies when its turn comes', () => {
  it('is not sent, and the record says why', async () => {
    const { service, visitId } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.api('POST', '/simulator/faults', { number: practitioner, kind: 'http_429', count: null });
    await service.advance(40 * MINUTE);
    await service.phone(practitioner).texts('LEFT');
    await service.api('DELETE', '/simulator/faults');
    await service.advance(MINUTE);
    const heard = await service.phone(practitioner).hears();
    expect(heard.filter((text) => text.includes('Text LEFT when out, or EXTEND'))).toEqual([]);
    const entries = (await service.api('GET', `/api/v1/visits/${visitId}/entries`)).body.items;
    expect(entries.map(({ text }) => text)).toContain(
      'A text to Practitioner One was not sent: the visit has ended for them.',
    );
  });
});

describe('A visit that the rules cannot work out', () => {
  it('is set aside: its people are told in plain words, and the others go on', async () => {
    const { service, visitId } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    const now = await service.now();
    const { body: other } = await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-2'],
      personVisited: null,
      kind: 'home_safe',
      purpose: 'home safe',
      plannedStart: new Date(now + SECOND).toISOString(),
      plannedEnd: new Date(now + 40 * MINUTE).toISOString(),
    });
    await service.query(
      `UPDATE visit SET state = jsonb_set(state, '{policy,version}', '"of another world"') WHERE id = $1`,
      [visitId],
    );
    await service.advance(UNTIL_OVERDUE + MINUTE);
    expect((await service.phone(manager).hears()).join('\n')).toMatch(/cannot work out visit/);
    expect((await service.api('GET', `/api/v1/visits/${other.id}`)).body.incidentId).not.toBeNull();
    const told = (await service.phone(manager).hears()).filter((text) => text.includes('cannot work out visit'));
    expect(told).toHaveLength(1);
    expect(
      await service.query(
        `SELECT 1 FROM entry WHERE chain = 'office' AND kind = 'fault' AND text LIKE '%could not be worked out%'`,
      ),
    ).toHaveLength(1);
  });

  it('may hold anything at all: each is set aside and told of once, and the next one is acted on all the same', async () => {
    const { service, visitId } = await begin();
    // So that LEFT can only mean one that is spoilt.
    await service.api('POST', `/api/v1/visits/${visitId}/cancel`, { reason: 'not needed' });
    const now = await service.now();
    const plan = async (person: string): Promise<{ id: string; reference: string }> => {
      const { body } = await service.api('POST', '/api/v1/visits', {
        attendees: [person],
        personVisited: null,
        kind: 'home_safe',
        purpose: 'home safe',
        plannedStart: new Date(now + SECOND).toISOString(),
        plannedEnd: new Date(now + 30 * MINUTE).toISOString(),
      });
      return body;
    };
    const spoilt: { id: string; reference: string }[] = [];
    for (const state of SPOILT) {
      const visit = await plan('practitioner-1');
      await service.query(`UPDATE visit SET state = ${state} WHERE id = $1`, [visit.id]);
      spoilt.push(visit);
    }
    const other = await plan('practitioner-2');
    await service.query(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at)
        VALUES ('SM00000000000000000000000000000002', $1, '+447700900000', 'LEFT', $2, $2)`,
      [practitioner, new Date(now)],
    );
    await service.advance(41 * MINUTE);
    expect((await service.api('GET', `/api/v1/visits/${other.id}`)).body.incidentId).not.toBeNull();
    const heard = await service.phone(manager).hears();
    // Their visit cannot be read, so LEFT is not answered as if there were none: whoever can ring reads it.
    expect(heard.filter((text) => text.includes('"LEFT"'))).toHaveLength(1);
    for (const { reference } of spoilt)
      expect(heard.filter((text) => text.includes(`cannot work out visit ${reference}`))).toHaveLength(1);
    expect(
      await service.query(`SELECT 1 FROM entry WHERE kind = 'fault' AND text LIKE '%could not be worked out%'`),
    ).toHaveLength(2 * spoilt.length);
    // One spoilt row takes the list from nobody, and is still seen in it.
    const { status, body } = await service.api<{ items: { reference: string }[] }>('GET', '/api/v1/visits');
    expect(status).toBe(200);
    expect(body.items.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining(spoilt.map(({ reference }) => reference)),
    );
  });
});

it('A former policy that is spoilt stops no start under a sound one', async () => {
  const { service } = await begin();
  const database = service.app.get(DataSource);
  const { inForce } = service.app.get(PostgresPolicies);
  await service.query(`UPDATE policy SET content = 'null'::jsonb`);
  const next = await PostgresPolicies.start(database, { ...inForce, version: 'the next' });
  await next.takeEffect(await service.now(), 'a hash');
  const [entry] = await service.query<{ data: { changes: string[] } }>(
    `SELECT data FROM entry WHERE kind = 'policy_changed'`,
  );
  expect(entry?.data.changes).toEqual(['The policy before cannot be read any more.']);
});

describe('After the database’s clock was set back', () => {
  it('nothing waits for the time before: texts are looked for, heard and sent, and who looks last is known again', async () => {
    const told = await begin();
    const { service } = told;
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.api('POST', '/simulator/faults', { number: practitioner, kind: 'webhook_lost' });
    await service.phone(practitioner).texts('EXTEND 30');
    await service.query(`UPDATE watch SET swept_at = now() + interval '2 hours', inbound_read_to = 'infinity'`);
    const stuck = await service.query<{ id: string }>(
      `UPDATE message SET state = 'pending', next_attempt_at = 'infinity' WHERE mobile = $1 RETURNING id`,
      [practitioner],
    );
    expect(stuck).not.toEqual([]);
    await service.app.get(FindLostTexts).afresh();
    await until('what was stuck to move', async () => {
      const rows = await service.query(
        `SELECT 1 FROM watch, message WHERE swept_at < now() + interval '1 minute' AND inbound_read_to < now() + interval '1 minute'
            AND mobile = $1 AND state NOT IN ('pending', 'sending')`,
        [practitioner],
      );
      return rows.length > 0;
    });
    const heard = await service.phone(practitioner).hears();
    expect(heard.filter((text) => text.startsWith('Arrived'))).toHaveLength(2);
    expect(heard).toContainEqual(expect.stringContaining('extended. Out by'));
  });

  it('a text that was to be tried again then is tried now, and so are its sender’s later ones', async () => {
    const told = await begin();
    const { service } = told;
    await service.query(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at)
        VALUES ('SM00000000000000000000000000000003', $1, '+447700900000', 'ARRIVED 45', now(), 'infinity')`,
      [practitioner],
    );
    await service.phone(practitioner).texts('LEFT');
    expect(await told.visit()).toMatchObject({ status: 'concluded' });
  });
});

/** What somebody with a console may leave in a row. */
const SPOILT = [
  `'null'::jsonb`,
  `'{}'::jsonb`,
  `jsonb_set(state, '{id}', '"of another"')`,
  `jsonb_set(state, '{attendees}', 'null')`,
  `jsonb_set(state, '{status}', '"bogus"')`,
  `jsonb_set(state, '{expectedEnd}', '32503680000000')`,
];
