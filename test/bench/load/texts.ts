import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { ACCOUNT, signatureOf } from '../twilio-account.js';

/**
 * Texts at an open loop: each goes at its own time whether or not the ones before it were answered, and its latency
 * counts from when it was meant to go. So a service that stalls is not asked less often while it stalls.
 */

export interface Volley {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** Phones, in turn. */
  readonly phones: readonly string[];
  readonly body: string;
}

export interface Answered {
  /** Milliseconds from the intended time to the end of the answer, of those that were taken. */
  readonly latencies: readonly number[];
  /** The SIDs that the service has said it has. */
  readonly taken: readonly string[];
  /** How many were not: by status, or what went wrong. */
  readonly refused: Readonly<Record<string, number>>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 400 });

interface Text {
  readonly sid: string;
  readonly content: string;
  readonly signature: string;
}

/** Made beforehand, so that making them costs nothing while it counts. */
function textsOf({ url, perSecond, seconds, phones, body }: Volley): Text[] {
  return Array.from({ length: perSecond * seconds }, (_, index) => {
    const sid = `SM${randomUUID().replaceAll('-', '')}`;
    const form: Record<string, string> = {
      ToCountry: 'GB',
      ToState: '',
      SmsMessageSid: sid,
      NumMedia: '0',
      ToCity: '',
      FromZip: '',
      SmsSid: sid,
      FromState: '',
      SmsStatus: 'received',
      FromCity: '',
      Body: body,
      FromCountry: 'GB',
      To: ACCOUNT.number,
      ToZip: '',
      NumSegments: '1',
      MessageSid: sid,
      AccountSid: ACCOUNT.sid,
      From: phones[index % phones.length] ?? '',
      ApiVersion: '2010-04-01',
    };
    return { sid, content: new URLSearchParams(form).toString(), signature: signatureOf(`${url}/twilio/sms`, form) };
  });
}

async function fire(volley: Volley): Promise<Answered> {
  const texts = textsOf(volley);
  const latencies: number[] = [];
  const taken: string[] = [];
  const refused: Record<string, number> = {};
  const began = performance.now() + 500;
  const dueAt = (index: number): number => began + (index * 1_000) / volley.perSecond;
  let next = 0;
  let open = texts.length;
  await new Promise<void>((finished) => {
    const one = (index: number): void => {
      const text = texts[index]!;
      const settle = (outcome: number | string): void => {
        if (outcome === 200) {
          latencies.push(performance.now() - dueAt(index));
          taken.push(text.sid);
        } else refused[outcome] = (refused[outcome] ?? 0) + 1;
        if ((open -= 1) === 0) finished();
      };
      const outgoing = request(`${volley.url}/twilio/sms`, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(text.content),
          'x-twilio-signature': text.signature,
        },
      });
      outgoing.on('response', (response) => {
        response.resume();
        response.on('end', () => settle(response.statusCode ?? 0));
        response.on('aborted', () => settle('aborted'));
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
      // As long as Twilio waits (its "rt" at its longest).
      outgoing.setTimeout(15_000, () => outgoing.destroy(new Error('no answer in 15 s')));
      outgoing.end(text.content);
    };
    const tick = (): void => {
      const now = performance.now();
      while (next < texts.length && dueAt(next) <= now) one(next++);
      if (next < texts.length) setTimeout(tick, Math.max(0, dueAt(next) - performance.now()));
    };
    tick();
  });
  return { latencies, taken, refused };
}

process.on('message', (volley: Volley) => void fire(volley).then((answered) => process.send?.(answered)));
process.on('disconnect', () => process.exit(0));
