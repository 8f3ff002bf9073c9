import type { PendingWebhook } from './pending-webhook.entity.js';
import type { PostOutcome } from './signed-post.js';

/**
 * What becomes of a webhook that was not taken. Twilio repeats a failed connection once, and nothing else; then, for a
 * text, the fallback is called once, with ErrorCode 11200. After that the text is only in the list.
 */
export function repeatOf(
  { kind, attempts }: Pick<PendingWebhook, 'kind' | 'attempts'>,
  outcome: PostOutcome,
): { kind: PendingWebhook['kind']; attempts: number } | null {
  if (outcome === 'taken') return null;
  if (outcome === 'no_connection' && attempts === 0) return { kind, attempts: 1 };
  return kind === 'sms' ? { kind: 'fallback', attempts: 0 } : null;
}
