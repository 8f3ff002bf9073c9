/**
 * What can be made to go wrong. `at` is the moment: before the text is accepted (it is not sent), after (it is sent, and
 * the sender does not learn so), on its way to the phone, or when a text from the phone is handed to the service.
 */
export const FAULT_KINDS = {
  hang: { at: 'before', says: 'never answers, and sends nothing' },
  reset: { at: 'before', says: 'closes the connection, and sends nothing' },
  http_500: { at: 'before', says: 'answers 500, and sends nothing' },
  http_429: { at: 'before', says: 'answers 429, and sends nothing' },
  redirect_302: { at: 'before', says: 'answers with a redirect, and sends nothing' },
  error: { at: 'before', says: 'answers 400 with a Twilio code' },
  opted_out: { at: 'before', says: 'answers 400 with 21610, as after STOP' },
  hang_after_accept: { at: 'after', says: 'sends, and never answers' },
  reset_after_accept: { at: 'after', says: 'sends, and closes the connection' },
  http_500_after_accept: { at: 'after', says: 'sends, and answers 500' },
  truncated_201: { at: 'after', says: 'sends, and answers with a cut 201' },
  empty_201: { at: 'after', says: 'sends, and answers with an empty 201' },
  undelivered: { at: 'delivery', says: 'ends undelivered, with a Twilio code' },
  failed: { at: 'delivery', says: 'ends failed, with a Twilio code' },
  no_callbacks: { at: 'delivery', says: 'reports no status' },
  late_callbacks: { at: 'delivery', says: 'reports each status late' },
  duplicate_callbacks: { at: 'delivery', says: 'reports each status twice' },
  shuffled_callbacks: { at: 'delivery', says: 'reports the last status first' },
  webhook_lost: { at: 'webhook', says: 'does not hand over a text from the phone' },
  webhook_twice: { at: 'webhook', says: 'hands over a text from the phone twice' },
  webhook_to_fallback: { at: 'webhook', says: 'hands a text from the phone to the fallback only' },
} as const satisfies Record<string, { at: 'before' | 'after' | 'delivery' | 'webhook'; says: string }>;

export type FaultKind = keyof typeof FAULT_KINDS;
export type FaultMoment = (typeof FAULT_KINDS)[FaultKind]['at'];

export function isFaultKind(text: unknown): text is FaultKind {
  return typeof text === 'string' && Object.hasOwn(FAULT_KINDS, text);
}
