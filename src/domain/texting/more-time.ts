import type { Span } from '../time/clock-time.js';
import { saysLeftInPassing } from './departure.js';
import { isHearsay } from './hearsay.js';
import { anyOf, doubted, phrases, phrasesIn, says, together, type PhraseBook } from './phrases.js';
import { NOT_A_LENGTH, spanIn } from './span.js';
import type { PractitionerWord, ResponderWord } from './spoken.js';
import type { Word } from './word.js';

/** Asking for more time (8.3.2), in the words of a practitioner or of the contact who has just spoken to one. */
export const MORE_TIME = phrases(
  'extend/extending',
  'ext {amount}',
  '[an] extension of/by/until/please',
  'need/want/request/requesting an extension',
  'another/extra/additional {amount}',
  '{amount} more/extra/longer/over',
  'add [on] [another/an] [extra] {amount}',
  'need [about] {amount}',
  'need [until] {clock}',
  'need until [about] {time}',
  'stay/staying/stopping until [about] {time}',
  'longer',
  'more/extra time/minutes/mins',
  'running over',
  'run over by {amount}',
  'over running/run',
  'overrunning',
  'overrun',
  'over by {amount}',
  'over time',
);

const UNTIL = phrases(
  'until [about] {time}',
  'extend/extended [it/visit/time] [to/until] [about] {clock}',
  'extend/extended [it/visit/time] to [about] {time}',
  'need/needs {clock}',
  'out/done/back/finished/finish/finishing/leaving/leave/end/ending at/by/about [about] {time}',
);

/**
 * Who asks for more time asks to be looked for later, so a doubt is answered with a question. "Not done yet, need 20
 * more" is no doubt: the "not" belongs to "done".
 */
function asksForMoreTime(
  words: readonly Word[],
  asking: PhraseBook,
  doubts: ReadonlySet<string>,
): { readonly by: Span | null } | null {
  const asked = phrasesIn(words, asking);
  if (asked.length === 0) return null;
  const denied = asked.some(({ from }) => doubted(words, from, doubts));
  return denied ? null : { by: spanIn(words, UNTIL, NOT_A_LENGTH) };
}

// --- a practitioner, inside (8.3.2) ----------------------------------------------------------------------------------

const NOT_MORE_IF_BEFORE = anyOf(
  `not no never without if unless may might how he she they him her has is was you before after in wait waiting
   needs wants took taken text reply type say`,
);
const ON_THE_WAY = phrases(
  'traffic',
  'on my/the way',
  'on [the] route',
  'to get there',
  'be there',
  'there in',
  'train/bus',
);

export function needsLonger(words: readonly Word[]): PractitionerWord | null {
  const asked = asksForMoreTime(words, MORE_TIME, NOT_MORE_IF_BEFORE);
  if (asked === null || says(words, ON_THE_WAY) || saysLeftInPassing(words)) return null;
  return { verb: 'extend', by: asked.by };
}

// --- a responder who has just spoken to them (8.4.2) -----------------------------------------------------------------

const EXTENDED = together(
  MORE_TIME,
  phrases(
    'extended/extends/extension',
    'needs/wants [about/until] {amount}',
    'needs/wants [until] [about] {clock}',
    'needs/wants until [about] {time}',
    'needs/wants more',
  ),
);
/** "Give her another 20" is the responder's wish, not what the practitioner has said. */
const NOT_EXTENDED_IF_BEFORE = anyOf(
  `not no never without if unless may might how does did do can could should try trying in after let`,
);
const GIVING_TIME = phrases('give/giving/wait/waiting/allow/allowing', 'hang on', 'try/call/ring again/back');

export function agreedMoreTime(words: readonly Word[]): ResponderWord | null {
  const asked = asksForMoreTime(words, EXTENDED, NOT_EXTENDED_IF_BEFORE);
  return asked && !says(words, GIVING_TIME) && !isHearsay(words) ? { verb: 'extend', by: asked.by } : null;
}
