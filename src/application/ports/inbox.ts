import type { Instant } from '../../domain/time/instant.js';

/** Where a text is put before its sender's provider is told that it arrived (P1). */
export interface Inbox {
  /** False when this text was taken in before: the same text twice changes nothing the second time. */
  takeIn(text: IncomingText): Promise<boolean>;
  /**
   * The same for many, in this order: a sender's are handled as they were kept. One that can never be kept turns away no other.
   * Throws when the inbox fails: then any of them may be kept, or not.
   */
  takeInAll(texts: readonly IncomingText[]): Promise<TakenIn>;
  retryLater(sid: string): Promise<void>;
  /** Up to when the provider's list of texts has been read. */
  readTo(): Promise<Instant>;
  setReadTo(to: Instant): Promise<void>;
}

export interface TakenIn {
  /** How many were not taken in before. */
  readonly fresh: number;
  readonly spoilt: readonly { readonly sid: string; readonly why: string }[];
}

export interface IncomingText {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly receivedAt: Instant;
  /** When the provider took it, where it was found by asking the provider. */
  readonly sentAt?: Instant;
}

export const INBOX = Symbol('Inbox');
