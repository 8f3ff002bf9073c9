import type { ClockTime, Span } from '../time/clock-time.js';
import { anyOf, phrases, phrasesIn, type PhraseBook } from './phrases.js';
import type { SpokenTime, Word } from './word.js';

const DAY_IN_MINUTES = 24 * 60;

/**
 * A number without a unit is minutes only up to four hours. "ARRIVED 930" is far likelier to be half past nine than
 * fifteen and a half hours, and fifteen hours is how long nobody would have looked.
 */
const MOST_BARE_MINUTES = 240;

/** Where two readings are possible ("45 to 60 mins") the shorter is taken: it is looked at sooner. */
const shorter = Math.min;

const HOUR_UNITS = anyOf('hour hours hr hrs h hs');
const MINUTE_UNITS = anyOf('minute minutes min mins m mn mns minits minuets');

const NUMBER_WORDS = counted(
  `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
   eighteen nineteen`,
);
const TENS = counted('ten twenty thirty forty fifty sixty seventy eighty ninety');
const FRACTIONS = new Map([
  ['1/4', 1 / 4],
  ['1/2', 1 / 2],
  ['3/4', 3 / 4],
]);
const PARTS = new Map([...FRACTIONS, ['half', 1 / 2], ['quarter', 1 / 4], ['couple', 2]]);

/** Words that may follow a bare number of minutes. After any other it counts something else: "14 Park Road", "2 visits". */
const MAY_FOLLOW_MINUTES = anyOf(
  `more longer extra late ago or ish max tops please thanks and now still as because cos then at with in to for
   here but until i we x from over if over left be will should just away behind running ok not home out back
   today both ?`,
);
/** "an hour" is 60 minutes; "rush hour" is not. */
const MAY_COME_BEFORE_HOUR = anyOf('another extra additional about for arrived here');

/** The words with every time in them gathered into one: "three quarters of an hour" becomes a single word. */
export function readTimes(spoken: readonly Word[]): Word[] {
  const words = amountsBeforeMore(spoken);
  const read: Word[] = [];
  for (let at = 0; at < words.length;) {
    const found = clockAt(words, at) ?? lengthAt(words, at) ?? numberAlone(words, at);
    const taken = words.slice(at, at + (found?.taken ?? 1));
    const text = taken.map((word) => word.text).join(' ');
    read.push(found ? { ...taken[0]!, text, to: taken.at(-1)!.to, time: found.time } : taken[0]!);
    at += taken.length;
  }
  return read;
}

/**
 * How long, or until when, the text says. `until` is a book of phrases that end a stay ("out by {time}"); a time of
 * day outside them is when something happened, and is not taken. `unless` is a book of lengths that mean something
 * else ("10 mins ago"). A length with its unit is believed before a bare number.
 */
export function spanIn(words: readonly Word[], until: PhraseBook, unless: PhraseBook): Span | null {
  const [end] = phrasesIn(words, until);
  const clock = end && words.slice(end.from, end.to).find((word) => word.time?.clock != null)?.time?.clock;
  if (clock) return { until: clock };

  const otherwise = phrasesIn(words, unless);
  const lengths = words.filter(
    (word, at) => word.time?.minutes != null && !otherwise.some(({ from, to }) => from <= at && at < to),
  );
  const length = lengths.find((word) => word.time?.said === 'length') ?? lengths[0];
  return length ? { minutes: length.time!.minutes! } : null;
}

/** Numbers that are somebody's address or a moment, not a length of time. */
export const NOT_A_LENGTH = phrases(
  '{amount} ago/away/walk/drive/early',
  'at/number/no/flat/room/floor/unit/block/plot/apartment/visit/since {number}',
  'to/until {amount}',
);

/** Words in counting order, from one. */
function counted(list: string): ReadonlyMap<string, number> {
  return new Map(list.split(/\s+/).map((word, nth) => [word, nth + 1]));
}

interface Found {
  readonly taken: number;
  readonly time: SpokenTime;
}

/** "1 more hour" is "1 hour more". */
function amountsBeforeMore(words: readonly Word[]): Word[] {
  const inOrder = [...words];
  for (let at = 0; at + 2 < inOrder.length; at++) {
    const [number, more, unit] = inOrder.slice(at, at + 3) as [Word, Word, Word];
    const counted = numberIn(words, at) !== null && ['more', 'extra'].includes(more.text) && isUnit(unit.text);
    if (counted && !more.pause && !unit.pause) inOrder.splice(at, 3, number, unit, more);
  }
  return inOrder;
}

