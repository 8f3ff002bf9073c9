import { callsForHelp } from './distress.js';
import { asksForMoreTime } from './more-time.js';
import { plainText, type Word } from './normalise.js';
import { clauses, doubted, phraseAt, phrases, phrasesIn, says, saysOnly, together, without } from './phrases.js';
import { isReaction } from './reactions.js';
import { ALL_WELL, GREETINGS, SMALL_TALK } from './small-talk.js';
import { NOT_A_LENGTH, readTimes, spanIn } from './span.js';
import type { PractitionerWord } from './spoken.js';
import { twilioKeeps } from './twilio-words.js';

/**
 * What a practitioner's text means.
 *
 * Two ways of reading, by what a mistake costs. Words that take protection away (left, home, no access, abandon) are
 * read closed: every word of the text must be known to be harmless, or nobody has left. Words that only change when we
 * look (arrived, extend, late) are read open: names and explanations may stand round them, unless a "not", an "if" or
 * a "he" stands in front. What is not understood is asked about, and the visit stays watched.
 */
export function understandPractitioner(body: string): PractitionerWord {
  switch (twilioKeeps(body)) {
    case 'stop':
      return { verb: 'opt_out' };
    case 'end':
      return { verb: 'perhaps_left' };
    case 'start':
      return { verb: 'opt_in' };
  }
  if (isReaction(body)) return { verb: 'unclear' };
  const words = readTimes(plainText(body).words);
  // Distress wins over anything else the text says.
  if (callsForHelp(words)) return { verb: 'sos' };
  for (const reading of READINGS) {
    const word = reading(words);
    if (word !== null) return word;
  }
  return { verb: 'unclear' };
}

type Reading = (words: readonly Word[]) => PractitionerWord | null;

const READINGS: readonly Reading[] = [noAccess, abandon, home, left, visits, arrived, moreTime, late];

// --- left (8.4.1) ----------------------------------------------------------------------------------------------------

/**
 * "Leaving" is not here: 8.4.1 asks for the confirmation after they have left, and on the way to the door is where it
 * can still go wrong. "Finished" and "visit over" are not here either: they say that the visit has ended, not that
 * the person is out.
 */
const LEFT_ALONE = phrases(
  '[have] [now/just/already] left [safely/already]',
  '[have] [now/just/already] left [the] property/premises/address/visit/appointment',
  'left [at] [about] {clock}',
  'left at [about] {time}',
  'left [about] {amount} ago',
  'left [a] few minutes/mins/moments ago',
  'out',
  'am [now/just] out',
  'out of [the] property/premises/there',
  'done',
  'all done',
  'am [all] done',
  'visit [all] done',
  'back in/at [the/my/our] car/office',
);

const LEFT_BOTH = phrases(
  'left both [of] [us]',
  'both left',
  'both [of] [us] have [now/just] left',
  'both of us left',
  'both of us are [now] out/done',
  'have both [now/just] left',
  'we [have] both/all [now/just] left',
  'we are [now/just] both [now/just] out/done',
  'we are all [now/just] out',
  'out/done both [of] [us]',
);

const LEFT = together(LEFT_ALONE, LEFT_BOTH);

/** What may be said in the same breath as a departure. Places and things are not: "left my bag", "left the office". */
const BESIDE_LEFT = together(
  SMALL_TALK,
  phrases(
    '{pin}',
    'pin [is] {pin}',
    'i [have]',
    'we [have]',
    'i am',
    'we are',
    '[the] [home] visit/appointment [is/has] [now] [been] finished/complete/completed/concluded/over/ended/done',
    'finished/completed/concluded/ended [the] [home] visit/appointment',
    '[all] finished',
    '[the/at] [the] end of [the] [home] visit',
    'after visit',
    'i am in [the/my] car',
    'and/now/sat/safely in [the/my/our] car',
    '[now] [am] [i] on [my/the/our] way home',
    '[on] [my/the/our] [way] back to [the] office/base',
    'on [my/the/our] way to [the/my/our] next [visit/one/appointment]',
    'driving/heading/going home/off [now]',
    'driving/heading/going [back] to [the/my] office/base/car',
    'driving/heading/going/moving/off [on] to [the/my/our] next [visit/one/appointment]',
    'on to [the/my/our] next [visit/one/appointment]',
  ),
);

/** Harmless words that together say something else: what remains, or somebody left out. */
const NO_DEPARTURE = phrases(
  'no problems/issues/concerns/worries left',
  'left out',
  'out left',
  'so done/out',
  'i am left',
  'we are left',
);

