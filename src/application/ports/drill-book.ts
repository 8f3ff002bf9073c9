import type { DrillKind, DrillOutcome } from '../../domain/drill/drill.js';
import type { StepTimes } from '../../domain/drill/step-times.js';
import type { Instant } from '../../domain/time/instant.js';

/** Drills inside a transaction. */
export interface DrillBook {
  /** Until the transaction ends nobody else begins a drill: what was looked at before stays true. */
  alone(): Promise<void>;
  add(drill: NewDrill): Promise<void>;
  /** An open incident in this unit, or one that any of these people was alerted to. Real ones, or those of drills. */
  openIncident(which: 'real' | 'drill', unit: string, people: readonly string[]): Promise<OpenIncident | null>;
  /** Whether this person was asked or told in a drill that runs, or ended since then. */
  hasPractised(person: string, since: Instant): Promise<boolean>;
  /** Writes down how a drill ended, once. */
  end(id: string, ended: EndedDrill): Promise<void>;
}

export interface NewDrill {
  readonly id: string;
  readonly unit: string;
  readonly kind: DrillKind;
  readonly visitId: string;
  readonly incidentId: string;
  readonly startedAt: Instant;
  /** A person's id, or "api". */
  readonly startedBy: string;
}

export interface OpenIncident {
  readonly reference: string;
  /** Whom it is about, and everyone on its visit. */
  readonly about: readonly string[];
}

export interface EndedDrill {
  readonly at: Instant;
  readonly outcome: DrillOutcome;
  readonly steps: readonly StepTimes[];
}
