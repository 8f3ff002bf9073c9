import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { PHONES } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { MINUTE, SECOND, story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** Doors and workers in as many processes as one likes, against one database: exactly one effect each (P2, P4). */

let told: Story | null = null;
const others: TestService[] = [];

const beside = async (role: 'all' | 'web' | 'worker', environment = {}): Promise<TestService> => {
  if (!told) throw new Error('Begin the story first.');
  const service = await startTestService({ beside: told.service, environment: { ROLE: role, ...environment } });
  others.push(service);
  return service;
};

afterEach(async () => {
  for (const service of others.splice(0)) await service.stop();
  await told?.end();
  told = null;
});

const { practitioner, contact, manager } = PHONES;

describe('Three processes on one database', () => {
  it('raise each alarm once, and text each person once', async () => {
    told = await story();
    await Promise.all([beside('all'), beside('worker')]);
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await told.service.advance(UNTIL_OVERDUE + 4 * MINUTE);
    const { body } = await told.service.api('GET', '/api/v1/incidents');
    expect(body.items).toHaveLength(1);
    expect((await told.service.phone(contact).hears()).filter((text) => text.includes('OVERDUE'))).toHaveLength(1);
    expect((await told.service.phone(manager).hears()).filter((text) => text.includes('OVERDUE'))).toHaveLength(1);
    expect((await told.service.phone(practitioner).hears()).filter((text) => text.startsWith('Arrived'))).toHaveLength(
      1,
    );
  });

  it('keep one record, whose chain is whole', async () => {
    told = await story();
    await Promise.all([beside('worker'), beside('worker')]);
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await told.service.advance(UNTIL_OVERDUE + 20 * MINUTE);
    const faults = await told.service.query(`SELECT chain, seq FROM entry GROUP BY chain, seq HAVING count(*) > 1`);
    expect(faults).toEqual([]);
  });
});

describe('A process that only opens doors', () => {
  it('leaves the rounds to the workers: what is due waits for one, and is then acted on', async () => {
    told = await story({ environment: { ROLE: 'web' } });
    const { service, visitId } = told;
    await service.query(`UPDATE deadline SET due_at = due_at - interval '2 hours'`);
    const [before] = await service.query<{ count: number }>(
      `SELECT count(*)::integer FROM deadline WHERE due_at < now()`,
    );
    expect(before?.count).toBeGreaterThan(0);
    await beside('worker');
    await service.settled();
    expect(await service.query(`SELECT 1 FROM deadline WHERE visit_id = $1 AND due_at < now()`, [visitId])).toEqual([]);
  });

  it('takes in what is texted: a LEFT that has waited for a worker is read before that worker raises an alarm', async () => {
    told = await story({ environment: { ROLE: 'web' } });
    const { service, visitId } = told;
    await service.api('POST', '/simulator/texts', { from: practitioner, body: 'LEFT' });
    await until(async () => (await service.query(`SELECT 1 FROM inbound`)).length > 0);
    await service.query(`UPDATE inbound SET received_at = received_at - interval '20 seconds'`);
    await service.query(`UPDATE watch SET swept_at = swept_at - interval '25 seconds'`);
    await service.query(
      `UPDATE visit SET state = jsonb_set(state, '{expectedEnd}', to_jsonb((state->>'expectedEnd')::bigint - 7200000))`,
    );
    await service.query(`UPDATE deadline SET due_at = due_at - interval '2 hours'`);
    // The text is slow to be read: somebody else has it in hand until the worker has looked.
    await service.app.get(DataSource).transaction(async (elsewhere) => {
      await elsewhere.query(`SELECT 1 FROM inbound FOR UPDATE`);
      await beside('worker');
      await until(
        async () =>
          (await service.query(`SELECT 1 FROM watch WHERE swept_at > now() - interval '10 seconds'`)).length > 0,
      );
    });
    await service.settled();
    expect(await service.query(`SELECT 1 FROM incident WHERE visit_id = $1`, [visitId])).toEqual([]);
    expect(await told.visit()).toMatchObject({ status: 'concluded' });
  });
});

describe('A process that only makes the rounds', () => {
  it('answers for its health, and for nothing else', async () => {
    told = await story();
    const worker = await beside('worker');
    const own = `http://127.0.0.1:${worker.settings.port}`;
    expect((await fetch(`${own}/ping`)).status).toBe(200);
    expect((await fetch(`${own}/metrics`)).status).toBe(200);
    expect((await fetch(`${own}/`)).status).toBe(404);
    expect((await fetch(`${own}/api/v1/visits`)).status).toBe(404);
    expect((await fetch(`${own}/twilio/sms`, { method: 'POST' })).status).toBe(404);
  });
});

describe('A process that dies while it sends', () => {
  const deadWorker = `'00000000-0000-4000-8000-000000000000'`;

  it('has its text looked for at the provider, and sent again by another when it is not there; the text says so', async () => {
    told = await story();
    const { service } = told;
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(practitioner).hears();
    await service.query(
      `INSERT INTO message (id, person, mobile, body, purpose, urgency, state, attempts, created_at, next_attempt_at, claimed_at, claimed_by)
        VALUES (gen_random_uuid(), 'contact-1', $1, '4821 words', 'notice', 0, 'sending', 1, now(), now(), now(), ${deadWorker})`,
      [contact],
    );
    await service.settled();
    await heard(service, contact, 'AGAIN: 4821 words');
  });

  it('that was sent is found there, and not sent twice', async () => {
    told = await story();
    const { service } = told;
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.query(
      `UPDATE message SET state = 'sending', sid = NULL, claimed_by = ${deadWorker}, claimed_at = now()`,
    );
    await settledUntil(service, async () => {
      const rows = await service.query(`SELECT 1 FROM message WHERE state = 'sending' OR sid IS NULL`);
      return rows.length === 0;
    });
    expect(await service.phone(practitioner).hears()).toHaveLength(1);
  });
});

const heard = (service: TestService, number: string, text: string): Promise<void> =>
  settledUntil(service, async () => (await service.phone(number).hears()).includes(text));

/** Real time passes here, a second or two: who lives and who is dead goes by Postgres's own clock. */
const settledUntil = (service: TestService, holds: () => Promise<boolean>): Promise<void> =>
  until(holds, () => service.settled());

async function until(holds: () => Promise<boolean>, meanwhile = (): Promise<unknown> => pause(20)): Promise<void> {
  const giveUp = Date.now() + 20 * SECOND;
  while (!(await holds())) {
    if (Date.now() > giveUp) throw new Error('It did not come about.');
    await meanwhile();
  }
}
