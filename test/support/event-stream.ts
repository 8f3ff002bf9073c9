/** One server-sent event, its data read as JSON. */
export interface StreamEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: StreamData;
}

/** What a board is sent, as tests look into it: every field that any event has, as if it were there. */
export interface StreamData {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly html: string;
  readonly blocks: readonly { readonly id: string; readonly html: string }[];
  readonly lists: readonly {
    readonly list: string;
    readonly gone: readonly string[];
    readonly put: readonly { readonly id: string; readonly after: string | null; readonly html: string }[];
  }[];
}

/** A page that follows, as a browser's EventSource does. */
export interface Following {
  readonly status: number;
  readonly headers: Headers;
  /** The next event, beats left out, which come by the clock alone. */
  next(): Promise<StreamEvent>;
  /** The next event of whatever kind. */
  first(): Promise<StreamEvent>;
  /** Waits until the service ends the stream. */
  ended(): Promise<void>;
  close(): void;
}

export async function follow(
  url: string,
  {
    person = '',
    cookie = `person=${person}`,
    lastEventId,
  }: { readonly person?: string; readonly cookie?: string; readonly lastEventId?: string | undefined },
): Promise<Following> {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: {
      accept: 'text/event-stream',
      cookie,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    signal: abort.signal,
  });
  const events = eventsOf(response);
  const first = async (): Promise<StreamEvent> => {
    const { value, done } = await events.next();
    if (done) throw new Error('The stream has ended.');
    return value;
  };
  return {
    status: response.status,
    headers: response.headers,
    first,
    next: async () => {
      for (;;) {
        const event = await first();
        if (event.event !== 'beat') return event;
      }
    },
    ended: async () => {
      while (!(await events.next()).done);
    },
    close: () => abort.abort(),
  };
}

async function* eventsOf(response: Response): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    for (const part of parts) {
      const fields = new Map(part.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]));
      const event = fields.get('event');
      if (event) yield { event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') as StreamData };
    }
  }
}
