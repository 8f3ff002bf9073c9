import { isHearsay, SOMEBODY_ELSE } from './hearsay.js';
import { anyOf, phrases, says, saysOnly, together } from './phrases.js';
import { GREETINGS } from './small-talk.js';
import type { ResponderWord } from './spoken.js';
import type { Word } from './word.js';

const SAFE = phrases(
  'safe [and] [well/sound]',
  'all safe',
  'she/he/they/both is/are [all/now/both/absolutely/completely/perfectly] safe/fine/ok/well/good/alright [and] [well/safe/sound]',
  'she/he/they/both safe/fine/ok/alright',
  'is safe/fine/ok/alright [and] [well/safe/sound]',
  'says/said [that] she/he is [now] safe/fine/ok/well/alright',
  '{name} is/s safe/fine/ok/alright/well',
);
/** Enough once somebody has been spoken to; too little by itself, where it may be about anything. */
const WELL = phrases('all/everything [is] ok/good/fine/well/safe/alright', 'no problems/issues/concerns');
const CONTACT = phrases(
  'spoke/spoken/talked/chatted to/with her/him/them/both',
  'reached/answered [her/him/them]',
  'got hold of her/him/them',
  'got through [to] [her/him/them]',
  'she/he/they answered [the/her/his] [phone]',
  'she/he answered and',
);
const BESIDE_SAFE = together(
  GREETINGS,
  CONTACT,
  WELL,
  phrases(
    'i [have]',
    'we [have]',
    'have/has/had',
    'yes',
    'she/he/they has/have [now/just/already] left',
    'she/he/they is/are out',
    'she/he is home',
    'is home',
    '[{name}] has [now/just/already] left',
    'left at {time}',
    'left [about] {amount} ago',
    'on her/his/their/the way home/back',
    'in [the/her/his/their] car',
    'confirmed [that]',
    'left the property/address/visit',
    'out [and]',
    '[she/he] [just] forgot [to] [text]',
    'forgot to text [left]',
    '[her/his] phone/battery [had] died',
    'out of battery',
    '[her/his] visit [is/has] finished/over/done/ended',
    'called/rang/phoned [her/him/them]',
    'says/said',
    'by phone',
  ),
);
/** A word with a capital letter is taken for a name, unless it hedges, or is a thing or somebody else. */
const NO_NAME = anyOf(
  `hopefully probably possibly presumably supposedly apparently allegedly likely unlikely surely certainly
   maybe perhaps hardly barely nearly seemingly assume assuming presume think hope suppose guess nobody
   everyone everybody someone anyone no not none never nor neither who what if whether unless until where when
   how why all everything both it that this there here nothing house area car dog phone mobile battery visit
   address signal line weather door place parking time name number`,
);

export function safe(words: readonly Word[]): ResponderWord | null {
  const shouted = words.every((word) => word.capital || /^\P{L}/u.test(word.text));
  const isName = (word: Word): boolean =>
    word.capital && !shouted && !NO_NAME.has(word.text) && !SOMEBODY_ELSE.has(word.text);
  const named = words.map((word) => (isName(word) ? word : { ...word, capital: false }));
  const said = saysOnly(named, SAFE, BESIDE_SAFE) ?? (says(named, CONTACT) ? saysOnly(named, WELL, BESIDE_SAFE) : null);
  return said && !isHearsay(words) ? { verb: 'safe' } : null;
}