function left(words: readonly Word[]): PractitionerWord | null {
  const said = saysOnly(words, LEFT, BESIDE_LEFT);
  if (said === null || says(words, NO_DEPARTURE)) return null;
  const pins = words.filter(
    (word, nth) => IS_PIN.test(word.text) && !said.some(({ from, to }) => from < nth && nth < to),
  );
  if (pins.length > 1 || (pins[0] && words.indexOf(pins[0]) < said[0]!.from)) return null;
  // "Out 1530" may be when they will be out; "left 1530" is a departure either way.
  if (pins[0]?.time?.clock && !words.some((word) => word.text === 'left')) return null;
  return { verb: 'left', both: says(words, LEFT_BOTH), pin: pins[0]?.text ?? null };
}

const IS_PIN = /^\d{4,8}$/;

/** Part of the text, between two pauses, is a departure by itself: it and another word in one text need a question. */
const saysLeftInPassing = (words: readonly Word[]): boolean =>
  clauses(words).some((clause) => clause.every((word) => word.time === undefined) && left(clause) !== null);

// --- home ------------------------------------------------------------------------------------------------------------

const HOME = phrases(
  '[safely/safe] home [safely/safe]',
  '[am/safe/safely] at home',
  'got/arrived/reached/made/back [it] home [safe/safely]',
);
const HOME_BY = phrases(
  '[back] home [safe] by/at/before/about [about] {time}',
  '[back] home [about] {clock}',
  '[back] home [in] [about] {length}',
  '[back] home in [about] {amount}',
);
const BESIDE_HOME = together(GREETINGS, ALL_WELL, phrases('i have', 'i', 'i am', 'am', 'finally', 'for the day/night'));
const MEANING_TO_BE = together(
  BESIDE_HOME,
  phrases('i/we will/should [be]', 'will/should [be]', 'be', 'aim/hope/expect/going to be'),
);

function home(words: readonly Word[]): PractitionerWord | null {
  if (saysOnly(words, HOME_BY, MEANING_TO_BE) !== null) return { verb: 'home', by: spanIn(words, HOME_BY, phrases()) };
  return saysOnly(words, HOME, BESIDE_HOME) !== null ? { verb: 'home', by: null } : null;
}

// --- no access, abandoned --------------------------------------------------------------------------------------------

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

