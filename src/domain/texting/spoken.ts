import type { Span } from '../time/clock-time.js';

/**
 * What a text means, before anyone asks which visit or which incident it is about (route.ts).
 *
 * A practitioner's words and a responder's words are two vocabularies: "NO" from a responder is an unanswered
 * call, "no" from a practitioner means nothing by itself.
 */
export type PractitionerWord =
  | { readonly verb: 'arrived'; readonly stay: Span | null }
  /** `both`: said for the other attendees too ("LEFT BOTH"). `pin`: digits that followed, for policies that ask for one. */
  | { readonly verb: 'left'; readonly both: boolean; readonly pin: string | null }
  /** `by` is null where more time is asked for and none is named. */
  | { readonly verb: 'extend'; readonly by: Span | null }
  | { readonly verb: 'late'; readonly by: Span | null }
  | { readonly verb: 'no_access' }
  | { readonly verb: 'abandon' }
  | { readonly verb: 'visits' }
  /** Home safe at the end of the day; with `by`, the time by which they mean to be home. */
  | { readonly verb: 'home'; readonly by: Span | null }
  | { readonly verb: 'sos' }
  /** END or CANCEL: Twilio has taken it as an opt-out; the person probably meant that they are leaving. */
  | { readonly verb: 'perhaps_left' }
  /** STOP, QUIT, ... : an opt-out, a fault to mend. */
  | { readonly verb: 'opt_out' }
  /** START, UNSTOP, YES: texts are allowed again. */
  | { readonly verb: 'opt_in' }
  | { readonly verb: 'unclear' };

export type ResponderWord =
  | { readonly verb: 'ack' }
  | { readonly verb: 'safe' }
  /** Called and got no answer; `times` is 2 for "NO NO", "no answer twice". */
  | { readonly verb: 'no_answer'; readonly times: 1 | 2 }
  | { readonly verb: 'extend'; readonly by: Span | null }
  /** The police have been told; `policeReference` as they gave it. */
  | { readonly verb: 'police'; readonly policeReference: string | null }
  /** The practitioner gave the alert code by voice. `who`: what followed, a visit reference or a name. */
  | { readonly verb: 'code'; readonly who: string | null }
  | { readonly verb: 'opt_out' }
  | { readonly verb: 'opt_in' }
  | { readonly verb: 'unclear' };

/** One text as a responder wrote it: the incident's reference when they gave one ("4821 SAFE", "safe 4821"). */
export interface ResponderText {
  readonly reference: string | null;
  readonly word: ResponderWord;
}
