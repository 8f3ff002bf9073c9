import { anyOf, doubted, phrases, phrasesIn, says, saysOnly, together, without, type Match } from './phrases.js';
import { GREETINGS } from './small-talk.js';
import type { ResponderWord } from './spoken.js';
import type { Word } from './word.js';

const NO = phrases(
  'no/nope/nothing/none/engaged',
  'no no/luck/ans',
  'engaged tone',
  'tried [calling/ringing] [her/him/them] twice',
);
const NO_ANSWER = phrases(
  '[still] no answer/reply/response/contact/pick-up/joy/luck',
  '[still] no pick up',
  'voicemail',
  'voice mail',
  'answerphone',
  'answer phone/machine',
  'answering machine',
  '[is/are] [still] not answering/responding/replying/answered/reached/responded',
  '[is] not picking up',
  'not picked up',
  'did/does/will not answer/respond/reply/pick [up]',
  'has not answered/responded/replied',
  'can/could not reach/contact [her/him/them]',
  'can/could not get [a] hold/through/answer/reply/response [of/to/from] [her/him/them]',
  'unable to reach/contact [her/him/them]',
  'unable to get hold [of] [her/him/them]',
  'rang/rings/ringing out',
  'just rings/ringing',
  'phone [is] [switched/turned] off',
  'phone dead',
  'switched off',
  'line [is] busy/engaged/dead',
  'went/straight [straight] to voicemail/answerphone',
  'nobody/noone answered/answering/answers',
  'no one answered/answering/answers',
);
const NOT_UNANSWERED_IF_BEFORE = anyOf('if when unless case');
const NOT_YET_TWICE = anyOf('will try trying going');
const TWICE = phrases(
  'no no',
  'twice',
  '2/two/3/three/both times',
  'x 2/3',
  '2/3 x',
  'second attempt/time/call failed',
  '2/two/3/three/both [more] attempts/calls/tries',
  'on both',
);
const BESIDE_NO = together(
  GREETINGS,
  TWICE,
  NO_ANSWER,
  phrases(
    'tried/called/rang/calling/trying/ringing',
    'again',
    'still',
    'x',
    '2',
    'i',
    'i have',
    'have',
    'her/him/them',
    'yet',
    'yes',
  ),
);
/** Somebody was reached after all: which of the two is it? */
const REACHED = phrases(
  'spoke/spoken/safe/fine/reached/answered/ok',
  'got hold/through',
  'rang/called/texted/messaged [me] back',
  'she/he called/rang/texted',
);

export function noAnswer(words: readonly Word[]): ResponderWord | null {
  const said = phrasesIn(words, NO_ANSWER);
  const no = saysOnly(words, NO, BESIDE_NO);
  if (no === null && said.length === 0) return null;
  if (said.some(({ from }) => doubted(words, from, NOT_UNANSWERED_IF_BEFORE))) return { verb: 'unclear' };
  if (says(without(words, together(NO_ANSWER, OK_FIRST)), REACHED)) return { verb: 'unclear' };
  const twice = phrasesIn(words, TWICE).some(({ from }) => !doubted(words, from, NOT_YET_TWICE));
  const times = twice || repeated(words, said) || (no !== null && no.length > 1) ? 2 : 1;
  return { verb: 'no_answer', times };
}
const OK_FIRST = phrases('ok no/not/still', 'ok voicemail');

/** "No answer, no answer" is two calls; "no answer, voicemail" describes one. */
function repeated(words: readonly Word[], said: readonly Match[]): boolean {
  const spoken = said.map(({ from, to }) =>
    words
      .slice(from, to)
      .map((word) => word.text)
      .join(' '),
  );
  return new Set(spoken).size < spoken.length;
}
