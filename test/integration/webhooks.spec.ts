import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { DataSource } from 'typeorm';
import {
  SIMULATOR_ACCOUNT_SID,
  SIMULATOR_AUTH_TOKEN,
  SIMULATOR_NUMBER,
} from '../../src/adapters/simulator/credentials.js';
import { INBOX, type Inbox } from '../../src/application/ports/inbox.js';
import { HOUR, iso } from '../../src/domain/time/instant.js';
import { PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { until } from '../support/until.js';

/** Twilio's webhooks over HTTP: what is let in, that nothing is lost (P1), and that nothing counts twice. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service?.stop());

type Form = Readonly<Record<string, string>>;

const sid = (): string => `SM${randomBytes(16).toString('hex')}`;

const textForm = (body: string, changes: Record<string, string | undefined> = {}): Form =>
  Object.fromEntries(
    Object.entries({
      MessageSid: sid(),
      AccountSid: SIMULATOR_ACCOUNT_SID,
      From: PHONES.practitioner,
      To: SIMULATOR_NUMBER,
      Body: body,
      NumSegments: '1',
      SomethingNew: 'that Twilio added yesterday',
      ...changes,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

interface Sending {
  readonly path?: string;
  readonly token?: string;
  readonly signature?: string | null;
  readonly signedUrl?: string;
  readonly on?: TestService;
}

async function send(
  form: Form,
  { path = '/twilio/sms', token = SIMULATOR_AUTH_TOKEN, signature, signedUrl, on = service }: Sending = {},
) {
  const signed = signature ?? twilio.getExpectedTwilioSignature(token, signedUrl ?? on.url + path, form);
  const response = await fetch(on.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      ...(signature === null ? {} : { 'x-twilio-signature': signed }),
    },
    body: new URLSearchParams(form).toString(),
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
}

const kept = async (messageSid: string | undefined, on = service) =>
  (
    await on.query<{ from_number: string; body: string; person: string | null; handled_at: Date | null }>(
      'SELECT * FROM inbound WHERE sid = $1',
      [messageSid],
    )
  )[0];

describe('a text that comes in', () => {
  it('is kept before it is acknowledged with an empty answer', async () => {
    const form = textForm('VISITS');
    const { status, type, body } = await send(form);
    expect([status, type, body]).toEqual([
      200,
      expect.stringContaining('text/xml'),
      '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    ]);
    expect(await kept(form['MessageSid'])).toMatchObject({ from_number: PHONES.practitioner, body: 'VISITS' });
    await service.settled();
    expect(await kept(form['MessageSid'])).toMatchObject({ person: 'practitioner-1', handled_at: expect.any(Date) });
  });

  it('is taken at the fallback as well, once', async () => {
    const form = textForm('VISITS');
    const fallback = { ...form, ErrorCode: '11200', ErrorUrl: `${service.url}/twilio/sms` };
    expect((await send(fallback, { path: '/twilio/sms/fallback' })).status).toBe(200);
    await service.settled();
    const heard = (await service.phone(PHONES.practitioner).hears()).length;
    expect((await send(form)).status).toBe(200);
    await service.settled();
    expect(await service.phone(PHONES.practitioner).hears()).toHaveLength(heard);
  });

  it.each<[string, Sending]>([
    ['no signature', { signature: null }],
    ['an empty signature', { signature: '' }],
    ['a forged signature', { signature: 'Zm9yZ2Vk' }],
    ['a signature with another token', { token: 'f'.repeat(32) }],
    ['a signature with an empty token', { token: '' }],
    ['a signature for another host', { signedUrl: 'http://elsewhere.example/twilio/sms' }],
    ['a signature for another path', { signedUrl: 'http://127.0.0.1/twilio/status' }],
  ])('with %s is refused without a word, and not kept', async (_what, sending) => {
    const form = textForm('LEFT');
    const { status, body } = await send(form, sending);
    expect([status, body]).toEqual([403, '']);
    expect(await kept(form['MessageSid'])).toBeUndefined();
  });

  it('with a body that was changed on the way is refused', async () => {
    const form = textForm('NOT LEFT');
    const signature = twilio.getExpectedTwilioSignature(SIMULATOR_AUTH_TOKEN, `${service.url}/twilio/sms`, form);
    expect((await send({ ...form, Body: 'LEFT' }, { signature })).status).toBe(403);
  });

  it('is not let in by headers that name another host', async () => {
    const form = textForm('LEFT');
    const signature = twilio.getExpectedTwilioSignature(SIMULATOR_AUTH_TOKEN, 'https://evil.example/twilio/sms', form);
    const response = await fetch(`${service.url}/twilio/sms`, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      body: new URLSearchParams(form),
    });
    expect(response.status).toBe(403);
  });

  it.each(['MessageSid', 'From', 'To'])('without %s is refused, and says what is missing', async (name) => {
    const { status, type, body } = await send(textForm('LEFT', { [name]: undefined }));
    expect([status, type]).toEqual([400, expect.stringContaining('application/problem+json')]);
    expect(JSON.parse(body)).toMatchObject({ status: 400, detail: `${name} is missing.` });
  });

  it.each([
    ['no body at all', textForm('', { Body: undefined }), ''],
    ['an empty body', textForm(''), ''],
    ['a very long body', textForm('left '.repeat(20_000)), 'left '.repeat(20_000)],
    ['signs that no phone has', textForm('I’m in 🚪 \u0000 ŵ\r\n+ & = %'), 'I’m in 🚪 \uFFFD ŵ\r\n+ & = %'],
  ])('with %s is kept as it is', async (_what, form, body) => {
    expect((await send(form)).status).toBe(200);
    expect((await kept(form['MessageSid']))?.body).toBe(body);
    await service.settled();
  });

  it('from a number that belongs to nobody gets no answer, and is recorded', async () => {
    const form = textForm('HELLO', { From: '+447700900999' });
    expect((await send(form)).status).toBe(200);
    await service.settled();
    expect(await kept(form['MessageSid'])).toMatchObject({
      from_number: '+447700900999',
      person: null,
      handled_at: expect.any(Date),
    });
    expect(await service.phone('+447700900999').hears()).toEqual([]);
    const [entry] = await service.query<{ text: string }>(
      `SELECT text FROM entry WHERE chain = 'office' AND data->>'sid' = $1`,
      [form['MessageSid']],
    );
    expect(entry?.text).toContain('belongs to nobody');
  });

  it('does not wait behind hundreds of another phone, whose first is still in hand', async () => {
    const flood = '+447700900998';
    await service.app.get(DataSource).transaction(async (elsewhere) => {
      await elsewhere.query(
        `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at)
          SELECT 'SMflood' || n, $1, $2, 'HELLO', now(), now() FROM generate_series(1, 300) n`,
        [flood, SIMULATOR_NUMBER],
      );
    });
    await service.app.get(DataSource).transaction(async (elsewhere) => {
      await elsewhere.query(`SELECT 1 FROM inbound WHERE from_number = $1 AND handled_at IS NULL FOR UPDATE`, [flood]);
      const form = textForm('HELLO', { From: '+447700900997' });
      await send(form);
      await until('the other text is handled', async () => (await kept(form['MessageSid']))?.handled_at);
    });
    await service.settled();
    expect(await service.query(`SELECT 1 FROM inbound WHERE handled_at IS NULL`)).toEqual([]);
  });

  it('is not acknowledged while it cannot be kept, and is taken when it comes again', async () => {
    const inbox = service.app.get<Inbox>(INBOX);
    const form = textForm('VISITS');
    const takeIn = inbox.takeIn.bind(inbox);
    inbox.takeIn = () => Promise.reject(new Error('Connection terminated unexpectedly'));
    try {
      expect((await send(form)).status).toBe(503);
    } finally {
      inbox.takeIn = takeIn;
    }
    expect((await send(form)).status).toBe(200);
    expect(await kept(form['MessageSid'])).toBeDefined();
  });
});

describe('each text three times, shuffled', () => {
  let running: TestService[] = [];
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
    running = [];
  });

  /** The texts in their order; each is sent twice more, at any later moment. */
  function deliveries(texts: readonly Form[], seed: number): Form[] {
    const sent: Form[] = [];
    const repeats: Form[] = [];
    let state = seed;
    const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
    for (const text of texts) {
      sent.push(text);
      repeats.push(text, text);
      while (repeats.length > 0 && random(3) > 0) sent.push(...repeats.splice(random(repeats.length), 1));
    }
    while (repeats.length > 0) sent.push(...repeats.splice(random(repeats.length), 1));
    return sent;
  }

  const STORY: readonly [string, string][] = [
    [PHONES.practitioner, 'ARRIVED 45'],
    [PHONES.practitioner, 'EXTEND 20'],
    [PHONES.practitioner, 'what was that?'],
    [PHONES.contact, 'VISITS'],
    [PHONES.practitioner, 'LEFT'],
    [PHONES.practitioner, 'LEFT'],
  ];

  async function play(times: 'once' | 'thrice') {
    const on = await startTestService();
    running.push(on);
    const now = await on.now();
    const { body: visit } = await on.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: iso(now + 1_000),
      plannedEnd: iso(now + HOUR),
    });
    const forms = STORY.map(([From, body]) => textForm(body, { From }));
    for (const form of times === 'once' ? forms : deliveries(forms, 4_821)) {
      expect((await send(form, { on })).status).toBe(200);
    }
    await on.settled();
    const plain = (text: string): string => text.replaceAll(visit.reference, 'REF').replace(/\b\d\d:\d\d\b/g, 'TIME');
    const entries = (await on.api('GET', `/api/v1/visits/${visit.id}/entries`)).body.items;
    const after = (await on.api('GET', `/api/v1/visits/${visit.id}`)).body;
    return {
      status: after.status,
      attendees: after.attendees.map(({ person, status }) => ({ person, status })),
      record: entries.map(({ kind, text }) => `${kind}: ${plain(text)}`),
      // Sorted: texts of different people are handled side by side, and their answers cross.
      phones: await Promise.all(
        Object.values(PHONES).map(async (number) => (await on.phone(number).hears()).map(plain).sort()),
      ),
    };
  }

  it('gives the same state, record and texts as once', async () => {
    const [once, thrice] = await Promise.all([play('once'), play('thrice')]);
    expect(once.status).toBe('concluded');
    expect(once.phones[0]?.length).toBeGreaterThanOrEqual(4);
    expect(thrice).toEqual(once);
  }, 30_000);
});

