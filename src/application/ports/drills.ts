import type { DrillKind, DrillOutcome } from '../../domain/drill/drill.js';
import type { StepTimes } from '../../domain/drill/step-times.js';
import type { Instant } from '../../domain/time/instant.js';
import type { NewDrill } from './drill-book.js';
import type { PageOf, Paging } from './reader.js';

/** Looking at drills, without locking. */
export interface DrillReader {
  page(query: DrillQuery): Promise<PageOf<DrillView>>;
  find(id: string): Promise<DrillView | null>;
  /** Drills whose end has not been written down, the oldest first. */
  running(): Promise<DrillView[]>;
  /** Ended drills of the same unit and kind that began before this one, the newest first. */
  before(drill: DrillView, limit: number): Promise<DrillView[]>;
}

export interface DrillQuery extends Paging {
  readonly units?: readonly string[];
  readonly kind?: DrillKind;
}

export interface DrillView extends NewDrill {
  /** Whom it is about. */
  readonly practitioner: string;
  /** The incident's, for texts. */
  readonly reference: string;
  /** Null: its end has not been written down; its record may say more. */
  readonly endedAt: Instant | null;
  readonly outcome: DrillOutcome | null;
  /** Empty until then. */
  readonly steps: readonly StepTimes[];
}

export const DRILL_READER = Symbol('DrillReader');
