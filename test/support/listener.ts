import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server outside that is told things: a heartbeat's, or an operator's chat. */
export interface Listener {
  readonly url: string;
  /** Each request's method, content type and body, in the order in which they came. */
  readonly heard: readonly Heard[];
  /** How it answers from now on. */
  answers(status: number): void;
  close(): Promise<void>;
}

export interface Heard {
  readonly method: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

export async function listen(): Promise<Listener> {
  const heard: Heard[] = [];
  let status = 200;
  const take = async (request: IncomingMessage): Promise<void> => {
    heard.push({ method: request.method, type: request.headers['content-type'], body: await text(request) });
  };
  const server = createServer((request, response) => void take(request).then(() => response.writeHead(status).end()));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    heard,
    answers: (next) => (status = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
