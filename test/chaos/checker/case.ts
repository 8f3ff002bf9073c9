import type { Evidence, Incident, Visit } from '../evidence.js';
import { courseOf, type Scene } from './course.js';
import { Patience } from './patience.js';
import { watched, type Watched } from './watch.js';

/** The evidence, and what several judgements make of it alike. */
export interface Case {
  readonly evidence: Evidence;
  readonly patience: Patience;
  readonly courses: readonly Course[];
  readonly watches: readonly Watched[];
}

export interface Course {
  readonly incident: Incident;
  readonly visit: Visit;
  readonly scenes: readonly Scene[];
}

export function caseOf(evidence: Evidence): Case {
  const { visits, incidents, troubles } = evidence;
  return {
    evidence,
    patience: new Patience(troubles),
    courses: incidents.flatMap((incident) => {
      const visit = visits.find(({ id }) => id === incident.visitId);
      return visit ? [{ incident, visit, scenes: courseOf(incident, visit, evidence) }] : [];
    }),
    watches: visits.filter(({ kind }) => kind !== 'unplanned').map((visit) => watched(visit, evidence)),
  };
}
