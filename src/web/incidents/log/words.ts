import type { Outcome } from '../../../domain/incident/outcome.js';
import type { IncidentStatus } from '../../../domain/incident/incident.js';
import { type DRILLS, type SORTS } from './filter.js';

/** What the log of incidents calls things. */

/** For every kind of incident; what it says of an overdue visit is the cause of the alarm. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  left: 'Had left, and said so after the alarm',
  stayed: 'Was there, and the visit went on',
  not_made: 'Had not gone in, and said so after the alarm',
  found_safe: 'Found safe by a responder',
  police: 'The police were told',
};

export const STATUS_WORDS: Readonly<Record<IncidentStatus, string>> = {
  open: 'Open',
  stood_down: 'Stood down',
  closed: 'Closed',
};

export const DRILL_WORDS: Readonly<Record<(typeof DRILLS)[number], string>> = {
  with: 'With drills',
  without: 'Without drills',
  only: 'Only drills',
};

export const SORT_WORDS: Readonly<Record<keyof typeof SORTS, string>> = {
  newest: 'Opened, newest first',
  oldest: 'Opened, oldest first',
  longest: 'Duration, longest first',
  shortest: 'Duration, shortest first',
  gravest: 'Kind, gravest first',
  furthest: 'Step reached, furthest first',
};
