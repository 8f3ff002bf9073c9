import { alertCode } from './alert-code.js';
import { incidentReferenceIn } from './incident-reference.js';
import { agreedMoreTime } from './more-time.js';
import { plainText, type PlainText } from './normalise.js';
import { anyOf, phrases, says, saysOnly, together, without } from './phrases.js';
import { POLICE, POLICE_TO_COME, policeTold } from './police-told.js';
import { isReaction } from './reactions.js';
import { safe } from './safe-and-well.js';
import { GREETINGS } from './small-talk.js';
import { readTimes } from './span.js';
import type { ResponderText, ResponderWord } from './spoken.js';
import { twilioKeeps } from './twilio-words.js';
import { noAnswer } from './unanswered.js';
import type { Word } from './word.js';

/**
 * What a responder's text means: the contact or manager who was asked to find out.
 *
 * "Safe" ends the escalation and "police told" stops us asking, so both are read closed: one unknown word, and the
 * question is asked again. "No answer" and "code" move the escalation on, and are read open.
 */
export function understandResponder(body: string): ResponderText {
  const kept = twilioKeeps(body);
  if (kept !== null) return { reference: null, word: { verb: kept === 'start' ? 'opt_in' : 'opt_out' } };
  if (isReaction(body)) return { reference: null, word: { verb: 'unclear' } };
  const text = plainText(body);
  const all = readTimes(text.words);
  const at = incidentReferenceIn(all, NEXT_TO_A_REFERENCE);
  const words = at === null ? all : withoutReference(all, at);
  const word: ResponderWord = says(all, OUR_OWN_WORDS) ? { verb: 'unclear' } : meaningOf(text, words);
  return { reference: at === null ? null : all[at]!.text, word };
}

/** Our alert sent back or forwarded: "... Reply 4821 SAFE, 4821 NO or 4821 EXTEND 30" says nothing. */
const OUR_OWN_WORDS = phrases('reply {pin} and/safe/no/extend/ack/police/code');

/** Words that people run into the reference without a space. */
const NEXT_TO_A_REFERENCE = anyOf(
  `ack ok safe no answer extend police code ref reference incident alert it fine voicemail told`,
);

function withoutReference(words: readonly Word[], at: number): Word[] {
  const labelled = ['ref', 'reference', 'incident'].includes(words[at - 1]?.text ?? '') ? 1 : 0;
  const rest = [...words.slice(0, at - labelled), ...words.slice(at + 1)];
  return rest.map((word, nth) => (nth === at - labelled && nth > 0 ? { ...word, pause: true } : word));
}

function meaningOf(text: PlainText, words: readonly Word[]): ResponderWord {
  const code = alertCode(text, words);
  if (code !== null) return code;
  const police = policeTold(text, words);
  if (police !== null) return police;
  // A question, or something else about the police, must not be taken for word of the practitioner.
  const rest = without(words, POLICE_TO_COME);
  if (words.some((word) => word.text === '?') || says(rest, POLICE)) return { verb: 'unclear' };
  // "No answer, extend 30" has not been agreed with the person who is missing (8.4.2). It needs a question.
  const heard = [agreedMoreTime(rest), noAnswer(rest)].filter((word) => word !== null);
  if (heard.length > 0) return heard.length === 1 ? heard[0]! : { verb: 'unclear' };
  return safe(words) ?? acknowledged(words) ?? { verb: 'unclear' };
}

const ACK = phrases(
  'ack',
  'ack d',
  'acked',
  'acknowledged/acknowledge/received/understood/noted/roger/yes/yep/yeah/ok/copy/copied',
  'on it/to/this [it/this] [now]',
  'got it/this',
  'i have got it/this',
  '[i] will call/ring/phone/try/do/check/text/chase [her/him/them/now] [now]',
  '[i] [am] calling/ringing/phoning/trying/checking/chasing/dealing [her/him/them/with] [it/this/now] [now]',
  'looking into it/this',
  '[i] will give her/him/them a ring/call/bell/buzz [now]',
  'taking it/this',
  'leave it/this with me',
);
const ON_IT = together(ACK, POLICE_TO_COME);
const BESIDE_ACK = together(
  GREETINGS,
  phrases('i am', 'i will', 'i have', 'right away', 'straight away', 'asap', 'please', 'will do', 'again', 'that'),
);

function acknowledged(words: readonly Word[]): ResponderWord | null {
  return saysOnly(words, ON_IT, BESIDE_ACK) !== null ? { verb: 'ack' } : null;
}
