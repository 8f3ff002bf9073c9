import { SIMULATOR_ACCOUNT_SID } from './credentials.js';
import { API_VERSION } from './message-resource.js';
import type { SimulatedMessage } from './simulated-message.entity.js';

export type WebhookForm = Readonly<Record<string, string>>;

/** Twilio, "Outbound Message Status in Status Callbacks". */
export function statusForm(message: SimulatedMessage, status: string, errorCode: number | null): WebhookForm {
  return {
    AccountSid: SIMULATOR_ACCOUNT_SID,
    ApiVersion: API_VERSION,
    From: message.from,
    MessageSid: message.sid,
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    To: message.to,
    ...(message.messagingServiceSid === null ? {} : { MessagingServiceSid: message.messagingServiceSid }),
    ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
  };
}

/** Twilio, "Messaging webhooks", an incoming text. What it knows of a British mobile's place is nothing. */
export function incomingForm(message: SimulatedMessage): WebhookForm {
  return {
    AccountSid: SIMULATOR_ACCOUNT_SID,
    ApiVersion: API_VERSION,
    Body: message.body,
    From: message.from,
    FromCity: '',
    FromCountry: 'GB',
    FromState: '',
    FromZip: '',
    MessageSid: message.sid,
    NumMedia: '0',
    NumSegments: String(message.segments),
    SmsMessageSid: message.sid,
    SmsSid: message.sid,
    SmsStatus: 'received',
    To: message.to,
    ToCity: '',
    ToCountry: 'GB',
    ToState: '',
    ToZip: '',
  };
}

/** "HTTP retrieval failure", said to the fallback with the address that failed ("Availability and Reliability"). */
export function fallbackForm(message: SimulatedMessage, failedAddress: string): WebhookForm {
  return { ...incomingForm(message), ErrorCode: '11200', ErrorUrl: failedAddress };
}
