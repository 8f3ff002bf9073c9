import { phraseAt, phrases, saysOnly } from './phrases.js';
import type { Word } from './word.js';

/**
 * Calls for help. The reading leans towards distress: a false SOS costs a telephone call, a missed one a life.
 */
const DISTRESS = phrases(
  'sos',
  's o s',
  's 0 s',
  'help',
  'helpme',
  'mayday',
  'emergency',
  '999',
  '112 please/now',
  'call/ring/dial/phone 112',
  'call/ring/phone/get/send/need/want/fetch [me/us] [the] police/ambulance/cops',
  'police please/now/asap/quick/quickly',
  'ambulance',
  'need/want/get/send/require [some/more/urgent] help',
  'to help me/us',
  'please help',
  'need/want/send/get someone/somebody/anyone to help',
  'come to/and help',
  'can/could/will/please help me/us',
  // 8.3.3 and 8.3.4: threatened, or unable to leave.
  'not safe',
  'is/am not safe',
  'not feeling safe',
  'do not feel safe',
  'unsafe [here]',
  'in danger/trouble',
  'code red',
  'i am [badly] hurt/injured/bleeding/scared/frightened/stabbed',
  'trapped',
  'hostage',
  'kidnapped',
  'get me/us out',
  'locked me/us in',
  'i am locked in',
  'we are locked in',
  'will/would not let me/us out/leave/go',
  'not letting me/us out/leave/go',
  'can not get out/away',
  'can not get out of [the/this/his/her/their] house/property/flat/building/room/bedroom/kitchen/bathroom',
  'can not leave',
  'can not leave [the/this/his/her/their] house/property/flat/building/room/bedroom/kitchen/bathroom',
  'can not escape',
  'stopping me/us [from] leaving',
  'blocking/blocked the/my/our door/exit/way',
  'locked the door/doors',
  'against my/our will',
  'threatening me/us',
  'threatened me/us',
  'being/been attacked/assaulted/threatened/stabbed/hit/punched/hurt/injured',
  'i was attacked/assaulted/stabbed',
  'attacking/attacked/assaulting/assaulted/hitting/hit/punching/punched/kicking/kicked/beating me/us',
  'stabbing/stabbed/hurting/hurt/grabbing/grabbed/choking/strangling/chasing/raping/raped me/us',
  'has/got/with a weapon',
  'kill me/us',
  'knife',
  'gun',
  'machete',
  'gunpoint/knifepoint',
  'on fire',
  'not breathing',
  'unconscious',
  'panic [button/alarm]',
  // 8.3.4: the duress words of the lone worker device. Whoever texts them is in the same trouble.
  'time out',
);

/** Too common inside other sentences, yet a call for help when they are all that is said. */
const DISTRESS_ALONE = phrases(
  'police/danger/urgent/duress/weapon/attack/attacked/hurt/injured/scared/bleeding/trouble/hurry/fire',
  'locked in',
  '112',
  'come quick/quickly',
);

/** The same words where they call for nobody. A longer phrase above still wins: "to help" is nothing, "to help me" is. */
const NO_DISTRESS = phrases(
  'no/not/without [any] help [needed/required]',
  'help [is] not needed/required',
  'do/does/did not need/want/require [any/your/more/the] help/police/ambulance',
  'no longer need/needs help',
  'no need for/to [any] help',
  'to/will/would/can/could/did help [him/her/them/with/out/his/their]',
  'help with',
  'help desk/line',
  'self help',
  'for [all] [your/the/his/her] help',
  'thanks for help',
  'your/his/her help',
  'no/not/non [an/a] emergency/ambulance/police',
  'not in danger',
  'is/in no danger',
  'not in trouble',
  'emergency contact/contacts/accommodation/housing/appointment/dentist/payment/food/loan',
  'do not call/ring/phone/get/send/need/want [the] police/ambulance/help',
  'no need to call/ring/phone/get [the] police/ambulance',
  'no knife/gun',
  'can not leave/get [out] yet/until/before/of/the/my/it/him/her/them/for/without/early',
  'panic attack',
);

/** Letters alone, so that "S. O. S." and "HELPHELP" are heard too. */
const NOTHING_BUT_DISTRESS = /^(?:sos|help|mayday)+$/;

export function callsForHelp(words: readonly Word[]): boolean {
  for (let at = 0; at < words.length;) {
    const distress = phraseAt(words, at, DISTRESS);
    const none = phraseAt(words, at, NO_DISTRESS);
    if (distress > none) return true;
    at += none || 1;
  }
  if (saysOnly(words, DISTRESS_ALONE, PLEADING) !== null) return true;
  return NOTHING_BUT_DISTRESS.test(words.map((word) => word.text).join(''));
}

const PLEADING = phrases('please', 'me', 'here', 'now', 'asap', '?', 'hi', 'need/needed', 'it is', 'very', 'come');
