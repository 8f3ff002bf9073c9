import { anyOf } from './phrases.js';
import { couldBe } from './misspelling.js';
import { plainText } from './normalise.js';

/** Words that carry no part of an agreed phrase: who remembers under threat whether it was "my" or "the" appointment? */
const LITTLE_WORDS = anyOf(
  `a an the my your our his her their this that it i you we he she am is are be was do does did have has can
   could would will please to for of at on in and so just s ?`,
);

/** Words that stand for each other in a diary. */
const SAME = new Map([
  ['appts', 'appointment'],
  ['apt', 'appointment'],
  ['apts', 'appointment'],
  ['app', 'appointment'],
  ['appointments', 'appointment'],
  ['appoint', 'appointment'],
  ['canx', 'cancel'],
]);

/** So many strange words may stand between the words of the phrase. */
const STRANGERS = 2;

/**
 * Does the text contain a covert phrase agreed in the team (8.3.5), such as "cancel my next appointment"?
 *
 * It is written with somebody watching, so it must survive slips, abbreviations and politeness. It counts when all the
 * words that matter stand close together, in any order, or when one in the middle is forgotten and nothing else has
 * taken its place: "cancel my appointment" counts, "cancel my gym appointment" and "cancel" do not. In doubt it counts.
 */
export function saysAlertPhrase(body: string, phrases: readonly string[]): boolean {
  const said = wordsThatMatter(body);
  const letters = lettersOf(body);
  return phrases.some((phrase) => {
    const agreed = wordsThatMatter(phrase);
    return (
      agreed.length > 0 &&
      (runTogether(letters, phrase) || saidClosely(said, agreed) || saidWithOneForgotten(said, agreed))
    );
  });
}

function wordsThatMatter(text: string): string[] {
  const words = plainText(text).words.map((word) => SAME.get(word.text) ?? word.text);
  const weighty = words.filter((word) => !LITTLE_WORDS.has(word) && !/^\d/.test(word));
  return weighty.length > 0 ? weighty : words;
}

/** "Cancelled", "cancelling" and "cancle" are all "cancel". */
const isTheWord = (said: string, agreed: string): boolean =>
  couldBe(said, agreed) || (agreed.length >= 5 && said.startsWith(agreed) && said.length <= agreed.length + 4);

function saidClosely(said: readonly string[], agreed: readonly string[]): boolean {
  const reach = agreed.length + (agreed.length > 1 ? STRANGERS : 0);
  return said.some((first, start) => {
    if (!agreed.some((word) => isTheWord(first, word))) return false;
    const near = said.slice(start, start + reach);
    const missing = agreed.filter((word) => {
      const at = near.findIndex((candidate) => isTheWord(candidate, word));
      if (at >= 0) near.splice(at, 1);
      return at < 0;
    });
    return missing.length === 0;
  });
}

function saidWithOneForgotten(said: readonly string[], agreed: readonly string[]): boolean {
  if (agreed.length < 3) return false;
  return agreed.slice(1, -1).some((_, nth) => {
    const remembered = agreed.filter((__, at) => at !== nth + 1);
    return said.some((___, start) => remembered.every((word, at) => isTheWord(said[start + at] ?? '', word)));
  });
}

/** "cancelmynextappointment", "c a n c e l my next appointment". Short phrases could hide inside other words. */
function runTogether(letters: string, phrase: string): boolean {
  const agreed = lettersOf(phrase);
  return agreed.length >= 12 && letters.includes(agreed);
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
