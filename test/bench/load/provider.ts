import { createServer, request, Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { ACCOUNT, signatureOf } from '../twilio-account.js';

/**
 * The provider's double: takes texts as Twilio's API does, at once or after a set delay, and notes when each came. A
 * process of its own, so that neither its work nor the measuring's is in the other's way.
 */

export type Order =
  | { readonly order: 'take'; readonly number: number }
  | { readonly order: 'count'; readonly number: number }
  | { readonly order: 'manner'; readonly number: number; readonly delay: number; readonly reports: boolean };

export interface Receipt {
  /** Our own id of the message, out of its status callback. */
  readonly message: string;
  readonly at: number;
}

interface Taken {
  readonly sid: string;
  readonly to: string;
  readonly body: string;
  readonly at: Date;
}

let receipts: Receipt[] = [];
const byRecipient = new Map<string, Taken[]>();
let delay = 0;
let reports = false;
let count = 0;
/** A text that was sent twice counts once. */
let known = new Set<string>();

const server = createServer((incoming, answer) => {
  const [path = '', query = ''] = (incoming.url ?? '').split('?');
  if (!path.endsWith('/Messages.json')) return void say(answer, 404, { code: 20404, message: 'not here' });
  if (incoming.method === 'GET') return list(new URLSearchParams(query), answer);
  void read(incoming).then((form) => take(form, answer));
});

function take(form: URLSearchParams, answer: ServerResponse): void {
  const at = Date.now();
  count += 1;
  const callback = form.get('StatusCallback') ?? '';
  const [to, body] = [form.get('To') ?? '', form.get('Body') ?? ''];
  const sid = `SM${count.toString(16).padStart(32, '0')}`;
  const message = new URLSearchParams(callback.split('?')[1]).get('message') ?? '';
  receipts.push({ message, at });
  known.add(message);
  const earlier = byRecipient.get(to);
  const taken = { sid, to, body, at: new Date(at) };
  if (earlier) earlier.push(taken);
  else byRecipient.set(to, [taken]);
  const respond = (): void => {
    say(answer, 201, { ...resource(taken), status: 'queued' });
    if (reports) for (const status of ['sent', 'delivered']) report(callback, sid, to, status);
  };
  if (delay > 0) setTimeout(respond, delay);
  else respond();
}

function list(query: URLSearchParams, answer: ServerResponse): void {
  const found = byRecipient.get(query.get('To') ?? '') ?? [];
  say(answer, 200, {
    messages: found.map(resource).reverse().slice(0, 100),
    page_size: 100,
    next_page_uri: null,
    uri: '/',
  });
}

const resource = ({ sid, to, body, at }: Taken): object => ({
  sid,
  to,
  body,
  from: ACCOUNT.number,
  account_sid: ACCOUNT.sid,
  direction: 'outbound-api',
  status: 'delivered',
  date_created: at.toUTCString(),
  date_updated: at.toUTCString(),
  date_sent: null,
  num_segments: '1',
  num_media: '0',
  price: null,
  error_code: null,
  error_message: null,
});

const webhooks = new Agent({ keepAlive: true, maxSockets: 20 });

function report(callback: string, sid: string, to: string, status: string): void {
  const form = { MessageSid: sid, MessageStatus: status, To: to, From: ACCOUNT.number, AccountSid: ACCOUNT.sid };
  const outgoing = request(callback, {
    method: 'POST',
    agent: webhooks,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signatureOf(callback, form),
    },
  });
  outgoing.on('response', (response) => response.resume());
  outgoing.on('error', () => undefined);
  outgoing.end(new URLSearchParams(form).toString());
}

async function read(incoming: IncomingMessage): Promise<URLSearchParams> {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  return new URLSearchParams(body);
}

function say(answer: ServerResponse, status: number, content: object): void {
  const text = JSON.stringify(content);
  answer.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  answer.end(text);
}

process.on('message', (order: Order) => {
  const reply = (answer: unknown): void => void process.send?.({ number: order.number, answer });
  if (order.order === 'count') return reply(known.size);
  if (order.order === 'manner') {
    ({ delay, reports } = order);
    return reply(null);
  }
  const taken = receipts;
  receipts = [];
  known = new Set();
  byRecipient.clear();
  reply(taken);
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('disconnect', () => process.exit(0));
