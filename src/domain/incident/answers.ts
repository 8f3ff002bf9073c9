import type { EntryKind } from '../decision.js';

/**
 * Lines that are a responder's own word (P5), of a real alarm or of a drill. A text that could not be understood is noted and
 * counts: somebody is there. Who wrote it decides the rest: Allswell itself and whoever is on the visit are no responders.
 */
export const ANSWERS: readonly EntryKind[] = [
  'acknowledged',
  'handed_over',
  'no_answer_reported',
  'report_noted',
  'extended',
  'incident_changed',
  'police_told',
  'stood_down',
];
