import { e164 } from './phone-number.js';
import { SIMULATOR_NUMBER } from './credentials.js';
import { TwilioError } from './twilio-error.js';

/** A create request of Twilio's "Message resource", checked. */
export interface SendRequest {
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly messagingServiceSid: string | null;
  readonly statusCallback: string | null;
}

const LONGEST_BODY = 1_600;
const LONGEST_VALIDITY_SECONDS = 36_000;

/** The checks in the order in which Twilio makes them; what the simulator does nothing with is let through. */
export function sendRequestOf(form: Readonly<Record<string, unknown>>): SendRequest {
  const to = textOf(form['To']);
  if (to === '') throw new TwilioError(400, 21604, "A 'To' phone number is required.");
  const recipient = e164(to);
  if (recipient === null) throw new TwilioError(400, 21211, `The 'To' number ${to} is not a valid phone number.`);

  const messagingServiceSid = textOf(form['MessagingServiceSid']) || null;
  const from = textOf(form['From']);
  if (from === '' && messagingServiceSid === null) {
    throw new TwilioError(400, 21603, "A 'From' phone number is required.");
  }
  if (messagingServiceSid !== null && !/^MG[0-9a-f]{32}$/i.test(messagingServiceSid)) {
    throw new TwilioError(400, 21705, 'The Messaging Service Sid is invalid.');
  }
  const sender = from === '' ? SIMULATOR_NUMBER : (e164(from) ?? alphanumericSender(from));
  if (sender === null) {
    throw new TwilioError(
      400,
      21212,
      `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
    );
  }
  if (sender === recipient) throw new TwilioError(400, 21266, "'To' and 'From' number cannot be the same.");

  const body = typeof form['Body'] === 'string' ? form['Body'].replaceAll('\0', '') : '';
  if (body === '') throw new TwilioError(400, 21602, 'Message body is required.');
  if (body.length > LONGEST_BODY) {
    throw new TwilioError(400, 21617, 'The concatenated message body exceeds the 1600 character limit.');
  }

  const validity = textOf(form['ValidityPeriod']);
  if (validity !== '' && !(/^\d{1,5}$/.test(validity) && +validity >= 1 && +validity <= LONGEST_VALIDITY_SECONDS)) {
    throw new TwilioError(400, 21624, 'Invalid validity period value.');
  }
  const statusCallback = textOf(form['StatusCallback']) || null;
  if (statusCallback !== null && !isWebAddress(statusCallback)) {
    throw new TwilioError(400, 21609, `The StatusCallback URL ${statusCallback} is not a valid URL.`);
  }
  return { to: recipient, from: sender, body, messagingServiceSid, statusCallback };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Up to eleven letters, digits and spaces with at least one letter ("Alphanumeric Sender ID"). */
function alphanumericSender(from: string): string | null {
  return /^(?=.*[a-z])[a-z0-9 ]{1,11}$/i.test(from) ? from : null;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
