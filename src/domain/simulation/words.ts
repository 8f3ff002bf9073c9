import type { PractitionerInput, Report } from '../input.js';
import type { Span } from '../time/clock-time.js';

/**
 * The few fixed forms in which the stories text. Not the grammar of the product, which forgives: here each line means one
 * thing, so that a story is about the rules.
 */

/** Everyone's departure PIN in the stories. */
const PIN = '1234';
export const COVERT = 'please cancel my next appointment';

export function practitionerSays(person: string, words: string): PractitionerInput {
  const [verb = '', ...rest] = words.split(' ');
  const tail = rest.join(' ');
  switch (verb) {
    case 'ARRIVED':
      return { kind: 'arrived', person, stay: spanOf(tail) };
    case 'LEFT': {
      const digits = /\d+/.exec(tail)?.[0];
      return {
        kind: 'left',
        person,
        both: rest[0] === 'BOTH',
        pin: digits === undefined ? 'missing' : digits === PIN ? 'right' : 'wrong',
      };
    }
    case 'EXTEND':
      return { kind: 'extend', person, by: spanOf(tail) };
    case 'LATE':
      return { kind: 'late', person, by: spanOf(tail) };
    case 'ABANDON':
      return { kind: 'abandon', person };
    case 'SOS':
      return { kind: 'sos', person, words };
  }
  if (words === 'NO ACCESS') return { kind: 'no_access', person };
  if (words === COVERT) return { kind: 'alert_phrase', person, words };
  return { kind: 'said', person, words, answer: 'Sorry, not understood.' };
}

export function responderSays(words: string): Report {
  const [verb = '', ...rest] = words.split(' ');
  const tail = rest.join(' ');
  switch (verb) {
    case 'ACK':
      return { kind: 'ack' };
    case 'SAFE':
      return { kind: 'safe', reason: tail || null };
    case 'STAND':
      return { kind: 'stand_down', reason: tail };
    case 'NO':
      return { kind: 'no_answer', times: tail === 'NO' ? 2 : 1 };
    case 'EXTEND':
      return { kind: 'extend', by: spanOf(tail) };
    case 'POLICE':
      return { kind: 'police', policeReference: tail || null, operator: null };
    case 'HAND':
      return { kind: 'hand_over', to: tail };
    case 'CODE':
      return { kind: 'code' };
    default:
      return { kind: 'unclear', words };
  }
}

function spanOf(tail: string): Span | null {
  const until = /^UNTIL (\d\d):(\d\d)$/.exec(tail);
  if (until) return { until: { hour: Number(until[1]), minute: Number(until[2]), exact: true } };
  return /^\d+$/.test(tail) ? { minutes: Number(tail) } : null;
}