describe('a delivery report', () => {
  const stateOf = async (id: string) =>
    (
      await service.query<{ state: string; error_code: number | null }>(
        'SELECT state, error_code FROM message WHERE id = $1',
        [id],
      )
    )[0];

  /** A text that the provider has accepted, and nothing heard of since. */
  async function accepted(): Promise<{ id: string; sid: string }> {
    const message = { id: crypto.randomUUID(), sid: sid() };
    await service.query(
      `INSERT INTO message (id, person, mobile, body, purpose, urgency, state, sid, created_at, next_attempt_at)
        VALUES ($1, 'contact-1', '+447700900102', 'x', 'notice', 2, 'accepted', $2, now(), now())`,
      [message.id, message.sid],
    );
    return message;
  }

  const report = (
    message: { id: string; sid: string },
    status: string,
    more: Form = {},
    path = `/twilio/status?message=${message.id}`,
  ) =>
    send(
      { MessageSid: message.sid, MessageStatus: status, From: SIMULATOR_NUMBER, To: PHONES.contact, ...more },
      { path },
    );

  it('changes the state of its text, in any order and any number of times', async () => {
    const message = await accepted();
    for (const status of ['delivered', 'sent', 'delivered', 'queued'])
      expect((await report(message, status)).status).toBe(204);
    expect(await stateOf(message.id)).toMatchObject({ state: 'delivered' });
  });

  it('of a failure carries its code', async () => {
    const message = await accepted();
    expect((await report(message, 'undelivered', { ErrorCode: '30005' })).status).toBe(204);
    expect(await stateOf(message.id)).toEqual({ state: 'undelivered', error_code: 30005 });
  });

  it.each(['/twilio/status', '/twilio/status?message=nonsense'])('finds its text by the SID: %s', async (path) => {
    const message = await accepted();
    expect((await report(message, 'delivered', {}, path)).status).toBe(204);
    expect(await stateOf(message.id)).toMatchObject({ state: 'delivered' });
  });

  it('that is not known, or of a text that is not known, is acknowledged', async () => {
    const message = await accepted();
    expect((await report(message, 'read')).status).toBe(204);
    expect((await report({ id: crypto.randomUUID(), sid: sid() }, 'failed', { ErrorCode: '30003' })).status).toBe(204);
    expect((await send({ MessageStatus: 'sent' }, { path: '/twilio/status' })).status).toBe(204);
    expect(await stateOf(message.id)).toMatchObject({ state: 'accepted' });
  });

  it('that is not signed is refused', async () => {
    const message = await accepted();
    const form = { MessageSid: message.sid, MessageStatus: 'failed' };
    expect((await send(form, { path: `/twilio/status?message=${message.id}`, signature: null })).status).toBe(403);
    expect(
      (await send(form, { path: `/twilio/status?message=${message.id}`, signedUrl: `${service.url}/twilio/status` }))
        .status,
    ).toBe(403);
    expect(await stateOf(message.id)).toMatchObject({ state: 'accepted' });
  });
});
