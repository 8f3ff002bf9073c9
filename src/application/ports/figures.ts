import type { IncidentFacts, VisitTally } from '../../domain/figures/figures.js';
import type { Scope } from '../../domain/permission/access.js';
import type { Instant } from '../../domain/time/instant.js';

/** What the figures are made from: counted where the rows are. */
export interface FiguresReader {
  visits(query: FiguresQuery): Promise<VisitTally[]>;
  incidents(query: FiguresQuery): Promise<IncidentFacts[]>;
}

export const FIGURES = Symbol('Figures');

export interface FiguresQuery {
  readonly scope: Scope;
  /** Whoever asks: an alert code of a visit that they are on is in none of their figures (P8). */
  readonly hiddenFrom: string;
  /** Unset: all within the scope. */
  readonly units?: readonly string[];
  /** Visits that were to start, and incidents that were opened, in this span. */
  readonly from: Instant;
  readonly to: Instant;
  /** What has not yet come by then is not counted. */
  readonly at: Instant;
  /** Whose months they are. */
  readonly zone: string;
}
