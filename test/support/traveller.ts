/** Somebody with a browser who is sent from site to site: keeps each one's cookies, and follows where they are led. */
export class Traveller {
  private readonly jars = new Map<string, Map<string, { value: string; path: string }>>();

  async get(url: string) {
    return this.follow(url);
  }

  async post(url: string, form: Record<string, string>) {
    return this.follow(url, form);
  }

  /** Goes on until it would come to an address that looks like this, which it does not open. */
  async until(url: string, stop: RegExp): Promise<string> {
    let next = url;
    for (let hops = 0; hops < 15; hops++) {
      if (stop.test(next)) return next;
      const location = (await this.request(next)).headers.get('location');
      if (location === null) throw new Error(`The way ended at ${next}`);
      next = new URL(location, next).href;
    }
    throw new Error('There was no end to it.');
  }

  private async follow(url: string, form?: Record<string, string>) {
    let response = await this.request(url, form);
    let at = url;
    for (let hops = 0; hops < 15; hops++) {
      const location = response.headers.get('location');
      if (location === null) break;
      at = new URL(location, at).href;
      response = await this.request(at);
    }
    const html = await response.text();
    const text = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    return { status: response.status, headers: response.headers, html, text, url: at };
  }

  private async request(address: string, form?: Record<string, string>): Promise<Response> {
    const { origin, pathname } = new URL(address);
    const jar = this.jars.get(origin) ?? new Map<string, { value: string; path: string }>();
    this.jars.set(origin, jar);
    const cookie = [...jar]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(address, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { accept: 'text/html', cookie },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      const path = /path=([^;]+)/i.exec(set)?.[1] ?? '/';
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name);
      else jar.set(name, { value, path });
    }
    return response;
  }
}