const isUnit = (word: string): boolean => HOUR_UNITS.has(word) || MINUTE_UNITS.has(word);

/** The words from `at` on, as far as the next pause; past it there is nothing to read. */
function reader(words: readonly Word[], at: number): (nth: number) => string {
  return (nth) => {
    for (let next = at + 1; next <= at + nth; next++) if (words[next]?.pause) return '';
    return words[at + nth]?.text ?? '';
  };
}

function numberIn(words: readonly Word[], at: number): { value: number; taken: number } | null {
  const word = reader(words, at);
  const first = word(0);
  const fraction = FRACTIONS.get(first);
  if (fraction !== undefined) return { value: fraction, taken: 1 };
  if (/^\d{1,4}$/.test(first)) {
    const and = FRACTIONS.get(word(1));
    return and === undefined ? { value: Number(first), taken: 1 } : { value: Number(first) + and, taken: 2 };
  }
  if (/^\d{1,2}\.\d$|^\d{1,2}\.(25|50|75)$/.test(first)) return { value: Number(first), taken: 1 };
  const [low, high] = first.split('-').map(Number);
  if (/^\d{1,3}-\d{1,3}$/.test(first) && low! < high!) return { value: low!, taken: 1 };
  const value = NUMBER_WORDS.get(first);
  if (value !== undefined) return { value, taken: 1 };
  const tens = TENS.get(first);
  if (tens === undefined) return null;
  const ones = NUMBER_WORDS.get(word(1)) ?? 10;
  return ones < 10 ? { value: 10 * tens + ones, taken: 2 } : { value: 10 * tens, taken: 1 };
}

// --- lengths ---------------------------------------------------------------------------------------------------------

function lengthAt(words: readonly Word[], at: number): Found | null {
  return partOfAnHour(words, at) ?? rangeOfTime(words, at) ?? hours(words, at) ?? minutes(words, at);
}

function aLength(minutes: number, taken: number): Found {
  const whole = Math.round(minutes);
  const sensible = whole >= 1 && whole <= DAY_IN_MINUTES;
  return { taken, time: { said: 'length', minutes: sensible ? whole : null, clock: null } };
}

/** "half an hour", "3/4 hr", "quarter of an hour", "three quarters of an hour", "a couple of hours". */
function partOfAnHour(words: readonly Word[], start: number): Found | null {
  const at = words[start]!.text === 'a' && reader(words, start)(1) !== '' ? start + 1 : start;
  const word = reader(words, at);
  const quarters = ['three', '3'].includes(word(0)) && word(1) === 'quarters';
  const part = quarters ? 3 / 4 : PARTS.get(word(0));
  if (part === undefined) return null;
  let next = quarters ? 2 : 1;
  if (word(next) === 'of') next++;
  if (word(next) === 'a' || word(next) === 'an') next++;
  const taken = at - start + next + 1;
  if (HOUR_UNITS.has(word(next))) return aLength(60 * part, taken);
  return part > 1 && MINUTE_UNITS.has(word(next)) ? aLength(part, taken) : null;
}

/** "45 to 60 mins", "1 or 2 hours". */
function rangeOfTime(words: readonly Word[], at: number): Found | null {
  const low = numberIn(words, at);
  if (low === null || !['to', 'or'].includes(reader(words, at)(low.taken))) return null;
  const high = numberIn(words, at + low.taken + 1);
  if (high === null) return null;
  const taken = low.taken + 1 + high.taken;
  const unit = reader(words, at)(taken);
  if (!isUnit(unit)) return null;
  return aLength(shorter(low.value, high.value) * (HOUR_UNITS.has(unit) ? 60 : 1), taken + 1);
}

