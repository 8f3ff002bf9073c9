import type { MessagePurpose } from '../../domain/decision.js';
import type { IncidentKind } from '../../domain/policy/policy.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { DeliveryStatus } from './phones.js';

/** The outbox as the sender sees it. Each call is one statement of its own: no transaction is held while a phone is texted. */
export interface Outbox {
  /** Takes messages to send from this lane, oldest first, and marks them as being sent by this process. */
  claim(lane: Lane, limit: number): Promise<ClaimedMessage[]>;
  accepted(id: string, sid: string): Promise<void>;
  tryAgain(id: string, at: Instant, detail: string): Promise<void>;
  unknown(id: string, detail: string): Promise<void>;
  /**
   * Messages whose fate is unknown since before `before`, and, with `takeOver`, at once those whose sender died or froze
   * while sending. No other process looks into them at the same time.
   */
  inDoubt(before: Instant, limit: number, takeOver: boolean): Promise<ClaimedMessage[]>;
  /** What waits for a moment further ahead than any wait is, as after the database's clock was set back, waits no longer. */
  bringForward(): Promise<void>;
  /** Back to the queue, as a repeat that says it is one (P4). */
  repeat(id: string, body: string): Promise<void>;
  /** Asked, and nothing heard of it from the provider by now. */
  silent(now: Instant, limit: number): Promise<string[]>;
  /** Its silence is no longer looked at. */
  leaveSilent(id: string): Promise<void>;
  /** A delivery report that is good news, or no news; ranked, so that a late one changes nothing. */
  reported(id: string, sid: string, status: DeliveryStatus): Promise<void>;
  /** The id of the message with this SID, where a report does not carry it. */
  idOfSid(sid: string): Promise<string | null>;
}

export interface ClaimedMessage {
  readonly id: string;
  readonly mobile: string;
  readonly body: string;
  readonly urgency: number;
  readonly attempts: number;
  readonly claimedAt: Instant;
  readonly createdAt: Instant;
  readonly person: string;
  readonly purpose: MessagePurpose;
  readonly incidentId: string | null;
  readonly incidentKind: IncidentKind | null;
  /** The visit that it is about, as it stands now. */
  readonly visit: Visit | null;
}

/** Alerts never wait behind anything else (P4). */
export type Lane = 'alert' | 'other';

export const OUTBOX = Symbol('Outbox');
