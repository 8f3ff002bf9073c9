import { EventEmitter } from 'node:events';
import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';
import type { Milliseconds } from '../../domain/time/instant.js';

/** Twilio asks to slow down. The client's own exception loses the headers, and Retry-After with them. */
class TooManyRequests extends Error {
  readonly status = 429;
  constructor(
    readonly code: number | undefined,
    readonly retryAfter: string | undefined,
  ) {
    super('Twilio answered 429');
  }
}

/** What undici takes for an AbortSignal. `AbortSignal.timeout` does the same, and was a quarter of what sending a text cost. */
class TimeLimit extends EventEmitter {
  reason: Error | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(after: Milliseconds) {
    super();
    this.timer = setTimeout(() => {
      this.reason = new DOMException('The whole request took too long', 'TimeoutError');
      this.emit('abort');
    }, after);
  }

  lift(): void {
    clearTimeout(this.timer);
  }
}

const TWILIO_API = /^https:\/\/api(?:\.[a-z0-9-]+){0,2}\.twilio\.com(?::443)?(?=\/|$)/i;

/**
 * How the twilio package speaks HTTP here (twilio-node, "Custom HTTP client"). It has no option for a base URL, so the
 * address is rewritten. Its own client counts silence only, so that a server which drips a byte now and then holds it for
 * ever: here the whole request has a limit. It keeps Retry-After. And it costs a third, which shows when a thousand alarms go
 * out in a second. Nothing is tried again by itself and no redirect is followed: the outbox decides.
 */
export class ApiClient extends twilio.RequestClient {
  private readonly dispatcher: Dispatcher;

  constructor(
    private readonly apiUrl: string | null,
    private readonly timeout: Milliseconds,
  ) {
    super();
    // Given up early, a connection that never stood is certain not to have carried the text.
    const options = { connect: { timeout: timeout / 2 } };
    this.dispatcher = apiUrl === null ? new EnvHttpProxyAgent(options) : new Agent(options);
  }

  override async request<TData>(options: RequestClient.RequestOptions<TData>) {
    const { method, uri, username = '', password = '', params, data } = options;
    const query = params ? `?${encoded(params)}` : '';
    const limit = new TimeLimit(this.timeout);
    try {
      const { statusCode, headers, body } = await request(this.rewritten(uri) + query, {
        method: method.toUpperCase(),
        headers: {
          ...options.headers,
          authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        },
        ...(data && { body: encoded(data) }),
        signal: limit,
        dispatcher: this.dispatcher,
      });
      const answer = { statusCode, headers, body: parsed(await body.text()) };
      if (statusCode === 429) throw new TooManyRequests(codeIn(answer.body), headers['retry-after']?.toString());
      return answer as { statusCode: number; headers: typeof headers; body: TData };
    } finally {
      limit.lift();
    }
  }

  private rewritten(uri: string): string {
    if (this.apiUrl === null) return uri;
    // With another server named, nothing may reach Twilio by accident.
    if (!TWILIO_API.test(uri)) throw new Error('only the api.twilio.com product is used');
    return uri.replace(TWILIO_API, this.apiUrl.replace(/\/+$/, ''));
  }
}

/** As application/x-www-form-urlencoded; a list is a name that repeats. */
function encoded(values: object): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) form.append(name, String(one));
  return form.toString();
}

/** What is not JSON (a cut answer, a proxy's page) stays text, and has no SID. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function codeIn(body: unknown): number | undefined {
  const code: unknown = typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : undefined;
  return typeof code === 'number' ? code : undefined;
}
