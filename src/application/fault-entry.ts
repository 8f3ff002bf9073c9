import type { NewEntry } from '../domain/decision.js';
import type { Instant } from '../domain/time/instant.js';

/** A line of the office's own record: something did not go as it should, and what was done about it. */
export const faultEntry = (
  at: Instant,
  text: string,
  data: NewEntry['data'] = {},
  clause: string | null = null,
): NewEntry => ({ at, kind: 'fault', clause, by: 'allswell', text, incidentId: null, data });
