import { phrases, saysOnly, together } from './phrases.js';
import { GREETINGS } from './small-talk.js';
import type { PractitionerWord } from './spoken.js';
import type { Word } from './word.js';

const NO_ACCESS = phrases(
  'no access/answer/reply/response/entry [to/at/from] [the/his/her/their] [front] [door/property/house/flat/address/premises]',
  'nobody/noone [is/was] in/home/there/here/answering/about/answered [the] [door]',
  'nobody/noone at home/property/address',
  'no one [is/was] in/home/there/here/answering/about/answered [the] [door]',
  'no one at home',
  'no one/body came to [the] door',
  'nobody came to [the] door',
  'he/she/they is/are/was/were not in/home/there/answering [the] [door]',
  'he/she/they is/are/was/were not at home/property/address',
  'not at home',
  'not answering [the] door',
  'door not answered',
  'can/could not get in [to] [the] [property/house/flat/building/address]',
  'can/could not gain/get access/entry [to] [the] [property/house/flat/building/address]',
  'can/could not access [the] property/house/flat/building/address',
  'unable to get in',
  'unable to gain/get access/entry',
  'unable to access [the] property/house/flat/building/address',
  'refused [me/us] entry/access',
  'was/been refused/denied entry/access',
  'entry/access refused/denied',
  'denied entry/access',
  'refused/refusing/refuses to let me/us in',
  'refused/refusing/refuses to answer/open [the] door',
  'will/would/did not let me/us in',
  'not letting me/us in',
  'will/would/did not answer/open [the] door',
  'did not answer',
  'turned me/us away',
  'turned away at [the] door',
  'no show',
  'dna',
  'did not attend',
  'failed/unsuccessful [home] visit',
  '[home] visit failed/unsuccessful',
);
const BESIDE_NO_ACCESS = together(
  GREETINGS,
  phrases(
    'i [have]',
    'we [have]',
    'he/she/they',
    'but',
    'again',
    'today',
    'have/has/had/was',
    'arrived [at] [the] [property/house/flat/address]',
    'got here/there',
    'at [the/his/her/their] [front] door/property/house/flat/address/premises',
    '[i] [have] knocked [on] [the] [door] [twice/loudly]',
    'tried [the] [door/bell/buzzer] twice',
    'twice',
    '{amount} times',
    'rang/tried [the] [door] bell/buzzer',
    'waited [for] [about] {amount}',
    'left [a/the] [calling/appointment] card/note/letter/message',
    'posted [a/the] card/note/letter',
    '[have] left',
    'will try/call again [later/today/tomorrow]',
    'will rebook/rearrange/reschedule',
    'moving/going on [to] [the/my] [next] [visit/one]',
  ),
);

export function noAccess(words: readonly Word[]): PractitionerWord | null {
  return saysOnly(words, NO_ACCESS, BESIDE_NO_ACCESS) !== null ? { verb: 'no_access' } : null;
}

/** 8.3.1: without a signal they may choose to abandon the visit. */
const ABANDON = phrases(
  'abandon/abandoned/abandoning [the/this/my] [home] [visit/appointment]',
  'calling/called/call it off',
  'calling/called off [the/this] [home] visit',
  '[home] visit [is/has] [been] abandoned/aborted/cancelled/canceled',
  '[home] visit called off',
  'abort/aborted/aborting [the/this] [home] [visit]',
  'cancel/cancelled/canceled/cancelling/canceling [the/this] [home] visit',
  '[visit] [is] not going ahead [with] [the/this] [visit]',
  'not going in',
);
const BESIDE_ABANDON = together(
  GREETINGS,
  phrases(
    'i [have]',
    'we [have]',
    'i am',
    'we are',
    'had/having to',
    'decided to',
    'but',
    'as',
    'because',
    'due to',
    'no [mobile/phone] signal [here]',
    'can not get [a] [mobile/phone] signal [here]',
    'arrived',
    'have left',
    'left',
  ),
);

export function abandon(words: readonly Word[]): PractitionerWord | null {
  return saysOnly(words, ABANDON, BESIDE_ABANDON) !== null ? { verb: 'abandon' } : null;
}
