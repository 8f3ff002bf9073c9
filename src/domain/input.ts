import type { Viewer } from './record/looker.js';
import type { DrillKind } from './drill/drill.js';
import type { Harm } from './follow-up/called-for.js';
import type { IncidentKind } from './policy/policy.js';
import type { Span } from './time/clock-time.js';
import type { Instant } from './time/instant.js';

/** What happened: a text, a click, a call to the API, a deadline, a delivery report. All doors end here. */
export type Input = DiaryInput | PractitionerInput | ResponderInput | MachineInput | DrillInput | AfterwardsInput;

export type DiaryInput =
  | { readonly kind: 'planned'; readonly by: string }
  | {
      readonly kind: 'changed';
      readonly by: string;
      readonly plannedStart?: Instant;
      readonly plannedEnd?: Instant;
      readonly attendees?: readonly string[];
      /** What else was changed, in words without personal data ("address", "purpose"). */
      readonly also: readonly string[];
      /** Others of its series are changed at the same moment. */
      readonly withOthers?: boolean;
    }
  | { readonly kind: 'cancelled'; readonly by: string; readonly reason: string; readonly withOthers?: boolean };

export type DrillInput =
  | { readonly kind: 'drill_started'; readonly by: string; readonly as: DrillKind }
  /** Whoever runs drills ends it early. */
  | { readonly kind: 'drill_stopped'; readonly by: string }
  /** Something real began. `quietTo`: the person of the drill, where that is about them. */
  | { readonly kind: 'drill_overtaken'; readonly why: string; readonly quietTo: string | null };

/** When it was texted, where it was read much later: after an outage, or by way of the provider's list. Left out: just now. */
interface Texted {
  readonly texted?: Instant;
}

export type PractitionerInput =
  | ({ readonly kind: 'arrived'; readonly person: string; readonly stay: Span | null } & Texted)
  | { readonly kind: 'left'; readonly person: string; readonly both: boolean; readonly pin: PinVerdict }
  | ({ readonly kind: 'extend'; readonly person: string; readonly by: Span | null } & Texted)
  | ({ readonly kind: 'late'; readonly person: string; readonly by: Span | null } & Texted)
  | { readonly kind: 'no_access'; readonly person: string }
  | { readonly kind: 'abandon'; readonly person: string }
  | { readonly kind: 'sos'; readonly person: string; readonly words: string }
  | { readonly kind: 'alert_phrase'; readonly person: string; readonly words: string }
  /** Anything else they texted; during an incident it is shown to the responders word for word. */
  | { readonly kind: 'said'; readonly person: string; readonly words: string; readonly answer: string | null };

/** Checked outside the rules, where the PINs are kept. */
export type PinVerdict = 'right' | 'wrong' | 'missing' | 'none_set';

export interface ResponderInput {
  readonly kind: 'reported';
  readonly person: string;
  readonly incidentId: string | null;
  readonly report: Report;
  /** By text the responder is answered by text; on a screen or through the API they see the answer there. */
  readonly byText: boolean;
  /** By a tap on the page that the link in their text opens. */
  readonly onPhonePage?: Seen;
  /** By a button of the incident's own page. */
  readonly onScreen?: Seen;
}

/** What the incident was when the page was shown on which they reported. */
export interface Seen {
  readonly saw: IncidentKind;
  /** The first names of those whom it was about, as the page showed them; none on a page of before there was this. */
  readonly about?: readonly string[];
}

export type Report =
  | { readonly kind: 'ack' }
  /** `of`: of whom it was said, where a text did not say it of all who went. */
  | { readonly kind: 'safe'; readonly reason: string | null; readonly of?: readonly string[] }
  /** Nobody is in danger, without anybody having been reached: raised in error, a double. By the rules of "safe". */
  | { readonly kind: 'stand_down'; readonly reason: string }
  | { readonly kind: 'no_answer'; readonly times: 1 | 2 }
  | { readonly kind: 'extend'; readonly by: Span | null }
  | {
      readonly kind: 'police';
      readonly policeReference: string | null;
      readonly operator: string | null;
      readonly toldAt?: Instant;
    }
  | { readonly kind: 'code' }
  /** Asks somebody else in their place. */
  | { readonly kind: 'hand_over'; readonly to: string }
  | { readonly kind: 'unclear'; readonly words: string };

export type MachineInput =
  /** `dueAt` tells this deadline from a later one of the same key. */
  | { readonly kind: 'deadline'; readonly key: string; readonly dueAt: Instant }
  | {
      readonly kind: 'message_failed';
      readonly to: string;
      readonly purpose: string;
      readonly incidentId: string | null;
      readonly why: string;
    }
  /** A text was not sent after all: what it says no longer applied when its turn came. */
  | {
      readonly kind: 'message_dropped';
      readonly to: string;
      readonly purpose: string;
      readonly incidentId: string | null;
      readonly why: string;
    }
  | { readonly kind: 'device_activated'; readonly person: string; readonly note: string }
  /** `withheld`: without who is visited and where. */
  | ({ readonly kind: 'call_sheet_viewed'; readonly incidentId: string; readonly withheld?: boolean } & Viewer)
  | ({ readonly kind: 'call_sheet_refused'; readonly incidentId: string } & Viewer)
  /** The incident's record was made into a document. `names`: who is visited, and where, stands in it. */
  | { readonly kind: 'record_made'; readonly by: string; readonly incidentId: string; readonly names: boolean }
  | { readonly kind: 'record_refused'; readonly by: string; readonly incidentId: string };

/** What a manager says once it is over. Whether they may, and whether all is done that must be, was asked before. */
export type AfterwardsInput = { readonly by: string; readonly incidentId: string } & (
  | { readonly kind: 'reviewed'; readonly harm: Harm; readonly account: string; readonly learned: string }
  | { readonly kind: 'incident_closed'; readonly reason: string }
  | { readonly kind: 'incident_reopened'; readonly reason: string }
);
