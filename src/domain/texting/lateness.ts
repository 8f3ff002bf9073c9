import { saysLeftInPassing } from './departure.js';
import { anyOf, doubted, phrases, phrasesIn, together } from './phrases.js';
import { NOT_A_LENGTH, spanIn } from './span.js';
import type { PractitionerWord } from './spoken.js';
import type { Word } from './word.js';

const LATE = phrases(
  'late',
  'running late/behind',
  'running {amount} late/behind',
  'my/the train/bus is late/delayed/cancelled/canceled',
  'delayed',
  'stuck in [bad/heavy/terrible/awful] traffic',
  'traffic [is]',
  'held up',
  'behind schedule',
);
const NOT_LATE_IF_BEFORE = anyOf('not no never if unless may might how he she they has is was you too his her');
const LATE_UNTIL = phrases(
  'until [about] {time}',
  'there/here/arrive/arriving/eta at/by/for/about [about] {time}',
  '[be] there/eta {clock}',
);
const NOT_LATENESS = together(NOT_A_LENGTH, phrases('visit {amount}', 'for/my/the {amount} [visit/appointment]'));

export function late(words: readonly Word[]): PractitionerWord | null {
  const said = phrasesIn(words, LATE);
  if (!said.some(({ from }) => !doubted(words, from, NOT_LATE_IF_BEFORE)) || saysLeftInPassing(words)) return null;
  return { verb: 'late', by: spanIn(words, LATE_UNTIL, NOT_LATENESS) };
}
