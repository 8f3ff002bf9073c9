import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { TOKEN } from './text.js';

export type Form = Readonly<Record<string, string>>;

/** What became of a webhook: its status, or that nobody took the connection, or that no answer came. */
export type Answer = number | 'no connection' | 'no answer';

const CONNECT_WITHIN = 2_000;
const ANSWER_WITHIN = 15_000;

/**
 * Calls a webhook as Twilio does: signed over the public address, whatever machine behind it takes the call. Twilio,
 * "Webhooks Security": HMAC-SHA1 of the address and the sorted parameters, name and value run together.
 */
export function post(door: string, publicUrl: string, path: string, form: Form): Promise<Answer> {
  const signed =
    publicUrl +
    path +
    Object.keys(form)
      .sort()
      .map((name) => name + form[name])
      .join('');
  const body = new URLSearchParams(form).toString();
  return new Promise((resolve) => {
    let connected = false;
    const call = request(door + path, {
      method: 'POST',
      agent: false,
      headers: {
        host: new URL(publicUrl).host,
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'content-length': Buffer.byteLength(body),
        'x-twilio-signature': createHmac('sha1', TOKEN).update(signed).digest('base64'),
        'user-agent': 'TwilioProxy/1.1',
      },
    });
    const patience = setTimeout(() => call.destroy(), CONNECT_WITHIN);
    const longest = setTimeout(() => call.destroy(), ANSWER_WITHIN);
    call.on('socket', (socket) =>
      socket.once('connect', () => {
        connected = true;
        clearTimeout(patience);
      }),
    );
    call.on('response', (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 'no answer'));
      response.once('error', () => resolve('no answer'));
    });
    call.on('error', () => undefined);
    call.on('close', () => {
      clearTimeout(patience);
      clearTimeout(longest);
      resolve(connected ? 'no answer' : 'no connection');
    });
    call.end(body);
  });
}
