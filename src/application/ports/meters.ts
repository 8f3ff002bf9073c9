import type { Milliseconds } from '../../domain/time/instant.js';

/** What the service counts of its own work, for `/metrics` (P12). Never a name, a number or a text's body in a label (P11). */
export interface Meters {
  /** A deadline was acted on this long after it was due. */
  deadlineActedOn(late: Milliseconds, urgency: 'alarm' | 'reminder'): void;
  /** The provider took a message this long after it was written. */
  messageAccepted(after: Milliseconds, lane: 'alert' | 'other'): void;
  /** The provider did not take a message: "try_again", "unknown", or the class of its refusal. */
  providerError(kind: string): void;
  /** A message was sent again because its fate was unknown; its text says so (P4). */
  messageRepeated(): void;
  /** A message was not sent: what it says no longer holds. */
  messageDropped(): void;
  /** A webhook was refused for its signature: how a broken proxy shows. */
  webhookRefused(): void;
  /** A text came in, by webhook or found by asking the provider. */
  textTakenIn(how: 'webhook' | 'poll'): void;
  /** Somebody did not answer in this step of a policy. */
  stepUnanswered(step: string): void;
  /** A row was set aside because the rules could not work it out. */
  setAside(what: 'visit' | 'text' | 'message'): void;
}

export const METERS = Symbol('Meters');
