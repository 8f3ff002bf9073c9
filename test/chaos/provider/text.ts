import { randomBytes } from 'node:crypto';

/** A text as the provider keeps it. Twilio, "Message resource". */
export interface Text {
  readonly sid: string;
  readonly direction: 'inbound' | 'outbound-api';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly createdAt: number;
  /** Not in the list before: Twilio's lags behind what it has accepted. */
  readonly listedFrom: number;
  readonly callback: string | null;
  status: string;
  sentAt: number | null;
  errorCode: number | null;
}

export const ACCOUNT = `AC${'c'.repeat(32)}`;
export const TOKEN = 'c4a05'.repeat(6);
export const OUR_NUMBER = '+447700900000';
export const ACCOUNT_PATH = `/2010-04-01/Accounts/${ACCOUNT}`;

export const freshSid = (): string => `SM${randomBytes(16).toString('hex')}`;

/** Names in snake_case, counts as strings, dates in whole seconds as RFC 2822 has them. */
export const resourceOf = (text: Text): Record<string, unknown> => ({
  account_sid: ACCOUNT,
  api_version: '2010-04-01',
  body: text.body,
  date_created: rfc2822(text.createdAt),
  date_sent: text.sentAt === null ? null : rfc2822(text.sentAt),
  date_updated: rfc2822(text.sentAt ?? text.createdAt),
  direction: text.direction,
  error_code: text.errorCode,
  error_message: null,
  from: text.from,
  messaging_service_sid: null,
  num_media: '0',
  num_segments: '1',
  price: null,
  price_unit: 'USD',
  sid: text.sid,
  status: text.status,
  subresource_uris: { media: `${ACCOUNT_PATH}/Messages/${text.sid}/Media.json` },
  to: text.to,
  uri: `${ACCOUNT_PATH}/Messages/${text.sid}.json`,
});

const rfc2822 = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000');
