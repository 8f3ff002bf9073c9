import type { Conversation } from './conversations.js';
import type { PhoneNames } from './simulator-settings.js';

/** A conversation for whoever looks at it from outside, as JSON or on the page. */
export function conversationView({ number, optedOut, messages }: Conversation, nameOf: PhoneNames) {
  return {
    number,
    name: nameOf(number) ?? null,
    optedOut,
    messages: messages.map(({ sid, direction, body, status, errorCode, createdAt }) => ({
      sid,
      direction,
      body,
      status,
      errorCode,
      at: createdAt.toISOString(),
    })),
  };
}
