import type { DrillKind } from '../drill/drill.js';
import type { Policy } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import { showTime } from '../time/local.js';
import type { Visit } from '../visit/visit.js';
import { gsm7Length, oneSegment, SEGMENT } from './gsm7.js';
import { withoutLinkAtEnd } from './without-link.js';

/**
 * How the texts of a drill differ from real ones. Each begins with the same word; where a real text would have the police
 * rung, these say not to. They come without that word: a turn puts it before everything it sends about a drill.
 */

const MARK = 'EXERCISE ';

/**
 * The text of a drill, one segment still. What no longer fits is left out from its end, where the least important stands:
 * a link whole, then whole sentences; the last sentence left is cut.
 */
export function asExercise(body: string): string {
  if (body.startsWith(MARK)) return body;
  let text = MARK + body;
  while (gsm7Length(text) > SEGMENT) {
    const shorter = withoutLast(text);
    if (shorter === null) return oneSegment(text);
    text = shorter;
  }
  return text;
}

function withoutLast(text: string): string | null {
  const bare = withoutLinkAtEnd(text);
  if (bare !== text) return bare;
  const sentence = /^(.*[.?!]) \S.*$/s.exec(text);
  return sentence?.[1] ?? null;
}

/** What is said of a drill in the record. */
export const asExerciseEntry = (text: string): string => (text.startsWith('EXERCISE') ? text : `EXERCISE: ${text}`);

// To its practitioner.

export const begins = (visit: Visit, as: DrillKind, policy: Policy): string =>
  oneSegment(
    `${visit.reference} begins: ${BEGINS[as]}, about you.`,
    policy.escalations[as].standDown.beforePolice.includes('practitioner') && `Text ${visit.reference} LEFT to end it.`,
    'If you need help, SOS is always real.',
  );

const BEGINS: Readonly<Record<DrillKind, string>> = {
  overdue: 'practice of an overdue alarm',
  alert_code: 'practice of an alert code',
  sos: 'practice of a call for help',
};

export const over = (visit: Visit, at: Instant, { zone }: { readonly zone: string }): string =>
  oneSegment(`${visit.reference} is over, ${showTime(at, zone)}. Nothing is left to do. Thank you.`);

// To its responders: the parts of a text, without the link.

export const askSos = (reference: string, again: string, who: string): string[] => [
  `${reference} ${again}SOS from ${who}. Ring them. DO NOT RING THE POLICE.`,
  `Reply ${reference} ACK, SAFE, NO or POLICE`,
];

export const askAlertCode = (reference: string, again: string, names: string): string[] => [
  `${reference} ${again}ALERT CODE from ${names}. DO NOT CALL THEM. Here you would ring the police: DO NOT RING.`,
  `Reply ${reference} POLICE to end it`,
];

export const askPolice = (reference: string, again: string, names: string): string[] => [
  `${reference} ${again}contact lost with ${names}. Here you would ring the police: DO NOT RING.`,
  `Reply ${reference} POLICE to end it`,
];

export const tellContactOfAlertCode = (reference: string, names: string): string[] => [
  `${reference} ALERT CODE from ${names}. DO NOT CALL OR TEXT THEM.`,
  'Their manager is being asked. Nobody rings the police.',
];

/** Their free words might be meant: a drill must not talk them away. */
export const passOn = (reference: string, name: string, words: string): string =>
  oneSegment(`${reference} text from ${name}: "${words}"`, 'May it be real? Then ring them.');

// Answers to its responders.

export const policeStep = (reference: string): string =>
  oneSegment(`${reference}: here you would ring the police. DO NOT RING. Reply ${reference} POLICE to end it`);

export const policeStepDone = (reference: string): string =>
  oneSegment(`${reference}: noted. Here you would have rung the police; do not. It is over. Thank you.`);

export const codeNoted = (reference: string): string =>
  oneSegment(
    `${reference}: alert code noted, as practice.`,
    'Was it meant? Then text CODE and their name: that is real.',
  );

export const extendNoted = (reference: string): string =>
  oneSegment(`${reference}: extended, noted. It is over. Thank you.`);
