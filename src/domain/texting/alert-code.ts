import type { PlainText } from './normalise.js';
import { anyOf, clauses, doubted, phraseAt, phrases, phrasesIn, type Match } from './phrases.js';
import { SMALL_TALK } from './small-talk.js';
import type { ResponderWord } from './spoken.js';
import type { Word } from './word.js';

const CODE = phrases(
  '[give/given/gave/use/used/using/say/said] [the/an/our] [team] [alert/safe] code/codeword [word]',
  'duress [code/word]',
);
const NO_CODE_IF_BEFORE = anyOf(
  `no not never without if did what which whats wrong post zip dress door gate key entry access area dial bar
   qr pin`,
);
const NO_CODE_IF_AFTER = phrases(
  '?',
  'not/never',
  'is/was not',
  'for/to/of [the] door/gate/entry/key/conduct/building/flat',
);
const BEFORE_A_NAME = phrases('from/by/for/is/was/given/used/said/heard/now/just/alert/please/and');
const GAVE = anyOf('gave given use used using said');
const HELPING_VERBS = anyOf('has have just s');
const NOT_A_GIVER = anyOf('she he they i we it who that but and then also');

export function alertCode(text: PlainText, words: readonly Word[]): ResponderWord | null {
  const said = phrasesIn(words, CODE).find(
    ({ from, to }) => !doubted(words, from, NO_CODE_IF_BEFORE) && phraseAt(words, to, NO_CODE_IF_AFTER) === 0,
  );
  return said ? { verb: 'code', who: whoGaveIt(text, words, said) } : null;
}

/** What follows, a visit reference or a name; or, where nothing does, the name before "gave the code". */
function whoGaveIt(text: PlainText, words: readonly Word[], { from, to }: Match): string | null {
  let start = to;
  for (let taken = phraseAt(words, start, BEFORE_A_NAME); taken > 0; taken = phraseAt(words, start, BEFORE_A_NAME))
    start += taken;
  const following = clauses(words.slice(start))[0] ?? [];
  const after = following.filter((word) => phraseAt([word], 0, SMALL_TALK) === 0);
  const isName = after.length > 0 && after.length <= 3 && !following.some((word) => word.text === '?');
  if (isName) return text.body.slice(after[0]!.from, after.at(-1)!.to);
  if (!GAVE.has(words[from]!.text)) return null;
  const giver = (clauses(words.slice(0, from)).at(-1) ?? []).filter((word) => !HELPING_VERBS.has(word.text));
  if (giver.length === 0 || giver.length > 2 || giver.some((word) => NOT_A_GIVER.has(word.text))) return null;
  return text.body.slice(giver[0]!.from, giver.at(-1)!.to).replace(/'s$/, '');
}