function noAccess(words: readonly Word[]): PractitionerWord | null {
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

function abandon(words: readonly Word[]): PractitionerWord | null {
  return saysOnly(words, ABANDON, BESIDE_ABANDON) !== null ? { verb: 'abandon' } : null;
}

// --- the diary -------------------------------------------------------------------------------------------------------

const VISITS = phrases(
  '[my/the] [todays] visits/diary/list/schedule/itinerary',
  'visit list',
  'todays visits/diary/list',
  'what/who is next',
  'where next',
  'where is next',
  '[my] next visit',
  'list of [my] visits',
  'where am i [going] next',
  'what next',
  'what have i got',
);
const BESIDE_VISITS = together(
  GREETINGS,
  phrases(
    '?',
    'please',
    'today',
    'for today',
    'on my',
    'show/send/text [me]',
    'can i see/have/get',
    'what are',
    'what is',
    'what',
    'do i have',
    'have i got',
    'next',
  ),
);

function visits(words: readonly Word[]): PractitionerWord | null {
  return saysOnly(words, VISITS, BESIDE_VISITS) !== null ? { verb: 'visits' } : null;
}

// --- arrived (8.3.1) -------------------------------------------------------------------------------------------------

/** Said plainly, whatever stands round it. */
const ARRIVED = phrases(
  'arrived',
  'arriving now',
  'got here',
  'got there',
  'just got to',
  'going in now',
  'gone in now',
  'visit [has] started',
  'started [the] visit',
);
/** The same, but also how somebody begins who asks for more time: "I'm here another 20". */
const BEING_HERE = phrases(
  'i am [now] here',
  'we are [both/all/now] here',
  'i am [now] at [the/his/her/their] door/house/property/address/premises/flat/visit',
  'we are [now] at [the/his/her/their] door/house/property/address/premises/flat/visit',
  'at his/her/their home/house/flat',
  'at [the] door/house/property/address/premises/flat/visit',
);
/** Words far too common to mean an arrival unless the whole text is about nothing else. */
const IN = phrases(
  'in',
  '[i] am [now] in',
  '[we] are [both/all/now] in',
  'here [now]',
  'arrive',
  'arrival',
  'inside',
  'going in',
  'gone in',
  'on site',
  'onsite',
  'in/inside/outside [the] house/property/flat/address/premises',
  'at [the] [home] visit',
  'at {length}',
);
const AT = phrases('at');
const ARRIVED_PLAINLY = together(ARRIVED, BEING_HERE);
const ANY_ARRIVAL = together(ARRIVED_PLAINLY, IN);
const STAY_UNTIL = phrases(
  'until [about] {time}',
  '[be] [back] out/back/done/finished/finish/finishing/leaving/leave/end/ending/over at/by/before/about [about] {time}',
  'out/back/done/finished/leaving [about] {clock}',
);
const STAY_ENDS = together(
  STAY_UNTIL,
  phrases('[be] out/back/done/finished/finish/finishing/leaving/leave in [about] {amount}'),
);
const NOT_A_STAY = together(
  NOT_A_LENGTH,
  phrases('by [about] {amount}', '{amount} [running] late/behind', 'late [by] {amount}', 'visit {amount}'),
);
const BESIDE_IN = together(
  SMALL_TALK,
  STAY_ENDS,
  phrases(
    '{amount}',
    'about',
    'for',
    'in [about] {length}',
    'i',
    'i will',
    'will/should/may/might',
    'going to',
    'be',
    'need/expect/expecting/expected/expects/planned/planning/probably/maybe/only/roughly/say/ish/max/tops/long/least/approx',
    'at least',
    'or so',
    'to be',
    'a',
    'ish',
    'visit',
    'the visit',
    'should/will take',
    'it will take',
    'it will be',
    'it should be',
    'expected duration [is]',
    'duration [is]',
    'length',
    'please',
  ),
);

/** Before an arrival these put it off, deny it, or say it of somebody else. */
const NOT_ARRIVED_IF_BEFORE = new Set(
  (
    'not never no nearly almost about if when once before until unless after as soon will would should could may might ' +
    'hope hoping hopefully expect due waiting trying supposed think guess be still to ' +
    'text reply send say type ' +
    'he she they you it who that this has is was were had his her their nobody someone one'
  ).split(' '),
);
const NOT_ARRIVED_IF_AFTER = phrases(
  '?',
  'yet',
  'soon',
  'shortly',
  'in [about/another] {amount}',
  'in a bit/minute/moment/sec/second/mo',
  'home',
  'back',
  'at/in [the/my/our] office/work/base/town/wrong',
  'at/to [the] wrong',
);
/** "In 10" is ten minutes away. */
const NOT_ARRIVED_IN = phrases('[going] in [about/another] {amount}', 'in a bit/minute/moment/sec/second/mo');

const NO_LONGER_IN = phrases('left', 'and/now/all/am/then/just out/done');

function arrived(words: readonly Word[]): PractitionerWord | null {
  const asksForMore = asksForMoreTime(words, new Set()) !== null;
  const plainly = phrasesIn(words, asksForMore ? ARRIVED : ARRIVED_PLAINLY);
  const said =
    plainly.length > 0 ? plainly : (saysOnly(words, ANY_ARRIVAL, BESIDE_IN) ?? saysOnly(words, AT, SMALL_TALK) ?? []);
  const believed = said.some(
    ({ from, to }) =>
      !doubted(words, from, NOT_ARRIVED_IF_BEFORE) &&
      phraseAt(words, to, NOT_ARRIVED_IF_AFTER) <= phraseAt(words, to, STAY_ENDS) &&
      phraseAt(words, from, NOT_ARRIVED_IN) === 0,
  );
  if (!believed) return null;
  // "Arrived and left", "left my car round the corner, arrived": whoever is out must not be taken to be in.
  if (says(without(words, STAY_ENDS), NO_LONGER_IN) || saysLeftInPassing(words)) return null;
  return { verb: 'arrived', stay: spanIn(words, STAY_UNTIL, NOT_A_STAY) };
}

// --- more time (8.3.2), late -----------------------------------------------------------------------------------------

const NOT_MORE_IF_BEFORE = new Set(
  'not no never without if unless may might how he she they him her has is was you before after in wait waiting'.split(
    ' ',
  ),
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

function moreTime(words: readonly Word[]): PractitionerWord | null {
  const asked = asksForMoreTime(words, NOT_MORE_IF_BEFORE);
  if (asked === null || says(words, ON_THE_WAY) || saysLeftInPassing(words)) return null;
  return { verb: 'extend', by: asked.by };
}

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
const NOT_LATE_IF_BEFORE = new Set(
  'not no never if unless may might how he she they has is was you too his her'.split(' '),
);
const LATE_UNTIL = phrases(
  'until [about] {time}',
  'there/here/arrive/arriving/eta at/by/for/about [about] {time}',
  '[be] there/eta {clock}',
);
const NOT_LATENESS = together(NOT_A_LENGTH, phrases('visit {amount}', 'for/my/the {amount} [visit/appointment]'));

function late(words: readonly Word[]): PractitionerWord | null {
  const said = phrasesIn(words, LATE);
  if (!said.some(({ from }) => !doubted(words, from, NOT_LATE_IF_BEFORE)) || saysLeftInPassing(words)) return null;
  return { verb: 'late', by: spanIn(words, LATE_UNTIL, NOT_LATENESS) };
}
