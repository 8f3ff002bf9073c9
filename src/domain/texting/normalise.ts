import { mend } from './misspelling.js';
import type { Word } from './word.js';

/** A text made plain: the body tidied of look-alike characters, and its words. */
export interface PlainText {
  readonly body: string;
  readonly words: readonly Word[];
}

/** How thumbs shorten words, spelt out again. Where only the apostrophe tells ("we're", "were"), it is required. */
const SPELT_OUT = tableOf({
  im: 'i am',
  iam: 'i am',
  ive: 'i have',
  iv: 'i have',
  ill: 'i will',
  weve: 'we have',
  "we're": 'we are',
  "we'll": 'we will',
  "i'd": 'i would',
  hes: 'he is',
  shes: 'she is',
  "he'll": 'he will',
  "she'll": 'she will',
  theyre: 'they are',
  theyve: 'they have',
  theyll: 'they will',
  youre: 'you are',
  youve: 'you have',
  its: 'it is',
  thats: 'that is',
  whats: 'what is',
  whos: 'who is',
  wheres: 'where is',
  theres: 'there is',
  havent: 'have not',
  hasnt: 'has not',
  hadnt: 'had not',
  isnt: 'is not',
  arent: 'are not',
  aint: 'is not',
  wasnt: 'was not',
  werent: 'were not',
  dont: 'do not',
  doesnt: 'does not',
  didnt: 'did not',
  cant: 'can not',
  cannot: 'can not',
  couldnt: 'could not',
  wont: 'will not',
  wouldnt: 'would not',
  shouldnt: 'should not',
  neednt: 'need not',
  gonna: 'going to',
  gunna: 'going to',
  gotta: 'got to',
  noone: 'no one',
  omw: 'on my way',
  u: 'you',
  ur: 'your',
  r: 'are',
  n: 'and',
  pls: 'please',
  plz: 'please',
  plse: 'please',
  thx: 'thanks',
  thnx: 'thanks',
  tnx: 'thanks',
  thanx: 'thanks',
  tks: 'thanks',
  ty: 'thanks',
  thankyou: 'thanks',
  ta: 'thanks',
  cheers: 'thanks',
  k: 'ok',
  okay: 'ok',
  okey: 'ok',
  okk: 'ok',
  till: 'until',
  til: 'until',
  untill: 'until',
  abt: 'about',
  approx: 'about',
  approximately: 'about',
  roughly: 'about',
  around: 'about',
  circa: 'about',
  nxt: 'next',
  bk: 'back',
  rn: 'now',
  nw: 'now',
  appt: 'appointment',
  leftboth: 'left both',
  leftnow: 'left now',
  noaccess: 'no access',
  runing: 'running',
  runnin: 'running',
  traffik: 'traffic',
});

/** Signs that say a word. A crossed-out "left" is not a departure. */
const SIGNS = tableOf({
  '?': '?',
  '❓': '?',
  '❔': '?',
  '@': 'at',
  '&': 'and',
  '🆘': 'sos',
  '❌': 'not',
  '🚫': 'not',
  '👎': 'not',
});

const FRACTIONS = tableOf({ '¼': ' 1/4', '½': ' 1/2', '¾': ' 3/4' });

/** "Stuck on the A1, 30 late": the number is the road's. (B roads are left: "b4 3" is before three.) */
const ROAD = /(?<![\p{L}\p{N}])[AM]\d{1,4}(?:\(M\))?(?![\p{L}\p{N}])(?!\s*(?:min|m\b|h))/giu;

const WORD = /[0-9]+(?:[.:/-][0-9]+)*|[\p{L}\p{M}']+|[?@&❓❔🆘❌🚫👎]|\p{N}/gu;
const PAUSE = /[,;!()\n\r]|[.:](?=\s)|\s[-–—]+(?=\s)/u;

export function plainText(said: string): PlainText {
  const body = tidy(said);
  const words: Word[] = [];
  let end = 0;
  for (const match of body.matchAll(WORD)) {
    const [written] = match;
    const between = body.slice(end, match.index);
    const place = { from: match.index, to: match.index + written.length, capital: /^\p{Lu}/u.test(written) };
    const pause = PAUSE.test(between);
    spell(written).forEach((text, nth) =>
      words.push({ text, ...place, pause: pause && nth === 0, glued: between === '' && nth === 0 && words.length > 0 }),
    );
    end = place.to;
  }
  return { body, words };
}

/** Full-width letters, curly quotes, invisible characters and ½ become what they look like; so do "45 – 60" and "1,5 h". */
function tidy(body: string): string {
  return body
    .replace(/[¼½¾]/g, (fraction) => FRACTIONS.get(fraction)!)
    .replace(/[’‘ʼ`´]/g, "'")
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(ROAD, ' road ')
    .replace(/(?<![\d.:])(\d{1,3})\s?[-–—]\s?(\d{1,3})(?![\d.:])/g, '$1-$2')
    .replace(/(?<!\d)(\d),(\d)(?=\s?h)/g, '$1.$2');
}

function spell(written: string): string[] {
  const sign = SIGNS.get(written);
  if (sign !== undefined) return [sign];
  const letters = written
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/^'+|'+$/g, '')
    .replace(/(\p{L})\1{2,}/gu, '$1');
  const bare = letters.replaceAll("'", '');
  if (bare === '') return [];
  const speltOut = SPELT_OUT.get(letters) ?? SPELT_OUT.get(bare);
  if (speltOut !== undefined) return speltOut.split(' ');
  // "Jane's fine" or "Jane's house": a name and an s, and the phrases decide.
  if (letters.endsWith("'s")) return [bare.slice(0, -1), 's'];
  return [mend(bare)];
}

/** A Map, because an object would also find "constructor" in somebody's text. */
function tableOf(entries: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(entries));
}
