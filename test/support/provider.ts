import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A provider outside the service, for when the service's own simulator would fall with it: takes texts and lists them. */
export interface Provider {
  /** TWILIO_* for a service that sends through it. */
  readonly environment: Readonly<Record<string, string>>;
  /** What each phone has got, in order. */
  readonly sent: readonly { readonly to: string; readonly body: string }[];
  end(): Promise<void>;
}

const FROM = '+447700900000';

export async function startProvider(): Promise<Provider> {
  const sent: { sid: string; to: string; body: string; at: Date }[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, sent);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    sent,
    environment: {
      HOST: '127.0.0.1',
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'a-token',
      TWILIO_FROM: FROM,
      TWILIO_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    end: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  sent: { sid: string; to: string; body: string; at: Date }[],
): Promise<void> {
  response.setHeader('content-type', 'application/json').setHeader('connection', 'close');
  const resource = (text: (typeof sent)[number]): object => ({
    sid: text.sid,
    to: text.to,
    from: FROM,
    body: text.body,
    status: 'queued',
    direction: 'outbound-api',
    date_created: text.at.toUTCString(),
  });
  if (request.method === 'POST') {
    let form = '';
    for await (const chunk of request) form += String(chunk);
    const fields = new URLSearchParams(form);
    const text = {
      sid: `SM${String(sent.length + 1).padStart(32, '0')}`,
      to: fields.get('To') ?? '',
      body: fields.get('Body') ?? '',
      at: new Date(),
    };
    sent.push(text);
    response.statusCode = 201;
    return void response.end(JSON.stringify(resource(text)));
  }
  const to = new URL(request.url ?? '/', 'http://provider').searchParams.get('To');
  const found = sent.filter((text) => to === null || text.to === to).reverse();
  response.end(JSON.stringify({ messages: found.map(resource), page: 0, next_page_uri: null }));
}
