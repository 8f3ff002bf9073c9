import { HOUR, type Instant, type Milliseconds } from '../time/instant.js';
import { isWatched, openIncident, type Visit } from '../visit/visit.js';
import { standingOnVisit, type Scene } from './standing.js';

/**
 * Who may say of which visit that they were given the alert code by telephone (HVPF 8.3.6). A text finds the visit among
 * those under way around whoever sends it (route.ts); a screen or a machine can name any visit, so it is asked here.
 */

/** A visit that ended or was called off may still be where they are, for so long; one to come may have been begun early. */
const REACH: Milliseconds = 12 * HOUR;

export type WhyNotHeard = 'not_theirs' | 'long_over' | 'far_off';

/** Why their word is not taken for this visit, or null. */
export function whyNotHeard(scene: Scene, person: string): WhyNotHeard | null {
  if (standingOnVisit(scene, person) === null) return 'not_theirs';
  const { visit, at } = scene;
  if (openIncident(visit)) return null;
  if (visit.plannedStart > at + REACH) return 'far_off';
  return !isWatched(visit) && endOf(visit) < at - REACH ? 'long_over' : null;
}

const endOf = ({ expectedEnd, attendees }: Visit): Instant =>
  Math.max(expectedEnd, ...attendees.map(({ leftAt }) => leftAt ?? expectedEnd));

/** For the record, and for whoever is refused: reads after "it was not taken, for". */
export const WHY_NOT_HEARD: Readonly<Record<WhyNotHeard, string>> = {
  not_theirs: 'they are neither contact nor manager for this visit',
  long_over: 'the visit ended more than 12 hours ago',
  far_off: 'the visit is not due for another 12 hours',
};

/** Whether a screen offers it to this person: not to somebody on the visit, beside whom somebody may look at it (P8). */
export const isOfferedCode = (scene: Scene, person: string): boolean =>
  standingOnVisit(scene, person) !== 'practitioner' &&
  whyNotHeard(scene, person) === null &&
  openIncident(scene.visit)?.kind !== 'alert_code';
