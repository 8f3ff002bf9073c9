import { clauses, phrases, says, saysOnly, together } from './phrases.js';
import { SMALL_TALK } from './small-talk.js';
import type { PractitionerWord } from './spoken.js';
import type { Word } from './word.js';

/**
 * "Leaving" is not here: 8.4.1 asks for the confirmation after they have left, and on the way to the door is where it
 * can still go wrong. "Finished" and "visit over" are not here either: they say that the visit has ended, not that
 * the person is out.
 */
const LEFT_ALONE = phrases(
  '[have] [now/just/already] left [safely/already]',
  '[have] [now/just/already] left [the] property/premises/address/site/visit/appointment',
  'left [at] [about] {clock}',
  'left at [about] {time}',
  'left [about] {amount} ago',
  'left [a] few minutes/mins/moments ago',
  'left ages ago',
  'left a while ago',
  'out',
  'am [now/just] out',
  'out of [the] property/premises/there',
  'done',
  'all done [here]',
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

export function left(words: readonly Word[]): PractitionerWord | null {
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
export const saysLeftInPassing = (words: readonly Word[]): boolean =>
  clauses(words).some((clause) => clause.every((word) => word.time === undefined) && left(clause) !== null);
