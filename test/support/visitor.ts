import type { TestService } from './service.js';

export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** What stands on the page, without its tags, on one line. */
  readonly text: string;
  /** After redirects. */
  readonly path: string;
}

/** Somebody with a browser that runs no scripts: keeps cookies, follows redirects, and sends forms with what they hold. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  private last: Shown | null = null;

  constructor(private readonly service: Pick<TestService, 'url'>) {}

  async get(path: string): Promise<Shown> {
    return (this.last = await this.request('GET', path));
  }

  /** Sends a form of the page that is being looked at. */
  async send(
    action: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Record<string, string> = {},
  ): Promise<Shown> {
    if (!this.last) await this.get('/');
    return (this.last = await this.request('POST', action, { _csrf: this.token(), ...fields }, headers));
  }

  async actAs(person: string): Promise<void> {
    const shown = await this.send('/demonstration/sign-in', { person, back: '/phones' });
    if (shown.status !== 200) throw new Error(`Could not act as ${person}: ${shown.text}`);
  }

  private token(): string {
    return /name="_csrf" value="([^"]*)"/.exec(this.last?.html ?? '')?.[1] ?? '';
  }

  private async request(
    method: string,
    path: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Shown> {
    const response = await fetch(new URL(path, this.service.url), {
      method,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    this.keep(response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location !== null) return this.request('GET', location);
    const html = await response.text();
    return { status: response.status, headers: response.headers, html, text: textOf(html), path };
  }

  /** The cookies of an answer that was got otherwise. */
  keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

const textOf = (html: string): string =>
  html
    .replaceAll(/<(script|style|title|option)[\s>][\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
