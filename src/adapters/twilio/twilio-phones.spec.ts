import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SendOutcome } from '../../application/ports/phones.js';
import { TwilioPhones, type TwilioPhonesOptions } from './twilio-phones.js';

/** The real twilio client against a server that misbehaves at the level of the socket. */

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;
interface Seen {
  readonly method: string | undefined;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly form: Record<string, string>;
}

let server: Server;
let address: string;
let behaviour: Behaviour;
let seen: Seen[] = [];

const json =
  (status: number, body: object | string | null, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
const error = (status: number, code: number, headers = {}) =>
  json(status, { code, message: 'no +447700900101', more_info: '', status }, headers);

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({
        method: request.method,
        url: request.url ?? '',
        authorization: request.headers.authorization,
        form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())),
      });
      behaviour(request, response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
});

const ACCOUNT = `AC${'0'.repeat(32)}`;
const phones = (options: Partial<TwilioPhonesOptions> = {}) =>
  new TwilioPhones({
    accountSid: ACCOUNT,
    authTokens: ['first', 'second'],
    from: '+447700900000',
    messagingServiceSid: null,
    apiUrl: address,
    statusCallbackUrl: 'https://allswell.example/twilio/status',
    timeoutMilliseconds: 2_000,
    ...options,
  });
const text = { id: 'out box/1', to: '+447700900101', body: 'Visit V7K2: please text LEFT', validForSeconds: 120 };
const send = (options?: Partial<TwilioPhonesOptions>): Promise<SendOutcome> => phones(options).send(text);

