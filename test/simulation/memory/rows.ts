import type { MessageState } from '../../../src/application/ports/ledger.js';
import type { MessagePurpose } from '../../../src/domain/decision.js';
import type { IncidentKind } from '../../../src/domain/policy/policy.js';
import type { ChainedEntry } from '../../../src/domain/record/chain.js';
import type { Instant } from '../../../src/domain/time/instant.js';
import type { Visit } from '../../../src/domain/visit/visit.js';

/** The tables, as far as the use cases need them. */

export interface VisitRow {
  /** Never changed in place: the rules make a new one. */
  state: Visit;
  updatedAt: Instant;
  /** Everyone who was ever on it. */
  readonly attendees: Set<string>;
  deadlines: readonly DeadlineRow[];
}

export interface DeadlineRow {
  readonly dueAt: Instant;
  /** 0: alarm, 1: reminder. */
  readonly urgency: number;
}

export interface MessageRow {
  readonly id: string;
  readonly order: number;
  readonly visitId: string | null;
  readonly incidentId: string | null;
  readonly incidentKind: IncidentKind | null;
  readonly person: string;
  readonly mobile: string;
  readonly purpose: MessagePurpose;
  /** 0: alert, 1: reply, 2: notice. */
  readonly urgency: number;
  readonly createdAt: Instant;
  body: string;
  state: MessageState;
  sid: string | null;
  attempts: number;
  nextAttemptAt: Instant;
  claimedAt: Instant;
  claimedBy: string;
  lookedAt: Instant | null;
  silentAt: Instant | null;
  detail: string | null;
}

export interface InboundRow {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  readonly order: number;
  readonly receivedAt: Instant;
  handledAt: Instant | null;
  attempts: number;
  retryAt: Instant;
}

/** What one transaction wrote: what the judge reads of the record. */
export interface Commit {
  readonly at: Instant;
  readonly process: string;
  readonly lines: readonly Line[];
  readonly messages: readonly MessageRow[];
  readonly handled: readonly string[];
}

export interface Line {
  /** A visit's id, or "office". */
  readonly chain: string;
  readonly entry: ChainedEntry;
}
