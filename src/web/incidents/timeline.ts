import type { EntryKind } from '../../domain/decision.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { ChainedEntry } from '../../domain/record/chain.js';
import { iso } from '../../domain/time/instant.js';
import { nameOf } from '../visit-words.js';
import { DRILLED_POLICE, stepTitle } from './steps.js';

/** The record of an incident as a timeline, newest first: what has just happened is what a responder looks for. */
export interface TimelineItem {
  readonly label: string;
  readonly by: string;
  readonly at: string;
  readonly clause: string | null;
  readonly text: string;
  /** What a reader must not miss. */
  readonly weight: 'grave' | 'good' | 'plain';
}

export function timelineOf(entries: readonly ChainedEntry[], directory: Directory, drill = false): TimelineItem[] {
  return entries
    .map(({ kind, by, at, clause, text, data }) => ({
      label: LABELS[kind],
      by: MACHINES[by] ?? nameOf(directory, by),
      at: iso(at),
      clause,
      text: kind === 'step_started' ? sayStep(data['step'], text, drill) : text,
      weight: GRAVE.has(kind) ? ('grave' as const) : GOOD.has(kind) ? ('good' as const) : ('plain' as const),
    }))
    .reverse();
}

/** The record names a step as the policy does, for machines: here it is said as the steps above are. */
function sayStep(step: unknown, text: string, drill: boolean): string {
  if (typeof step !== 'string') return text;
  return drill && step === 'police' ? DRILLED_POLICE : stepTitle(step);
}

const MACHINES: Readonly<Record<string, string>> = { allswell: 'Allswell', api: 'another program' };

const GRAVE: ReadonlySet<EntryKind> = new Set([
  'incident_opened',
  'incident_changed',
  'police_told',
  'message_failed',
  'fault',
]);
const GOOD: ReadonlySet<EntryKind> = new Set(['departure_confirmed', 'stood_down', 'incident_closed']);

export const LABELS: Readonly<Record<EntryKind, string>> = {
  visit_planned: 'Visit planned',
  visit_changed: 'Visit changed',
  visit_cancelled: 'Visit cancelled',
  arrival_confirmed: 'Arrival',
  late_reported: 'Running late',
  late_arrival_asked: 'Late arrival asked about',
  reminder_sent: 'Reminder',
  reminder_dropped: 'Reminder left out',
  extended: 'Extended',
  departure_confirmed: 'Departure',
  departure_not_accepted: 'Departure not accepted',
  no_access: 'No access',
  abandoned: 'Abandoned',
  contact_told: 'Contact told',
  text_received: 'Text received',
  drill_started: 'Drill begun',
  drill_ended: 'Drill over',
  incident_opened: 'Incident opened',
  incident_changed: 'Incident changed',
  step_started: 'Next step',
  passed_over: 'Passed over',
  asked: 'Asked',
  told: 'Told',
  acknowledged: 'Taken on',
  acknowledgement_expired: 'No outcome in time',
  no_answer_reported: 'No answer from the practitioner',
  unanswered: 'Not answered',
  message_failed: 'Text not delivered',
  message_dropped: 'Text left out',
  caught_up: 'Asked together',
  monitoring_gap: 'Nobody watched',
  police_told: 'Police told',
  report_noted: 'Noted',
  stood_down: 'Stood down',
  call_sheet_viewed: 'Call sheet opened',
  record_made: 'Document made',
  person_viewed: 'Looked at who is visited',
  policy_changed: 'Policy changed',
  office_changed: 'Office changed',
  signed_in: 'Signed in',
  signed_out: 'Signed out',
  sign_in_refused: 'Sign-in refused',
  account_changed: 'Account changed',
  follow_up_due: 'To be done afterwards',
  follow_up_changed: 'Follow-up changed',
  follow_up_reminded: 'Reminded',
  incident_reviewed: 'What came of it',
  incident_closed: 'Closed',
  incident_reopened: 'Reopened',
  handed_over: 'Handed over',
  refused: 'Refused',
  fault: 'Fault',
};
