import type { Span } from '../time/clock-time.js';
import { doubted, phrases, phrasesIn, type PhraseBook } from './phrases.js';
import { NOT_A_LENGTH, spanIn } from './span.js';
import type { Word } from './normalise.js';

/** Asking for more time (8.3.2), in the words of a practitioner or of the contact who has just spoken to one. */
export const MORE_TIME = phrases(
  'extend/extending',
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
export function asksForMoreTime(
  words: readonly Word[],
  doubts: ReadonlySet<string>,
  asking: PhraseBook = MORE_TIME,
): { readonly by: Span | null } | null {
  const asked = phrasesIn(words, asking);
  if (asked.length === 0) return null;
  const denied = asked.some(({ from }) => doubted(words, from, doubts));
  return denied ? null : { by: spanIn(words, UNTIL, NOT_A_LENGTH) };
}
