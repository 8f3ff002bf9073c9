import type { FaultKind } from './fault-kinds.js';
import type { WebhookKind } from './pending-webhook.entity.js';
import { serverError, tooManyRequests, twilioErrorFor } from './twilio-error.js';

/** How a send ends: with the text, or with a fault in place of an answer. */
export type SendAnswer =
  | { readonly as: 'created' | 'truncated' | 'empty'; readonly resource: object }
  | { readonly as: 'hang' | 'reset' | 'redirect' };

/** What a fault answers before the text is accepted; null where it strikes later. */
export function refusalBefore(kind: FaultKind, code: number | null): SendAnswer | Error | null {
  switch (kind) {
    case 'hang':
    case 'reset':
      return { as: kind };
    case 'redirect_302':
      return { as: 'redirect' };
    case 'http_500':
      return serverError();
    case 'http_429':
      return tooManyRequests();
    case 'opted_out':
      return twilioErrorFor(21610);
    case 'error':
      return twilioErrorFor(code ?? 21211);
    default:
      return null;
  }
}

/** What a fault makes of the answer when the text is accepted and will be delivered. */
export function answerAfter(kind: FaultKind, resource: object): SendAnswer | Error {
  switch (kind) {
    case 'hang_after_accept':
      return { as: 'hang' };
    case 'reset_after_accept':
      return { as: 'reset' };
    case 'http_500_after_accept':
      return serverError();
    case 'truncated_201':
      return { as: 'truncated', resource };
    case 'empty_201':
      return { as: 'empty', resource };
    default:
      return { as: 'created', resource };
  }
}

/** How a text from a phone is handed to the service. */
export function webhooksFor(faults: readonly { readonly kind: FaultKind }[]): readonly WebhookKind[] {
  const kinds = new Set(faults.map(({ kind }) => kind));
  if (kinds.has('webhook_lost')) return [];
  const kind = kinds.has('webhook_to_fallback') ? 'fallback' : 'sms';
  return kinds.has('webhook_twice') ? [kind, kind] : [kind];
}
