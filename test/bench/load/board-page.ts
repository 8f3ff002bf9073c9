import { Agent, request, type IncomingMessage } from 'node:http';

/** A browser that has signed in and holds a board open, as far as a service can tell. */
export class BoardPage {
  private text = '';
  private readonly seen = new Map<string, number>();
  private waiting: (() => void)[] = [];

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.take(chunk));
    response.on('error', () => undefined);
  }

  static async open(url: string, token: string): Promise<BoardPage> {
    const response = await get(`${url}/board/events`, token);
    if (response.statusCode !== 200) throw new Error(`No board: ${response.statusCode}`);
    const page = new BoardPage(response);
    // Its first event is the whole screen.
    await page.until(() => page.seen.has('whole'));
    return page;
  }

  /** When the change of this visit arrived, by itself or with the whole screen, by the machine's clock. */
  async arrivalOf(visit: string): Promise<number> {
    const arrival = (): number | undefined => this.seen.get(visit) ?? this.seen.get('whole');
    await this.until(() => arrival() !== undefined);
    return arrival() ?? Number.NaN;
  }

  /** What is not yet known to have changed. */
  forget(): void {
    this.seen.clear();
  }

  close(): void {
    this.response.destroy();
  }

  private take(chunk: string): void {
    const at = Date.now();
    const events = (this.text + chunk).split('\n\n');
    this.text = events.pop() ?? '';
    for (const event of events) {
      if (event.includes('event: whole')) this.seen.set('whole', at);
      if (event.includes('event: change'))
        for (const [, id = ''] of event.matchAll(/"id":"([\da-f-]{36})"/g))
          if (!this.seen.has(id)) this.seen.set(id, at);
    }
    for (const look of this.waiting.splice(0)) look();
  }

  private async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => void this.waiting.push(resolve));
  }
}

const streams = new Agent({ maxSockets: Infinity });
const pages = new Agent({ keepAlive: true, maxSockets: 1 });

/** How long the whole page takes until its last byte is here (ms), and its size in bytes. */
export async function timePage(url: string, token: string): Promise<{ readonly took: number; readonly bytes: number }> {
  const began = performance.now();
  const response = await get(`${url}/`, token, pages);
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  if (response.statusCode !== 200) throw new Error(`No page: ${response.statusCode}`);
  return { took: performance.now() - began, bytes };
}

const get = (url: string, token: string, agent = streams): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(url, { agent, headers: { cookie: `session=${token}` } })
      .once('response', resolve)
      .once('error', reject)
      .end();
  });
