import type { IncidentView } from '../../application/ports/reader.js';
import type { Offers } from '../../domain/incident/offers.js';
import { taskOf } from '../answer/answer-page.js';
import { eachOf } from '../../domain/texting/whom.js';
import { nameOf } from '../visit-words.js';
import type { View } from './steps.js';

/** What whoever looks at an incident may report of it now: by the rule that the phone page has, in words. */
export interface Reports {
  readonly standing: string;
  /** What is asked of them. */
  readonly task: string;
  /** Their names, where "safe" is said of more than one. */
  readonly several: { readonly names: string; readonly others: string } | null;
  /** "I'm on it". */
  readonly takeOn: boolean;
  /** Null where nobody is to ring the practitioner. */
  readonly noAnswer: string | null;
  readonly longer: boolean;
  readonly code: boolean;
  /** Ringing the police is what is to be done now. */
  readonly policeNow: boolean;
  /** Whether their word "safe" ends it, or only informs (P9). */
  readonly ends: boolean;
  /** Nobody telephones whoever used the alert code. */
  readonly calling: boolean;
  /** Whom they may hand it over to; the one who is next in line for it comes first. */
  readonly takers: readonly { readonly value: string; readonly text: string }[];
}

export function reportsOf(view: IncidentView, offers: Offers | null, now: View): Reports | null {
  if (!offers) return null;
  const { standing, noAnswer, takeOn, longer, code, police, safe, handOver, mayCall, awaited } = offers;
  const names = view.incident.subjects.map((id) => nameOf(now.directory, id));
  return {
    standing: standing === 'manager' ? 'a manager' : 'the nominated contact',
    task: taskOf({ offers, view, at: now.at, zone: now.zone }, names),
    several:
      names.length > 1 ? { names: eachOf(names), others: names.length === 2 ? 'the other' : 'the others' } : null,
    takeOn,
    noAnswer:
      noAnswer &&
      (noAnswer.of === 1 ? 'I rang: no answer' : `I rang: no answer (call ${noAnswer.nth} of ${noAnswer.of})`),
    longer,
    code,
    policeNow: police === 'now' || (police === 'exercise' && awaited.what === 'police'),
    ends: safe === 'ends',
    calling: mayCall,
    takers: handOver.map((id) => ({ value: id, text: nameOf(now.directory, id) })),
  };
}