/** "1.5 hours", "2 and a half hours", "an hour and a half", "1h30", "1:30 hrs", "hour and 20 mins". */
function hours(words: readonly Word[], at: number): Found | null {
  const word = reader(words, at);
  const [, h, m] = /^([1-4])[:.]([0-5]\d)$/.exec(word(0)) ?? [];
  if (h !== undefined && HOUR_UNITS.has(word(1)) && !/\.(25|50|75)$/.test(word(0))) {
    return aLength(60 * Number(h) + Number(m), 2);
  }
  const before = at > 0 && !words[at]!.pause ? words[at - 1]!.text : '';
  const number = numberIn(words, at);
  let count = number?.value ?? 1;
  let next = number?.taken ?? (['a', 'an'].includes(word(0)) ? 1 : 0);
  if (
    number !== null &&
    word(next) === 'and' &&
    word(next + 1) === 'a' &&
    ['half', 'quarter'].includes(word(next + 2))
  ) {
    count += word(next + 2) === 'half' ? 0.5 : 0.25;
    next += 3;
  }
  if (!HOUR_UNITS.has(word(next))) return null;
  if (next === 0 && !MAY_COME_BEFORE_HOUR.has(before) && word(1) !== 'and') return null;
  next++;

  const and = word(next) === 'and' ? 1 : 0;
  const a = word(next + and) === 'a' ? 1 : 0;
  const part = word(next + and + a);
  if ((part === 'half' || part === 'quarter') && !HOUR_UNITS.has(word(next + and + a + 1))) {
    return aLength(60 * count + (part === 'half' ? 30 : 15), next + and + a + 1);
  }
  const rest = a ? null : word(next + and) === '' ? null : numberIn(words, at + next + and);
  if (rest !== null && rest.value < 60 && Number.isInteger(rest.value)) {
    const end = next + and + rest.taken;
    if (MINUTE_UNITS.has(word(end))) return aLength(60 * count + rest.value, end + 1);
    if (!and && !HOUR_UNITS.has(word(end))) return aLength(60 * count + rest.value, end);
  }
  return aLength(60 * count, next);
}

function minutes(words: readonly Word[], at: number): Found | null {
  const number = numberIn(words, at);
  if (number === null || !MINUTE_UNITS.has(reader(words, at)(number.taken))) return null;
  return aLength(number.value, number.taken + 1);
}

// --- times of day ----------------------------------------------------------------------------------------------------

/**
 * Only a 24-hour afternoon, midnight, or am and pm settle the half of the day. "03:30" sent at 2 pm means half past
 * three; whoever resolves an inexact time takes the next to come, which is never the later.
 */
function aClock(hour: number, minute: number, taken: number, halfOfDay: Meridiem | null): Found | null {
  if (hour > 23 || minute > 59) return null;
  if (halfOfDay === null) {
    const clock = { hour, minute, exact: hour === 0 || hour > 12 };
    return { taken, time: { said: 'clock', minutes: null, clock } };
  }
  const in24 = hour > 12 ? hour : (hour % 12) + (halfOfDay.half === 'pm' ? 12 : 0);
  return {
    taken: taken + halfOfDay.taken,
    time: { said: 'clock', minutes: null, clock: { hour: in24, minute, exact: true } },
  };
}

interface Meridiem {
  readonly half: 'am' | 'pm';
  readonly taken: number;
}

/** "pm", "p.m.", or nothing. */
function meridiemAt(word: (nth: number) => string, nth: number): Meridiem | null {
  const one = word(nth);
  if (one === 'am' || one === 'pm') return { half: one, taken: 1 };
  if ((one === 'a' || one === 'p') && word(nth + 1) === 'm') return { half: one === 'a' ? 'am' : 'pm', taken: 2 };
  return null;
}

function clockAt(words: readonly Word[], at: number): Found | null {
  return namedTime(words, at) ?? pastOrTo(words, at) ?? digitalTime(words, at);
}

function namedTime(words: readonly Word[], at: number): Found | null {
  const word = words[at]!.text;
  if (word === 'noon' || word === 'midday') return aClock(12, 0, 1, { half: 'pm', taken: 0 });
  if (word === 'midnight') return aClock(0, 0, 1, null);
  return null;
}

