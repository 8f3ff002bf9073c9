import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Attempt, Heard, Said } from '../evidence.js';
import type { Forecast } from './forecast.js';
import { listOf } from './list.js';
import { post, type Answer, type Form } from './post.js';
import { ACCOUNT, ACCOUNT_PATH, freshSid, OUR_NUMBER, resourceOf, TOKEN, type Text } from './text.js';

/** A text that the list does not show when it is looked for: then it goes out twice, and must say so. */
const LONGER_THAN_ANYBODY_WAITS = 120_000;

/** A search has been answered and its finds are kept after this. */
const SEARCHED = 1_000;

export interface ProviderOptions {
  readonly forecast: Forecast;
  readonly publicUrl: string;
  /** The machines behind the public address that take requests now, as a balancer in front of them knows it. */
  readonly doors: () => readonly string[];
  readonly onHeard: (text: Heard) => void;
}

/**
 * A double of Twilio, written from its documentation: sends and lists texts, tells what became of them, and calls when one
 * comes in. What each phone received and when, it remembers: that is what the checker believes.
 */
export class Provider {
  readonly attempts: Attempt[] = [];
  readonly heard: Heard[] = [];
  readonly said: Said[] = [];
  /** When it was asked for the texts that came to our number: the service's own search for lost ones. */
  readonly polls: number[] = [];
  private readonly texts: Text[] = [];
  private turn = 0;
  private closed = false;

  private constructor(
    private readonly server: Server,
    private readonly options: ProviderOptions,
  ) {}

