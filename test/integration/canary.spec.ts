import { afterEach, expect, it } from '@jest/globals';
import { ECHO_NUMBER } from '../../src/adapters/simulator/credentials.js';
import { Canary } from '../../src/application/canary.js';
import { CLOCK } from '../../src/application/ports/clock.js';
import { LEDGER } from '../../src/application/ports/ledger.js';
import { OPERATOR } from '../../src/application/ports/operator.js';
import { CANARY_READER, type CanaryReader } from '../../src/application/ports/canaries.js';
import { MINUTE, SECOND } from '../../src/domain/time/instant.js';
import { OFFICE } from '../support/office.js';
import { until } from '../support/until.js';
import { startTestService, type Answer, type TestService } from '../support/service.js';

/** A text that goes out and comes back, by the way of an alert and of its answer (P12). */

interface Sent {
  sentAt: string;
  backAt: string | null;
  seconds: number | null;
  outcome: string | null;
}

let service: TestService;
let canary: Canary;
/** The service's own rounds send none: the test says when. */
const begin = async (every = 5 * MINUTE): Promise<void> => {
  service = await startTestService();
  const { app } = service;
  canary = new Canary(
    { number: ECHO_NUMBER, every },
    app.get(LEDGER),
    app.get(CANARY_READER),
    app.get(CLOCK),
    app.get(OPERATOR),
  );
};

afterEach(async () => {
  try {
    for (const { mobile } of OFFICE.people) await service.phone(mobile).expectNoMore();
  } finally {
    await service.stop();
  }
});

/** What the rounds of the service do every few seconds. */
const round = async (): Promise<void> => {
  await canary.once();
  await service.settled();
};
const list = (): Promise<Answer<{ items: Sent[]; total: number }>> => service.api('GET', '/api/v1/canaries');
const lastCanary = () => service.app.get<CanaryReader>(CANARY_READER).lastCanary();

it('A canary goes out as an alert and comes back, and its time is kept', async () => {
  await begin();
  await round();
  const { items } = (await list()).body;
  expect(items).toEqual([
    {
      sentAt: expect.any(String),
      due: expect.any(String),
      backAt: expect.any(String),
      seconds: expect.any(Number),
      outcome: 'back',
    },
  ]);
  expect(await lastCanary()).toMatchObject({ outcome: 'back', seconds: items[0]?.seconds });
  const sent = await service.query<{ urgency: number; body: string }>('SELECT urgency, body FROM message');
  expect(sent).toEqual([{ urgency: 0, body: expect.stringMatching(/^Allswell canary [0-9a-f]{16}$/) }]);
  // Nobody's number: the record takes no notice of a canary that does what it should.
  expect(await service.query(`SELECT 1 FROM entry WHERE kind = 'text_received'`)).toEqual([]);
});

it('One is sent in each period, by however many processes look', async () => {
  await begin(10 * MINUTE);
  await Promise.all([canary.once(), canary.once(), canary.once()]);
  await round();
  expect((await list()).body.total).toBe(1);
  await service.advance(10 * MINUTE);
  await round();
  expect((await list()).body.total).toBe(2);
});

it('One that does not come back within a minute is lost, and the record says when that began', async () => {
  await begin();
  await service.api('POST', '/simulator/faults', { number: ECHO_NUMBER, kind: 'failed', code: 30008 });
  await round();
  expect((await list()).body.items).toMatchObject([{ outcome: null, backAt: null }]);
  expect(await lastCanary()).toBeNull();
  await service.advance(61 * SECOND);
  await round();
  // Beside it there may be a second one by now: a period may have begun in that minute.
  expect((await list()).body.items).toContainEqual(
    expect.objectContaining({ outcome: 'lost', backAt: null, seconds: null }),
  );
  await service.advance(5 * MINUTE);
  await round();
  await service.advance(61 * SECOND);
  await round();
  const faults = await service.query(`SELECT text FROM entry WHERE kind = 'fault'`);
  expect(faults).toEqual([{ text: expect.stringContaining('The canary did not come back') }]);
});

it('One that comes back after that is late, and the same text again changes nothing', async () => {
  await begin();
  await service.api('POST', '/simulator/faults', { number: ECHO_NUMBER, kind: 'failed', code: 30008, remaining: 1 });
  await round();
  await service.advance(61 * SECOND);
  await round();
  const [{ body }] = (await service.query<{ body: string }>('SELECT body FROM message ORDER BY created_at')) as [
    { body: string },
  ];
  await service.phone(ECHO_NUMBER).texts(body);
  const late = (await list()).body.items.at(-1);
  expect(late).toMatchObject({ outcome: 'late', backAt: expect.any(String) });
  await service.phone(ECHO_NUMBER).texts(body);
  expect((await list()).body.items.at(-1)).toEqual(late);
});

it('Its token from another number is not its return', async () => {
  await begin();
  await service.api('POST', '/simulator/faults', { number: ECHO_NUMBER, kind: 'failed', code: 30008, remaining: 1 });
  await round();
  const [sent] = await service.query<{ body: string }>('SELECT body FROM message');
  await service.phone('+447700900998').texts(sent?.body ?? '');
  expect((await list()).body.items).toMatchObject([{ outcome: null }]);
});

it('While an alert waits to be sent no canary stands in its way', async () => {
  await begin();
  await service.query(
    `INSERT INTO message (id, person, mobile, body, purpose, urgency, state, created_at, next_attempt_at)
      VALUES (gen_random_uuid(), 'x', '+447700900900', 'x', 'notice', 0, 'pending', now(), now() + interval '1 day')`,
  );
  await canary.once();
  expect((await list()).body.total).toBe(0);
  await service.query(`DELETE FROM message`);
});

it('Without a number there is no canary', async () => {
  service = await startTestService();
  await service.app.get(Canary).once();
  await service.settled();
  expect((await list()).body.total).toBe(0);
});

it('With a number the rounds of the service send it by themselves', async () => {
  service = await startTestService({ environment: { CANARY_NUMBER: ECHO_NUMBER } });
  await until('a canary', async () => (await list()).body.items.some(({ outcome }) => outcome === 'back'));
});
