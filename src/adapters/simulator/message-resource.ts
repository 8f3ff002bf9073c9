import { SIMULATOR_ACCOUNT_SID } from './credentials.js';
import type { SimulatedMessage } from './simulated-message.entity.js';

export const API_VERSION = '2010-04-01';
export const ACCOUNT_PATH = `/${API_VERSION}/Accounts/${SIMULATOR_ACCOUNT_SID}`;

/** A text as Twilio's API shows it ("Message resource"): counts as texts, dates as RFC 2822 in whole seconds. */
export function messageResource(message: SimulatedMessage) {
  const path = `${ACCOUNT_PATH}/Messages/${message.sid}`;
  return {
    account_sid: SIMULATOR_ACCOUNT_SID,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt && rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : `Simulated error ${message.errorCode}`,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: '0',
    num_segments: String(message.segments),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${path}/Media.json` },
    to: message.to,
    uri: `${path}.json`,
  };
}

/** Twilio, "Account resource". */
export function accountResource() {
  const created = rfc2822(new Date(0));
  return {
    auth_token: null,
    date_created: created,
    date_updated: created,
    friendly_name: 'Phone simulator',
    owner_account_sid: SIMULATOR_ACCOUNT_SID,
    sid: SIMULATOR_ACCOUNT_SID,
    status: 'active',
    subresource_uris: { messages: `${ACCOUNT_PATH}/Messages.json` },
    type: 'Full',
    uri: `${ACCOUNT_PATH}.json`,
  };
}

function rfc2822(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}