describe('a text that Twilio accepts', () => {
  beforeEach(() => {
    behaviour = json(201, { sid: 'SM1', status: 'queued' });
  });

  it('is sent once, with all that keeps it from waiting, being held back or getting lost', async () => {
    expect(await send()).toEqual({ kind: 'accepted', sid: 'SM1', status: 'queued' });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`,
        authorization: `Basic ${Buffer.from(`${ACCOUNT}:first`).toString('base64')}`,
        form: {
          To: '+447700900101',
          From: '+447700900000',
          Body: 'Visit V7K2: please text LEFT',
          StatusCallback: 'https://allswell.example/twilio/status?message=out%20box%2F1',
          ValidityPeriod: '120',
          RiskCheck: 'disable',
          SmartEncoded: 'true',
        },
      },
    ]);
  });

  it('can leave the sender to a Messaging Service', async () => {
    const service = `MG${'1'.repeat(32)}`;
    await send({ from: null, messagingServiceSid: service });
    expect(seen[0]?.form).toMatchObject({ MessagingServiceSid: service });
    expect(seen[0]?.form).not.toHaveProperty('From');
  });

  it.each([
    [0, '1'],
    [59.9, '59'],
    [999_999, '36000'],
  ])('keeps to the validity that Twilio takes: %d is %s', async (validForSeconds, sent) => {
    await phones().send({ ...text, validForSeconds });
    expect(seen[0]?.form['ValidityPeriod']).toBe(sent);
  });

  it('goes below a path and past a slash in the address of the API', async () => {
    await send({ apiUrl: `${address}/double/` });
    expect(seen[0]?.url).toBe(`/double/2010-04-01/Accounts/${ACCOUNT}/Messages.json`);
  });

  it('goes to the named server even when the environment names a Twilio region', async () => {
    process.env['TWILIO_REGION'] = 'ie1';
    process.env['TWILIO_EDGE'] = 'dublin';
    try {
      expect((await send()).kind).toBe('accepted');
    } finally {
      delete process.env['TWILIO_REGION'];
      delete process.env['TWILIO_EDGE'];
    }
  });
});

it.each(['999', '112', '101', '+44999', '+44112', '+44101'])('an emergency number, %s, is never texted', async (to) => {
  behaviour = json(201, { sid: 'SM1', status: 'queued' });
  expect(await phones().send({ ...text, to })).toMatchObject({ kind: 'refused', failure: 'bad_number', code: null });
  expect(seen).toEqual([]);
});

it('a sender is required', () => {
  expect(() => phones({ from: null })).toThrow('TWILIO_FROM');
});

describe('a text whose outcome', () => {
  const unknown: Record<string, Behaviour> = {
    'a reset leaves': (_request, response) => response.socket?.resetAndDestroy(),
    'a closed connection leaves': (_request, response) => response.socket?.destroy(),
    'silence leaves': () => undefined,
    'a dripping answer leaves': (_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(drip));
    },
    'an empty 201 leaves': json(201, ''),
    'a cut 201 leaves': json(201, '{"sid":"SM1","sta'),
    'a 201 that breaks off leaves': (_request, response) => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"sid":"SM1"', () => response.socket?.destroy());
    },
    'a 400 that breaks off leaves': (_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"code":21211', () => response.socket?.destroy());
    },
    'a 201 of null leaves': json(201, null),
    'a 201 without a SID leaves': json(201, {}),
    'a 201 of HTML leaves': json(201, '<html>', { 'content-type': 'text/html' }),
    'a redirect leaves': json(302, '', { location: 'http://127.0.0.1:9/' }),
    'a 304 leaves': json(304, ''),
    'a 500 leaves': error(500, 20500),
    'a 503 leaves': error(503, 20503),
    'a 502 of a proxy leaves': json(502, '<html>', { 'content-type': 'text/html' }),
    'garbage for HTTP leaves': (_request, response) => response.socket?.end('garbage\r\n\r\n'),
  };
  it.each(Object.keys(unknown))('%s unknown is unknown', async (name) => {
    behaviour = unknown[name]!;
    const outcome = await send();
    expect(outcome.kind).toBe('unknown');
    expect(seen).toHaveLength(1);
  });
});

describe('a text that was not sent', () => {
  it('waits as long as a 429 asks, and is not tried again behind our back', async () => {
    behaviour = error(429, 20429, { 'retry-after': '7' });
    expect(await send()).toEqual({ kind: 'try_again', afterMilliseconds: 7_000, detail: 'Twilio 20429 (HTTP 429)' });
    expect(seen).toHaveLength(1);
  });

  it("waits at a 429 that is not Twilio's own", async () => {
    behaviour = json(429, 'slow down', { 'content-type': 'text/plain' });
    expect(await send()).toEqual({ kind: 'try_again', afterMilliseconds: 1_000, detail: 'HTTP 429' });
  });

  it('may go again when nobody listens', async () => {
    expect(await send({ apiUrl: 'http://127.0.0.1:1' })).toMatchObject({ kind: 'try_again' });
  });

  it('may go again when the name is not known', async () => {
    expect(await send({ apiUrl: 'http://nowhere.invalid' })).toMatchObject({ kind: 'try_again' });
  });

  it.each([
    [400, 21211, 'bad_number'],
    [400, 21610, 'opted_out'],
    [400, 21606, 'settings'],
    [401, 20003, 'settings'],
  ])('is refused with HTTP %d, code %d: %s', async (status, code, failure) => {
    behaviour = error(status, code);
    expect(await send()).toEqual({
      kind: 'refused',
      failure,
      code,
      detail: `Twilio ${code} (HTTP ${status})`,
    });
  });

  it('is refused in the shape of RFC 9457 too, which the client throws as another class', async () => {
    behaviour = json(400, { type: 'about:blank', title: 'no', status: 400, code: 21610 });
    expect(await send()).toMatchObject({ kind: 'refused', failure: 'opted_out', code: 21610 });
  });

  it('is refused by a proxy in between', async () => {
    behaviour = json(403, '<html>', { 'content-type': 'text/html' });
    expect(await send()).toMatchObject({ kind: 'refused', failure: 'settings', code: null });
  });
});

describe('looking for a text that may have been sent', () => {
  const at = (iso: string) => new Date(iso).toUTCString().replace('GMT', '+0000');
  const row = (sid: string, created: string, over: object = {}) => ({
    sid,
    to: text.to,
    from: '+447700900000',
    body: text.body,
    direction: 'outbound-api',
    status: 'queued',
    date_created: at(created),
    date_sent: null,
    ...over,
  });
  const NOT_BEFORE = new Date('2026-12-01T14:00:00.900Z');
  const pages =
    (...rows: object[][]): Behaviour =>
    (request, response) => {
      const page = Number(new URL(request.url ?? '', address).searchParams.get('Page') ?? 0);
      const next = page + 1 < rows.length ? `/2010-04-01/Accounts/${ACCOUNT}/Messages.json?Page=${page + 1}` : null;
      json(200, { messages: rows[page], page, next_page_uri: next })(request, response);
    };
  const find = (options?: Partial<TwilioPhonesOptions>) => phones(options).find(text, NOT_BEFORE);

  it('asks by recipient and sender, not by the date sent', async () => {
    behaviour = pages([row('SM1', '2026-12-01T14:00:00Z')]);
    expect(await find()).toEqual({ sid: 'SM1' });
    expect(seen[0]?.url.split('?')[1]).toBe('To=%2B447700900101&From=%2B447700900000&PageSize=100');
  });

  it('asks by recipient alone when a Messaging Service chooses the sender', async () => {
    behaviour = pages([row('SM1', '2026-12-01T14:00:05Z', { from: null })]);
    expect(await find({ from: null, messagingServiceSid: `MG${'1'.repeat(32)}` })).toEqual({ sid: 'SM1' });
    expect(seen[0]?.url.split('?')[1]).toBe('To=%2B447700900101&PageSize=100');
  });

  it('takes the exact body only, outbound only, and not an older one', async () => {
    behaviour = pages([
      row('SM5', '2026-12-01T14:00:05Z', { body: `${text.body}.` }),
      row('SM4', '2026-12-01T14:00:04Z', { direction: 'inbound' }),
      row('SM3', '2026-12-01T13:59:59Z'),
    ]);
    expect(await find()).toBeNull();
  });

  it('reads on to the next page, and no further than the date', async () => {
    behaviour = pages(
      [row('SM9', '2026-12-01T14:09:00Z', { body: 'other' })],
      [row('SM8', '2026-12-01T14:08:00Z')],
      [row('SM1', '2026-12-01T13:00:00Z')],
    );
    expect(await find()).toEqual({ sid: 'SM8' });
    expect(seen).toHaveLength(2);

    seen = [];
    behaviour = pages([row('SM3', '2026-12-01T13:00:03Z')], [row('SM2', '2026-12-01T13:00:02Z')]);
    expect(await find()).toBeNull();
    expect(seen).toHaveLength(1);
  });

  it('finds nothing in an empty list', async () => {
    behaviour = pages([]);
    expect(await find()).toBeNull();
  });

  it.each([
    ['a 500', error(500, 20500)],
    ['a 429', error(429, 20429)],
    ['a 401', error(401, 20003)],
    ['silence', () => undefined],
  ])('throws when the provider cannot be asked: %s', async (_name, broken) => {
    behaviour = broken;
    await expect(find()).rejects.toThrow();
  });
});

describe('the texts that came in since a moment', () => {
  const SINCE = new Date('2026-12-01T14:00:00Z');
  /** Newest first, a second apart; the last of them one that came before. */
  const LIST = Array.from({ length: 2_100 }, (_, index) => ({
    sid: `SM${2_100 - index}`,
    to: '+447700900000',
    from: '+447700900101',
    body: 'LEFT',
    direction: 'inbound',
    status: 'received',
    date_created: new Date(SINCE.getTime() + (2_098 - index) * 1_000).toUTCString().replace('GMT', '+0000'),
    // Of one whose webhook was never called there need not be any.
    date_sent: null,
  }));
  const paged =
    (list: readonly object[]): Behaviour =>
    (request, response) => {
      const query = new URL(request.url ?? '', address).searchParams;
      const [size, page] = [Number(query.get('PageSize')), Number(query.get('Page') ?? 0)];
      const more = (page + 1) * size < list.length;
      const next = `/2010-04-01/Accounts/${ACCOUNT}/Messages.json?PageSize=${size}&Page=${page + 1}`;
      const messages = list.slice(page * size, (page + 1) * size);
      json(200, { messages, page, next_page_uri: more ? next : null })(request, response);
    };
  const asked = () => seen.map(({ url }) => url.split('?')[1]);
  const since = (given = new AbortController().signal) => phones().textsSince(SINCE, given);

  it('are asked for by our number and never by the date sent; a page is enough while few come', async () => {
    behaviour = paged(LIST.slice(-50));
    expect((await since()).map(({ sid }) => sid)).toEqual(
      LIST.slice(-50, -1)
        .map(({ sid }) => sid)
        .reverse(),
    );
    expect(asked()).toEqual(['To=%2B447700900000&PageSize=100']);
  });

  it('are read by the thousand where a page is not enough, oldest first', async () => {
    behaviour = paged(LIST);
    const found = await since();
    expect(found).toHaveLength(2_099);
    expect(found[0]).toEqual({
      sid: 'SM2',
      from: '+447700900101',
      to: '+447700900000',
      body: 'LEFT',
      at: SINCE.getTime(),
    });
    expect(asked()).toEqual([
      'To=%2B447700900000&PageSize=100',
      'To=%2B447700900000&PageSize=1000',
      'PageSize=1000&Page=1',
      'PageSize=1000&Page=2',
    ]);
  });

  it('are read to the end though a page fails on the way', async () => {
    let failed = false;
    behaviour = (request, response) => {
      if (failed || !request.url?.includes('Page=1')) return paged(LIST)(request, response);
      failed = true;
      error(503, 20503)(request, response);
    };
    expect(await since()).toHaveLength(2_099);
  });

  it('are read no further once the reading is given up', async () => {
    behaviour = paged(LIST);
    const given = new AbortController();
    given.abort();
    await expect(since(given.signal)).rejects.toThrow();
    expect(asked()).not.toContain('PageSize=1000&Page=1');
  });
});
