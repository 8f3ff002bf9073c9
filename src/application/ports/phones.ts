import type { Instant } from '../../domain/time/instant.js';

/** The way to the phones: one provider, spoken to through its API. */
export interface Phones {
  /** Sends one text. Never throws: what happened is in the outcome. */
  send(text: OutgoingText): Promise<SendOutcome>;
  /**
   * Looks for a text that may have been sent: its outcome was unknown. Finds by recipient, sender and exact body.
   * Throws when the provider cannot be asked; the caller asks again later.
   */
  find(text: OutgoingText, notBefore: Date): Promise<{ readonly sid: string } | null>;
  /**
   * Every text that came in since then, oldest first: the backstop for webhooks that never came.
   * Throws when the provider cannot be asked, and when `given` is aborted.
   */
  textsSince(since: Date, given: AbortSignal): Promise<FoundText[]>;
}

export interface FoundText {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly at: Instant;
}

export interface OutgoingText {
  /** The outbox row; travels in the status callback's query, so that a status finds its way home. */
  readonly id: string;
  /** E.164. */
  readonly to: string;
  readonly body: string;
  /** How long the provider may keep it before giving up, in seconds (1 to 36000). */
  readonly validForSeconds: number;
}

export type SendOutcome =
  | { readonly kind: 'accepted'; readonly sid: string; readonly status: string }
  /** Certainly not sent, and sending again as it is would not help. */
  | { readonly kind: 'refused'; readonly failure: FailureClass; readonly code: number | null; readonly detail: string }
  /** Certainly not sent; may be sent again after the wait (429, connection refused). */
  | { readonly kind: 'try_again'; readonly afterMilliseconds: number; readonly detail: string }
  /** Perhaps sent: ask the provider before sending again (no idempotency key exists). */
  | { readonly kind: 'unknown'; readonly detail: string };

/**
 * What a provider's error means. Whatever it is, the next responder is asked at once; besides, the operator is told of
 * `settings`, those who keep the office of `bad_number` and `opted_out`, and what was `queue` or `unreachable` is sent once more.
 */
export type FailureClass = 'settings' | 'bad_number' | 'opted_out' | 'queue' | 'unreachable' | 'filtered' | 'other';

/** A delivery status that the provider reports, ranked: a later report never lowers it, and terminal ones stick. */
export const DELIVERY_STATUSES = [
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const PHONES = Symbol('Phones');
