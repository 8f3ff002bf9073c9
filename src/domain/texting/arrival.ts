import { saysLeftInPassing } from './departure.js';
import { MORE_TIME } from './more-time.js';
import { anyOf, doubted, phraseAt, phrases, phrasesIn, says, saysOnly, together, without } from './phrases.js';
import { SMALL_TALK } from './small-talk.js';
import { NOT_A_LENGTH, spanIn } from './span.js';
import type { PractitionerWord } from './spoken.js';
import type { Word } from './word.js';

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
  'starting [the] visit now',
  'walked in',
  'entered [the] house/flat/property/premises',
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
  '[i] am [now] in/inside',
  '[we] are [both/all/now] in/inside',
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
const NOT_ARRIVED_IF_BEFORE = anyOf(
  `not never no nearly almost about if when once before until unless after as soon will would should could may
   might hope hoping hopefully expect due waiting trying supposed think guess be still to text reply send say
   type he she they you it who that this has is was were had his her their nobody someone one`,
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

export function arrived(words: readonly Word[]): PractitionerWord | null {
  const plainly = phrasesIn(words, says(words, MORE_TIME) ? ARRIVED : ARRIVED_PLAINLY);
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
