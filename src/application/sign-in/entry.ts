import type { EntryKind, NewEntry } from '../../domain/decision.js';
import type { Instant } from '../../domain/time/instant.js';

/** A line of the office's record about who came in, who was refused, and who let in whom. Never a password, a code or a link. */
export const signInEntry = (
  at: Instant,
  kind: EntryKind & ('signed_in' | 'signed_out' | 'sign_in_refused' | 'account_changed'),
  by: string,
  text: string,
  data: NewEntry['data'] = {},
): NewEntry => ({ at, kind, clause: null, by, text, incidentId: null, data });
