import { Agent } from 'node:http';
import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';

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

const TWILIO_API = /^https:\/\/api(?:\.[a-z0-9-]+){0,2}\.twilio\.com(?::443)?(?=\/|$)/i;

/**
 * The twilio package's HTTP client with three things changed. It has no option for a base URL; a subclass that rewrites
 * the address is the documented way (twilio-node, "Custom HTTP client"). Its time-out counts silence, so a server that
 * drips a byte now and then holds it for ever: here the whole request has a limit. And it keeps Retry-After.
 */
export class ApiClient extends twilio.RequestClient {
  constructor(
    private readonly apiUrl: string | null,
    timeoutMilliseconds: number,
  ) {
    super({ timeout: timeoutMilliseconds, keepAlive: true, autoRetry: false });
    // The package makes an agent for https only; a server given by TWILIO_API_URL may speak plain http.
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true, timeout: timeoutMilliseconds });
    this.axios.interceptors.request.use((config) => {
      config.signal = AbortSignal.timeout(timeoutMilliseconds);
      return config;
    });
  }

  override async request<TData>(options: RequestClient.RequestOptions<TData>) {
    const response = await super.request<TData>({ ...options, uri: this.rewritten(options.uri) });
    if (response.statusCode !== 429) return response;
    const headers = response.headers as Record<string, string | undefined> | undefined;
    throw new TooManyRequests(codeIn(response.body), headers?.['retry-after']);
  }

  private rewritten(uri: string): string {
    if (this.apiUrl === null) return uri;
    // With another server named, nothing may reach Twilio by accident.
    if (!TWILIO_API.test(uri)) throw new Error('only the api.twilio.com product is used');
    return uri.replace(TWILIO_API, this.apiUrl.replace(/\/+$/, ''));
  }
}

function codeIn(body: unknown): number | undefined {
  const code: unknown = typeof body === 'object' && body !== null ? (body as { code?: unknown }).code : undefined;
  return typeof code === 'number' ? code : undefined;
}
