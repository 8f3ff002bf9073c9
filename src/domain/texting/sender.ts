import type { Incident } from '../incident/incident.js';
import type { Input, PinVerdict, PractitionerInput } from '../input.js';
import type { Person } from '../organisation/organisation.js';
import { isUnaccounted, type Visit } from '../visit/visit.js';

/** What is known of the sender when a text comes in. */
export interface Sender {
  readonly person: Person;
  /** Their own visits: watched ones, and those that ended today. No drills. */
  readonly visits: readonly Visit[];
  /** The drill about them: one that runs, or that ended a moment ago, when their LEFT may still mean it. */
  readonly drill?: Visit | null;
  /** They were asked in a drill a moment ago: an answer without its number may still mean that. */
  readonly practised?: boolean;
  /** Open incidents that they were alerted to. */
  readonly incidents: readonly Concern[];
  /** The incident whose reference the text names, open or ended, whoever's it is. */
  readonly named: Concern | null;
  /** Visits under way in the units where they are contact or manager: whose alert code it may be that they report. */
  readonly watching: readonly Visit[];
  readonly alertPhrases: readonly string[];
  readonly nameOf: (person: string) => string;
  /** Checks a departure PIN against the one that is held. */
  readonly checkPin: (pin: string | null) => PinVerdict;
}

export interface Concern {
  readonly visit: Visit;
  readonly incident: Incident;
}

export type Route =
  /** For this visit. */
  | { readonly to: Visit; readonly input: Input }
  /** Someone who is not expected anywhere: a visit is opened for it, so that it is watched all the same. */
  | { readonly to: 'unplanned'; readonly input: PractitionerInput }
  /** Nothing changes; they are answered. */
  | { readonly to: null; readonly answer: string }
  /** A word that the provider takes as an opt-out, or its undoing. */
  | { readonly to: 'phone'; readonly word: 'opt_out' | 'opt_in' | 'perhaps_left' };

/** Whether this person has still to be heard of on this visit. */
export const hasUnaccounted = (visit: Visit, person: string): boolean =>
  visit.attendees.some((attendee) => attendee.person === person && isUnaccounted(attendee));
