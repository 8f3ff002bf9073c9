import type { Death } from './parts/service-process.js';
import type { Schedule } from './schedule.js';

/**
 * All that the checker may look at: what the phones received, what people texted, what was broken and when, and what the
 * API says afterwards. Nothing of the service's insides. Moments are milliseconds since 1970, by this machine's clock, which is
 * Postgres's as well.
 */
export interface Evidence {
  readonly schedule: Schedule;
  /** When the schedule's times began to count, when all faults were over, and until when what is due is judged. */
  readonly began: number;
  readonly clear: number;
  readonly judgedUntil: number;
  readonly troubles: readonly Trouble[];
  readonly heard: readonly Heard[];
  readonly said: readonly Said[];
  readonly attempts: readonly Attempt[];
  readonly polls: readonly number[];
  readonly deaths: readonly Death[];
  /** How each process ended when it was told to stop at the end. */
  readonly endings: readonly string[];
  /** Visits that the API said it had taken. */
  readonly planned: readonly PlannedVisit[];
  readonly visits: readonly Visit[];
  readonly incidents: readonly Incident[];
  readonly messages: readonly Message[];
  readonly verification: { readonly code: number | null; readonly words: string };
}

/** Something is broken. It may keep a step from its time, or only a text from its phone; or the machine is slow. */
export interface Trouble {
  readonly what: string;
  readonly touches: 'everything' | 'texts' | 'pace';
  readonly from: number;
  to: number;
}

/** A text that a phone received. */
export interface Heard {
  readonly sid: string;
  /** Which of the service's messages it is. */
  readonly row: string | null;
  readonly phone: string;
  readonly body: string;
  readonly at: number;
}

/** A text that a person sent. */
export interface Said {
  readonly sid: string;
  readonly phone: string;
  readonly body: string;
  readonly at: number;
  /** When its webhook was first called: before that the service could not know. */
  calledAt: number | null;
  /** When the service first answered that it has it; null: never. */
  acceptedAt: number | null;
  readonly tries: string[];
}

/** A request of the service to send a text. */
export interface Attempt {
  readonly row: string | null;
  readonly to: string;
  readonly body: string;
  readonly at: number;
  outcome: string;
  sid: string | null;
}

export interface PlannedVisit {
  readonly plan: number;
  readonly id: string;
  readonly at: number;
}

export interface Visit {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly unit: string;
  readonly kind: string;
  readonly purpose: string;
  readonly plannedStart: number;
  readonly plannedEnd: number;
  readonly expectedEnd: number;
  readonly attendees: readonly { readonly person: string; readonly status: string }[];
  /** The whole record of the visit, in order. */
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly clause: string | null;
  readonly by: string;
  readonly text: string;
  readonly incidentId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Incident {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly status: string;
  readonly step: string;
  readonly visitId: string;
  readonly subjects: readonly string[];
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  /** The chain as it is exported, with hashes. */
  readonly chain: string;
  readonly links: readonly Link[];
}

/** An entry as it is exported: with the hash of the one before it and its own. */
export interface Link {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly clause: string | null;
  readonly by: string;
  readonly text: string;
  readonly incidentId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
}

export interface Message {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly sid: string | null;
  readonly person: string | null;
  readonly mobile: string;
  readonly body: string;
  readonly purpose: string | null;
  readonly state: string;
  readonly visitId: string | null;
  readonly incidentId: string | null;
  readonly at: number;
  readonly detail: string | null;
}
