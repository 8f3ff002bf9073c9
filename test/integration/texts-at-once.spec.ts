import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import twilio from 'twilio';
import { NightWatch } from '../../src/adapters/jobs/night-watch.js';
import { SIMULATOR_AUTH_TOKEN, SIMULATOR_NUMBER } from '../../src/adapters/simulator/credentials.js';
import { cableTo, type Cable } from '../support/cable.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

/** Texts that come in within a moment are kept by one statement. To each of their senders it is as if it had come alone (P1). */

let service: TestService;
let cable: Cable;
let elsewhere: pg.Client;
beforeAll(async () => {
  let databaseUrl = '';
  service = await startTestService({
    through: async (url) => {
      databaseUrl = url;
      return (cable = await cableTo(url)).url;
    },
  });
  // What becomes of them is told elsewhere: here they only come in.
  await service.app.get(NightWatch).stop();
  elsewhere = new pg.Client({ connectionString: databaseUrl });
  elsewhere.on('error', () => undefined);
  await elsewhere.connect();
}, 60_000);
afterAll(async () => {
  cable?.mend();
  await elsewhere?.end();
  await service?.stop();
  await cable?.end();
});

type Form = Readonly<Record<string, string>>;

const sid = (): string => `SM${randomBytes(16).toString('hex')}`;

const text = (body: string, MessageSid = sid()): Form => ({
  MessageSid,
  From: '+447700900999',
  To: SIMULATOR_NUMBER,
  Body: body,
});

const many = (count: number): Form[] => Array.from({ length: count }, (_, index) => text(`text ${index}`));

/** All in one breath on one connection, so that they come in in this order; the status that each was answered with, in the same. */
async function postTogether(forms: readonly Form[]): Promise<number[]> {
  const { hostname, port, host } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const requests = forms.map((form) => {
    const signature = twilio.getExpectedTwilioSignature(SIMULATOR_AUTH_TOKEN, `${service.url}/twilio/sms`, form);
    const body = new URLSearchParams(form).toString();
    return [
      'POST /twilio/sms HTTP/1.1',
      `Host: ${host}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Twilio-Signature: ${signature}`,
      '',
      body,
    ].join('\r\n');
  });
  let said = '';
  const statuses = (): number[] => [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  socket.setEncoding('utf8').on('data', (piece) => (said += String(piece)));
  socket.write(requests.join(''));
  try {
    return await until('each text is answered', () => statuses().length >= forms.length && statuses());
  } finally {
    socket.destroy();
  }
}

const ALL_TAKEN = (forms: readonly Form[]): number[] => forms.map(() => 200);

/** The words of those that were kept, in the order in which they will be handled. */
async function kept(forms: readonly Form[]): Promise<string[]> {
  const { rows } = await elsewhere.query<{ body: string }>(
    'SELECT body FROM inbound WHERE sid = ANY($1) ORDER BY seq',
    [forms.map(({ MessageSid }) => MessageSid)],
  );
  return rows.map(({ body }) => body);
}

const words = (forms: readonly Form[]): (string | undefined)[] => forms.map(({ Body }) => Body);

/** Nothing can be kept while this runs. */
async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  await elsewhere.query('BEGIN');
  await elsewhere.query('LOCK TABLE inbound IN EXCLUSIVE MODE');
  try {
    return await work();
  } finally {
    await elsewhere.query('ROLLBACK');
  }
}

const WAITING = `SELECT pid FROM pg_locks WHERE relation = 'inbound'::regclass AND NOT granted`;

const theyWait = () => until('they wait', async () => (await elsewhere.query(WAITING)).rowCount);

it('Many texts at once are each kept, in the order in which they came, by fewer statements than they are', async () => {
  const forms = many(60);
  expect(await postTogether(forms)).toEqual(ALL_TAKEN(forms));
  expect(await kept(forms)).toEqual(words(forms));
  const { rows } = await elsewhere.query<{ count: number }>(
    'SELECT count(DISTINCT xmin::text)::integer FROM inbound WHERE sid = ANY($1)',
    [forms.map(({ MessageSid }) => MessageSid)],
  );
  expect(rows[0]?.count).toBeLessThan(60);
});

it('None of them is answered before it is kept', async () => {
  const forms = many(10);
  let answered = false;
  const answers = await whileLocked(async () => {
    const posted = postTogether(forms).finally(() => (answered = true));
    await theyWait();
    expect([answered, await kept(forms)]).toEqual([false, []]);
    return { posted };
  });
  expect(await answers.posted).toEqual(ALL_TAKEN(forms));
  expect(await kept(forms)).toEqual(words(forms));
});

it('The same text several times at once is kept once, as it came first, and acknowledged each time', async () => {
  const [first = text('')] = many(1);
  const forms = [first, { ...first, Body: 'another' }, text('between'), first, first];
  expect(await postTogether(forms)).toEqual(ALL_TAKEN(forms));
  expect(await kept(forms)).toEqual(['text 0', 'between']);
});

it('One that Postgres refuses is not acknowledged, and turns away none that came with it', async () => {
  const forms = many(20);
  // No index takes a key of this length.
  const refused = text('refused', `SM${randomBytes(8_000).toString('hex')}`);
  const together = forms.with(7, refused);
  expect(await postTogether(together)).toEqual(together.map((form) => (form === refused ? 503 : 200)));
  expect(await kept(together)).toEqual(words(together).filter((body) => body !== 'refused'));
});

it('One with signs that Postgres does not know is kept like the others', async () => {
  const forms = [text('before'), text('a \0 b'), text('half of a \ud83d'), text('after')];
  expect(await postTogether(forms)).toEqual(ALL_TAKEN(forms));
  expect(await kept(forms)).toEqual(['before', 'a \uFFFD b', 'half of a \uFFFD', 'after']);
});

it('A connection that breaks under them costs nobody their text', async () => {
  const forms = many(10);
  const answers = await whileLocked(async () => {
    const posted = postTogether(forms);
    await theyWait();
    await elsewhere.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) waiting`);
    return { posted };
  });
  expect(await answers.posted).toEqual(ALL_TAKEN(forms));
  expect(await kept(forms)).toEqual(words(forms));
});

it('When the database goes away under them none is acknowledged, and all are taken when they come again', async () => {
  const forms = many(10);
  await whileLocked(async () => {
    const answers = postTogether(forms);
    await theyWait();
    cable.cut();
    expect(await answers).toEqual(forms.map(() => 503));
  });
  cable.mend();
  expect(await postTogether(forms)).toEqual(ALL_TAKEN(forms));
  expect((await kept(forms)).sort()).toEqual(words(forms));
});
