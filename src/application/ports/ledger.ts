import type { Decision, MessagePurpose, NewEntry, NewMessage } from '../../domain/decision.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Affected } from '../../domain/monitoring-gap.js';
import type { Gap } from '../../domain/time/gap.js';
import type { IncidentKind, Policy } from '../../domain/policy/policy.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { PersonVisited } from '../../domain/visit/visit-plan.js';
import type { TokenBook } from './api-tokens.js';
import type { CanaryBook } from './canary-book.js';
import type { DrillBook } from './drill-book.js';
import type { NumberBook } from './number-book.js';
import type { FollowUpBook } from './follow-up-book.js';

/** What is kept, and the only way to change it: one transaction that locks, decides and writes. */
export interface Ledger {
  /** Runs `work` in one transaction; what it throws undoes all of it. */
  transaction<T>(work: (page: Page) => Promise<T>): Promise<T>;
  /** Whether what a transaction threw was the database's trouble: no row is at fault, and the same may succeed in a moment. */
  isPassing(error: unknown): boolean;
}

export const LEDGER = Symbol('Ledger');

/** One open transaction. Visits come back locked, always in the order of their ids, so that nobody waits in a circle. */
export interface Page {
  readonly now: Instant;
  readonly directory: Directory;
  readonly optedOut: ReadonlySet<string>;
  /** When the loop last went round, in any process. */
  readonly lastSweep: Instant;
  /** The newest time in which nobody watched. */
  readonly gap: Gap | null;
  readonly drills: DrillBook;
  readonly canaries: CanaryBook;
  readonly tokens: TokenBook;
  readonly numbers: NumberBook;
  readonly followUps: FollowUpBook;

  /** Those that can be worked with: what is kept of a visit may have been spoilt, and must not stop what concerns others. */
  lockVisits(ids: readonly string[]): Promise<Visit[]>;
  /** As they stand, held by nobody: for what is only said of them. */
  lookAtVisits(ids: readonly string[]): Promise<Visit[]>;
  /**
   * Visits with a deadline that has passed, alarms first, oldest first; those locked elsewhere are left to whoever has
   * them. A visit whose people have a text that came in after `textsSince` and is not handled waits for that: it may say LEFT.
   */
  lockDueVisits(limit: number, textsSince: Instant): Promise<DueVisits>;
  /** Leaves a visit that the rules cannot work out alone for a while, so that it does not crowd out the others. */
  postpone(visitId: string, until: Instant): Promise<void>;
  /**
   * Takes note of a gap that ends now, once for all processes: null when the last sweep was later than `before`. Says what
   * fell due in it, unit by unit.
   */
  closeGap(before: Instant): Promise<{ readonly gap: Gap; readonly affected: Affected[] } | null>;
  /** The last sweep is ahead of now, for the database's clock was set back: it counts as one of now. */
  watchAnew(): Promise<void>;
  /** Watched visits of this person, and those that ended since `since`. */
  visitIdsOf(person: string, since: Instant): Promise<string[]>;
  /** The visits that were planned together under this id, whatever became of them. */
  visitIdsOfSeries(series: string): Promise<string[]>;
  visitIdsUnderWayIn(units: readonly string[]): Promise<string[]>;
  /** Visits with an open incident that this person was alerted to. */
  visitIdsAlerted(person: string): Promise<string[]>;
  /** The visit of the newest incident with this reference, within the seven days for which it is not used again. */
  visitIdOfReference(reference: string): Promise<string | null>;
  policyOf(visit: Visit): Promise<Policy>;

