import { createHmac } from 'node:crypto';

/** An account that exists nowhere but between the bench's processes. */
export const ACCOUNT = {
  sid: `AC${'b'.repeat(32)}`,
  token: 'b'.repeat(32),
  number: '+888000000000',
} as const;

/** As Twilio signs a webhook ("Webhooks Security"): HMAC-SHA1 over the address and the sorted parameters. */
export function signatureOf(url: string, form: Readonly<Record<string, string>>): string {
  const content = Object.keys(form)
    .sort()
    .reduce((text, name) => text + name + (form[name] ?? ''), url);
  return createHmac('sha1', ACCOUNT.token).update(content).digest('base64');
}