/** "half 3", "half past three", "quarter to 4", "10 to 3", "twenty five minutes past six". */
function pastOrTo(words: readonly Word[], at: number): Found | null {
  const word = reader(words, at);
  const article = word(0) === 'a' && word(1) === 'quarter' ? 1 : 0;
  const fraction = word(article);
  const number = numberIn(words, at + article);
  let next = article + 1;
  let past: number;
  if (fraction === 'half') {
    past = 30;
    if (word(next) === 'past') next++;
  } else {
    if (fraction === 'quarter') past = 15;
    else if (number !== null && Number.isInteger(number.value) && number.value < 60) {
      past = number.value;
      next = article + number.taken;
      if (MINUTE_UNITS.has(word(next))) next++;
    } else return null;
    if (word(next) !== 'past' && word(next) !== 'to') return null;
    if (word(next) === 'to') past = -past;
    next++;
  }
  const hour = word(next) === '' ? null : numberIn(words, at + next);
  const isHour = hour !== null && Number.isInteger(hour.value) && hour.value >= 1 && hour.value <= 12;
  // "10 to 15 minutes" is a length, and "until 10 past" does not say of which hour: better no time than 10 minutes.
  if (!isHour || isUnit(word(next + hour.taken))) {
    return word(next - 1) === 'past' ? { taken: next, time: { said: 'clock', minutes: null, clock: null } } : null;
  }
  const minutesOfDay = hour.value * 60 + past;
  const hour12 = Math.floor(minutesOfDay / 60) || 12;
  next += hour.taken;
  return aClock(hour12, ((past % 60) + 60) % 60, next, meridiemAt(word, next));
}

/** "15:30", "3.30", "3pm", "3.30 p.m.", "3 o'clock", "1530hrs". */
function digitalTime(words: readonly Word[], at: number): Found | null {
  const word = reader(words, at);
  const [, h, m] =
    /^(\d{1,2})[:.](\d\d)$/.exec(word(0)) ?? /^(\d\d)(\d\d)$/.exec(word(0)) ?? /^(\d{1,2})()$/.exec(word(0)) ?? [];
  const spelt = NUMBER_WORDS.get(word(0));
  const hour = h !== undefined ? Number(h) : spelt !== undefined && spelt <= 12 ? spelt : null;
  if (hour === null) return null;
  const minute = Number(m ?? 0);
  const halfOfDay = meridiemAt(word, 1);
  if (halfOfDay !== null && hour > 0) return aClock(hour, minute, 1, halfOfDay);
  if (word(1) === 'oclock') return aClock(hour, minute, 2, meridiemAt(word, 2));
  if (word(1) === 'o' && word(2) === 'clock') return aClock(hour, minute, 3, meridiemAt(word, 3));
  const punctuated = /[:.]/.test(word(0));
  const hundredHours = (m ?? '') !== '' && HOUR_UNITS.has(word(1));
  if (hundredHours && (hour >= 8 || !punctuated)) return aClock(hour, minute, 2, null);
  return punctuated && !isUnit(word(1)) ? aClock(hour, minute, 1, null) : null;
}

// --- a number by itself ----------------------------------------------------------------------------------------------

function numberAlone(words: readonly Word[], at: number): Found | null {
  const number = numberIn(words, at);
  if (number === null || !Number.isInteger(number.value)) return null;
  const digits = /^\d+$/.test(words[at]!.text) ? words[at]!.text : '';
  const canBeMinutes = !isRoadOrCode(words, at) && !countsSomething(words[at + number.taken]) && digits.length < 4;
  // "No one in": small number words are too common to be minutes.
  const plausible = number.value >= (digits === '' ? 5 : 1) && number.value <= MOST_BARE_MINUTES;
  return {
    taken: number.taken,
    time: {
      said: 'number',
      minutes: canBeMinutes && plausible ? number.value : null,
      clock: hourNumber(digits, number.value),
    },
  };
}

/** "M6", "V7K2": digits glued to a single letter. "arrived45" is only a missing space. */
const isRoadOrCode = (words: readonly Word[], at: number): boolean =>
  words[at]!.glued && words[at - 1]?.text.length === 1;

/** "14 Park Road", "2 visits". */
const countsSomething = (next: Word | undefined): boolean =>
  next !== undefined && !next.pause && /^\p{L}/u.test(next.text) && !MAY_FOLLOW_MINUTES.has(next.text);

/** "3", "15", "330" and "1530" may each be a time of day. */
function hourNumber(digits: string, value: number): ClockTime | null {
  const [, hour, minute] = /^(\d{1,2})(\d\d)$/.exec(digits) ?? [];
  if (hour !== undefined) return aClock(Number(hour), Number(minute), 1, null)?.time.clock ?? null;
  return value >= 1 ? (aClock(value, 0, 1, null)?.time.clock ?? null) : null;
}