  /** References that are free, for incidents that may be opened. */
  freshIncidentReferences(count: number): Promise<string[]>;
  addVisit(visit: Visit, details: VisitDetails): Promise<void>;
  /** By visit. The caller holds their locks: nobody changes them meanwhile. */
  detailsOf(visitIds: readonly string[]): Promise<ReadonlyMap<string, VisitDetails>>;
  changeDetails(visitId: string, details: Partial<VisitDetails>): Promise<void>;
  /** What was answered to this press of a button; null for one that is new. */
  answerTo(press: string): Promise<string | null>;
  keepAnswer(press: string, answer: string): Promise<void>;
  /**
   * Keeps this answer to a press that is new, and gives null; else the answer that was kept before. Of two at once the
   * second waits until the first is done.
   */
  keepOrFindAnswer(press: string, answer: string): Promise<string | null>;
  /** Writes states, entries, deadlines, outbox and links of all decisions, set-wise. */
  write(decisions: readonly Decision[]): Promise<void>;
  /**
   * Lines of the record of a visit whose state stays as it is: what followed it, who looked at it. The caller holds its lock.
   * The visit is not the newer for it: a text that comes in is not taken to be about it.
   */
  addEntries(visitId: string, entries: readonly NewEntry[]): Promise<void>;
  /** Whether this person's looking at who is visited, through this token or through none, was entered since then. */
  hasViewed(visitId: string, person: string, token: string | null, since: Instant): Promise<boolean>;
  /**
   * The visits (by their references) of which the office's record says that this person was shown this in a list since then.
   */
  visitsViewed(person: string, token: string | null, what: string, since: Instant): Promise<ReadonlySet<string>>;
  /** Nobody else writes to the office's own chain until the transaction ends. */
  holdOffice(): Promise<void>;
  /** Lines of the office's own chain: imports, unknown senders, refusals. */
  writeOffice(entries: readonly NewEntry[]): Promise<void>;
  /** Texts that belong to no visit: answers to "VISITS", news of a phone that was cut off. */
  send(messages: readonly NewMessage[], visitId?: string | null): Promise<void>;

  freshVisitReference(): Promise<string>;
  /** The oldest text that waits to be handled and is nobody else's now; a sender's texts come one after the other. */
  nextText(): Promise<ReceivedText | null>;
  /** False when somebody else was first: then nothing is changed. */
  textHandled(sid: string, person: string | null): Promise<boolean>;
  repliesSince(mobile: string, since: Instant): Promise<number>;
  /** Whether these words went to this phone lately: a notice is not repeated all day. */
  wasSent(mobile: string, body: string, since: Instant): Promise<boolean>;
  /** The hash of a departure PIN, or null where none is set. */
  pinHash(person: string): Promise<string | null>;
  setOptedOut(mobile: string, optedOut: boolean): Promise<void>;
  /** Changes a message's state if it still stands at one of `from`. Null when it has moved on, or is unknown. */
  settleMessage(id: string, from: readonly MessageState[], to: SettledMessage): Promise<SentMessage | null>;
}

export interface DueVisits {
  readonly visits: readonly Visit[];
  /** Locked like the others, and what is kept of them cannot be worked with. */
  readonly spoilt: readonly SpoiltVisit[];
}

/** What can still be said of a visit that the rules cannot work out. */
export interface SpoiltVisit {
  readonly id: string;
  readonly reference: string;
  readonly unit: string;
  /** Who is on it. */
  readonly people: readonly string[];
  /** An alert code runs on it: nobody rings those who are on it (HVPF 8.3.6). */
  readonly covert: boolean;
  readonly why: string;
}

export interface ReceivedText {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  readonly attempts: number;
  /** When it was texted, as the provider has it, or came in; left out: just now. */
  readonly textedAt?: Instant;
}

export const MESSAGE_STATES = [
  'pending',
  'sending',
  'unknown',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  /** Not sent: what it says no longer applied. */
  'dropped',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export interface SettledMessage {
  /** Null: only the silence is settled, the state stays. */
  readonly state: MessageState | null;
  readonly failure: string | null;
  readonly errorCode: number | null;
  readonly detail: string | null;
}

export interface SentMessage {
  readonly id: string;
  readonly visitId: string | null;
  readonly incidentId: string | null;
  readonly person: string;
  readonly mobile: string;
  readonly purpose: MessagePurpose;
  readonly body: string;
  readonly incidentKind: IncidentKind | null;
  readonly createdAt: Instant;
}

export interface VisitDetails {
  readonly purpose: string;
  readonly personVisited: PersonVisited | null;
}
