import { stepOf } from '../escalation/escalate.js';
import type { Step } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { Turn } from '../turn.js';
import { takersOf } from './hand-over.js';
import type { Ask, Incident } from './incident.js';
import { newsFrom } from './news-from.js';
import { mayEnd, standingOf } from './standing.js';
import { hasAnswered, isUnanswered } from './unanswered.js';

/**
 * What one responder may usefully say of an incident now, and what is awaited from them: for the buttons of a page. The
 * rules that take the report (report.ts) decide what it does; a button that is missing here is one that would do nothing.
 */
export interface Offers {
  readonly standing: 'contact' | 'manager';
  readonly awaited: Awaited;
  /** "I'm on it": buys minutes, once in a step (P7). At the police step it may be said again when it was asked again. */
  readonly takeOn: boolean;
  /** The next call without an answer would be which, of how many. Null where nobody is to ring them. */
  readonly noAnswer: { readonly nth: number; readonly of: number } | null;
  /** Whether their word "safe" ends it, or is passed on (P9). */
  readonly safe: 'ends' | 'informs';
  /** Reached, and the visit goes on (HVPF 8.4.2). */
  readonly longer: boolean;
  /** They gave the alert code on the telephone (HVPF 8.3.6). */
  readonly code: boolean;
  /** `now`: ringing the police is what is to be done. `exercise`: here they would, and must not. */
  readonly police: 'now' | 'may' | 'exercise';
  /** Ids of those whom they may hand it over to; none where it is not theirs. */
  readonly handOver: readonly string[];
  /** Nobody telephones whoever used the alert code (HVPF 8.3.5). */
  readonly mayCall: boolean;
}

/**
 * What is awaited from this person, and until when. `anybody`: nobody has it in hand, and it is not this person alone that is
 * asked. `nothing`: others have it in hand.
 */
export interface Awaited {
  readonly what: 'answer' | 'outcome' | 'police' | 'news' | 'anybody' | 'nothing';
  readonly until: Instant | null;
}

/** Null for whoever it is no business of, and for everybody once it is over. */
export function offersTo(turn: Turn, incident: Incident, person: string): Offers | null {
  const standing = standingOf(turn, incident, person);
  if (incident.status !== 'open' || standing === null || standing === 'practitioner') return null;
  const step = stepOf(turn, incident);
  const mayCall = incident.kind !== 'alert_code';
  const ends = mayEnd(turn, incident, standing);
  const drill = turn.visit.drill === true;
  return {
    standing,
    awaited: awaitedFrom(incident, step, person, standing),
    takeOn: mayTakeOn(incident, step, person, standing),
    noAnswer: mayCall ? nextAttempt(incident, step, person, standing) : null,
    safe: ends ? 'ends' : 'informs',
    longer: mayCall && ends,
    code: mayCall && !drill,
    police: drill ? 'exercise' : areToBeTold(incident, step) ? 'now' : 'may',
    handOver: takersOf(turn, incident, person).map(({ id }) => id),
    mayCall,
  };
}

function awaitedFrom(
  incident: Incident,
  step: Step | undefined,
  person: string,
  standing: Offers['standing'],
): Awaited {
  const until = incident.wait?.until ?? null;
  if (step?.kind === 'tell') return { what: newsFrom(incident) === person ? 'news' : 'nothing', until };
  const own = askNow(incident, person);
  if (!own || own.state === 'unanswered' || own.state === 'handed_over')
    return { what: awaitedOfOthers(incident, step, standing), until };
  if (step?.kind === 'police' || (step?.kind === 'ask' && step.attempts === 0)) return { what: 'police', until };
  return { what: own.state === 'acknowledged' || own.state === 'reported' ? 'outcome' : 'answer', until };
}

/** Of whoever is not asked now. To say that others are at it while nobody is would keep the last one who looks from acting (P6). */
function awaitedOfOthers(incident: Incident, step: Step | undefined, standing: Offers['standing']): Awaited['what'] {
  if (!isUnanswered(incident)) return 'nothing';
  return standing === 'manager' && areToBeTold(incident, step) ? 'police' : 'anybody';
}

function mayTakeOn(incident: Incident, step: Step | undefined, person: string, standing: Offers['standing']): boolean {
  if (!step || step.kind === 'tell') return false;
  const own = askNow(incident, person);
  if (standing === 'contact' && !own) return false;
  const here = incident.asks.find((one) => one.person === person && one.step === incident.step);
  return here === undefined || !hasAnswered(here);
}

function nextAttempt(
  incident: Incident,
  step: Step | undefined,
  person: string,
  standing: Offers['standing'],
): Offers['noAnswer'] {
  if (step?.kind !== 'ask' || step.attempts === 0) return null;
  const asked = incident.asks.some((one) => one.person === person && one.step === incident.step);
  if (standing === 'contact' && !asked) return null;
  return { nth: incident.attempts + 1, of: step.attempts };
}

/** Once they have been told, it is told again only of something graver: then the step asks for it. */
const areToBeTold = (incident: Incident, step: Step | undefined): boolean =>
  step?.kind === 'police' || (incident.kind === 'alert_code' && step?.kind !== 'tell');

/** In this step or, after an outage, together with it (P3). */
const askNow = (incident: Incident, person: string): Ask | undefined =>
  incident.asks.find((one) => one.person === person && one.step === incident.step) ??
  incident.asks.find((one) => incident.hurried === true && one.person === person && one.state === 'waiting');