  static async start(options: ProviderOptions): Promise<Provider> {
    const server = createServer();
    const provider = new Provider(server, options);
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
      provider.take(incoming, outgoing).catch(() => outgoing.destroy());
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whether a service that searches the list has done so since the last text that it did not take. */
  hasBeenSearched(): boolean {
    const last = Math.max(0, ...this.said.filter(({ acceptedAt }) => acceptedAt === null).map(({ at }) => at));
    return this.polls.length === 0 || this.polls.some((at) => at > last + SEARCHED && at < Date.now() - SEARCHED);
  }

  close(): void {
    this.closed = true;
    this.server.close();
    this.server.closeAllConnections();
  }

  // What the service asks.

  private async take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.url);
    const form = new URLSearchParams(await bodyOf(incoming));
    if (!isOurs(incoming)) return refuse(outgoing, 401, 20003, 'Authenticate');
    if (url.pathname === `${ACCOUNT_PATH}/Messages.json`) {
      if (incoming.method === 'POST') return this.create(form, outgoing);
      if (url.searchParams.get('To') === OUR_NUMBER) this.polls.push(Date.now());
      if (this.options.forecast.hits('', 'throttled')) return tooMany(outgoing);
      if (this.options.forecast.hits('', 'server error, taken', 'server error, not taken'))
        return refuse(outgoing, 500, 20500, 'Internal server error');
      return answer(outgoing, 200, listOf(this.texts, url.searchParams));
    }
    const sid = /\/Messages\/(SM[0-9a-f]{32})\.json$/.exec(url.pathname)?.[1];
    const text = this.texts.find((one) => one.sid === sid);
    if (text) return answer(outgoing, 200, resourceOf(text));
    return refuse(outgoing, 404, 20404, 'The requested resource was not found');
  }

  private async create(form: URLSearchParams, outgoing: ServerResponse): Promise<void> {
    const { forecast } = this.options;
    const [to, from, body] = ['To', 'From', 'Body'].map((name) => form.get(name) ?? '') as [string, string, string];
    const callback = form.get('StatusCallback');
    const attempt: Attempt = { row: rowIn(callback), to, body, at: Date.now(), outcome: 'accepted', sid: null };
    this.attempts.push(attempt);
    const outcome = (what: string): void => void (attempt.outcome = what);
    if (!/^\+\d{7,15}$/.test(to)) {
      outcome('refused');
      return refuse(outgoing, 400, 21211, `Invalid 'To' Phone Number: ${to}`);
    }
    if (from !== OUR_NUMBER) {
      outcome('refused');
      return refuse(outgoing, 400, 21606, 'The From phone number is not a valid, SMS-capable number of yours');
    }
    if (body === '' || body.length > 1_600) {
      outcome('refused');
      return refuse(outgoing, 400, body === '' ? 21602 : 21617, 'The message body is missing or too long');
    }
    const trouble = forecast.hits(
      to,
      'throttled',
      'server error, not taken',
      'server error, taken',
      'hang, not taken',
      'hang, taken',
      'reset, taken',
      'reset, taken, not told of',
      'truncated, taken',
    );
    if (trouble?.kind === 'throttled') {
      outcome('throttled');
      return tooMany(outgoing);
    }
    const taken = !trouble || !trouble.kind.endsWith('not taken');
    const listedLate = trouble?.kind === 'reset, taken, not told of';
    const text = taken ? this.accept(attempt, from, callback, listedLate ? LONGER_THAN_ANYBODY_WAITS : 0) : null;
    if (trouble) outcome(trouble.kind);
    switch (trouble?.kind) {
      case undefined:
        return answer(outgoing, 201, resourceOf(text as Text));
      case 'server error, taken':
      case 'server error, not taken':
        return refuse(outgoing, 500, 20500, 'Internal server error');
      case 'truncated, taken': {
        const whole = JSON.stringify(resourceOf(text as Text));
        outgoing.writeHead(201, { 'content-type': 'application/json' });
        outgoing.end(whole.slice(0, whole.length / 2));
        return;
      }
      case 'reset, taken':
      case 'reset, taken, not told of':
        outgoing.destroy();
        return;
      default:
        // Neither answered nor refused, until the trouble is over.
        await pause(Math.max(0, (trouble?.until ?? 0) - Date.now()));
        outgoing.destroy();
    }
  }

  // What becomes of a text that goes out.

  private accept(attempt: Attempt, from: string, callback: string | null, unlisted: number): Text {
    const { forecast } = this.options;
    const now = Date.now();
    const text: Text = {
      sid: freshSid(),
      direction: 'outbound-api',
      from,
      to: attempt.to,
      body: attempt.body,
      createdAt: now,
      listedFrom: now + unlisted + (forecast.hits(attempt.to, 'list lags') ? forecast.between(1_000, 5_000) : 0),
      callback,
      status: 'queued',
      sentAt: null,
      errorCode: null,
    };
    attempt.sid = text.sid;
    this.texts.push(text);
    void this.deliver(text, attempt.row);
    return text;
  }

  private async deliver(text: Text, row: string | null): Promise<void> {
    const { forecast } = this.options;
    await pause(forecast.between(10, 60));
    if (this.closed) return;
    text.sentAt = Date.now();
    text.status = 'sent';
    void this.tell(text, 'sent');
    await pause(forecast.between(10, 150));
    if (this.closed) return;
    if (forecast.hits(text.to, 'undelivered')) {
      text.status = 'undelivered';
      text.errorCode = forecast.chance(0.5) ? 30003 : 30005;
    } else {
      text.status = 'delivered';
      const heard: Heard = { sid: text.sid, row, phone: text.to, body: text.body, at: Date.now() };
      this.heard.push(heard);
      this.options.onHeard(heard);
    }
    await this.tell(text, text.status);
  }

  private async tell(text: Text, status: string): Promise<void> {
    const { forecast, publicUrl } = this.options;
    if (text.callback === null || !text.callback.startsWith(publicUrl)) return;
    const trouble = forecast.hits(
      text.to,
      'no callbacks',
      'late callbacks',
      'double callbacks',
      'shuffled callbacks',
    )?.kind;
    if (trouble === 'no callbacks') return;
    if (trouble === 'late callbacks') await pause(forecast.between(1_000, 5_000));
    if (trouble === 'shuffled callbacks') await pause(forecast.between(0, 800));
    const form: Form = {
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      From: text.from,
      MessageSid: text.sid,
      MessageStatus: status,
      SmsSid: text.sid,
      SmsStatus: status,
      To: text.to,
      ...(text.errorCode === null ? {} : { ErrorCode: String(text.errorCode) }),
    };
    const path = text.callback.slice(publicUrl.length);
    await this.call(path, form);
    if (trouble === 'double callbacks') {
      await pause(forecast.between(0, 500));
      await this.call(path, form);
    }
  }

  // What becomes of a text that somebody sends in.

  /** A person presses "send". */
  textFrom(phone: string, body: string): Said {
    const { forecast } = this.options;
    const now = Date.now();
    const text: Text = {
      sid: freshSid(),
      direction: 'inbound',
      from: phone,
      to: OUR_NUMBER,
      body,
      createdAt: now,
      listedFrom: now,
      callback: null,
      status: 'received',
      sentAt: now,
      errorCode: null,
    };
    this.texts.push(text);
    const said: Said = { sid: text.sid, phone, body, at: now, calledAt: null, acceptedAt: null, tries: [] };
    this.said.push(said);
    const trouble = forecast.hits(
      phone,
      'lost webhooks',
      'double webhooks',
      'late webhooks',
      'shuffled webhooks',
    )?.kind;
    if (trouble === 'lost webhooks') {
      said.tries.push('the call was never made');
      return said;
    }
    const wait =
      trouble === 'late webhooks'
        ? forecast.between(1_500, 4_000)
        : trouble === 'shuffled webhooks'
          ? forecast.between(0, 1_500)
          : forecast.between(5, 80);
    void this.callIn(said, wait);
    if (trouble === 'double webhooks') void this.callIn(said, wait + forecast.between(0, 1_500));
    return said;
  }

  /** A failed connection is tried once more; then, and after a 5xx, the fallback is called once; then it is only in the list. */
  private async callIn(said: Said, wait: number): Promise<void> {
    await pause(wait);
    if (this.closed) return;
    const form: Form = {
      AccountSid: ACCOUNT,
      ApiVersion: '2010-04-01',
      Body: said.body,
      From: said.phone,
      FromCountry: 'GB',
      MessageSid: said.sid,
      NumMedia: '0',
      NumSegments: '1',
      SmsMessageSid: said.sid,
      SmsStatus: 'received',
      To: OUR_NUMBER,
      ToCountry: 'GB',
    };
    const calls: readonly (readonly [string, Form])[] = [
      ['/twilio/sms', form],
      ['/twilio/sms/fallback', { ...form, ErrorCode: '11200', ErrorUrl: `${this.options.publicUrl}/twilio/sms` }],
    ];
    for (const [path, sent] of calls) {
      said.calledAt ??= Date.now();
      const result = await this.call(path, sent);
      said.tries.push(String(result));
      if (typeof result !== 'number' || result < 200 || result >= 300) continue;
      said.acceptedAt = Math.min(said.acceptedAt ?? Infinity, Date.now());
      return;
    }
  }

  private async call(path: string, form: Form): Promise<Answer> {
    const first = await this.callNext(path, form);
    return first === 'no connection' ? this.callNext(path, form) : first;
  }

  private async callNext(path: string, form: Form): Promise<Answer> {
    const doors = this.options.doors();
    const door = doors[this.turn++ % Math.max(1, doors.length)];
    return door === undefined ? 'no connection' : post(door, this.options.publicUrl, path, form);
  }
}

/** The service's own id for the text, which it puts into the address of the callback. */
const rowIn = (callback: string | null): string | null =>
  callback === null ? null : (new URL(callback).searchParams.get('message') ?? null);

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const isOurs = (incoming: IncomingMessage): boolean =>
  incoming.headers.authorization === `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`;

function answer(outgoing: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
  outgoing.end(JSON.stringify(body));
}

const refuse = (outgoing: ServerResponse, status: number, code: number, message: string): void =>
  answer(outgoing, status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });

const tooMany = (outgoing: ServerResponse): void =>
  answer(
    outgoing,
    429,
    { code: 20429, message: 'Too Many Requests', more_info: 'https://www.twilio.com/docs/errors/20429', status: 429 },
    { 'retry-after': '1' },
  );
