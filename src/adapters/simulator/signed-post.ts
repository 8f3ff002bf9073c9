import http from 'node:http';
import https from 'node:https';
import twilio from 'twilio';
import { SIMULATOR_AUTH_TOKEN } from './credentials.js';
import type { WebhookForm } from './webhook-form.js';

/** Twilio waits this long for an answer ("Webhooks: Connection Overrides"). */
const TIMEOUT_MILLISECONDS = 15_000;

export type PostOutcome = 'taken' | 'failed' | 'no_connection';

/**
 * One webhook request, signed as Twilio signs ("Webhooks Security"). The signature is over `url`; the connection goes
 * to `through` where the server is known under another address from here.
 *
 * Each on a connection of its own. One kept from before may be dead without anybody knowing; and this server calls
 * itself, so a spare one that fetch() holds open would keep it from ever closing.
 */
export function signedPost(
  url: string,
  form: WebhookForm,
  stopped: AbortSignal,
  through: string = url,
): Promise<PostOutcome> {
  // What stands behind the # sets up the connection and is not signed ("Webhooks: Connection Overrides").
  const signed = url.replace(/#.*$/s, '');
  const body = new URLSearchParams(form).toString();
  return new Promise((resolve) => {
    let late = false;
    const request = (through.startsWith('https:') ? https : http).request(
      through,
      {
        method: 'POST',
        agent: false,
        signal: stopped,
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': twilio.getExpectedTwilioSignature(SIMULATOR_AUTH_TOKEN, signed, form),
        },
      },
      (response) => {
        const { statusCode = 0 } = response;
        response.resume();
        settle(statusCode >= 200 && statusCode < 300 ? 'taken' : 'failed');
      },
    );
    const timer = setTimeout(() => {
      late = true;
      request.destroy();
    }, TIMEOUT_MILLISECONDS);
    const settle = (outcome: PostOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    request.on('error', () => settle(late ? 'failed' : 'no_connection'));
    request.end(body);
  });
}
