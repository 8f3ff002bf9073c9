/** The service's API, as any client uses it: through whatever door is open. */
export class Api {
  private turn = 0;

  constructor(
    private readonly token: string,
    private readonly doors: () => readonly string[],
  ) {}

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const doors = this.doors();
    const door = doors[this.turn++ % Math.max(1, doors.length)];
    if (door === undefined) throw new Error('No door is open.');
    const response = await fetch(`${door}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok)
      throw new ApiRefusal(response.status, `${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** A whole list, page after page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let page = 1; ; page += 1) {
      const mark = path.includes('?') ? '&' : '?';
      const got = await this.call<{ items: T[]; total: number }>('GET', `${path}${mark}perPage=200&page=${page}`);
      items.push(...got.items);
      if (got.items.length === 0 || items.length >= got.total) return items;
    }
  }
}

export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
