import type { Instant } from '../time/instant.js';
import { WORDS_WHY_NOT, type WhyNotAsked } from './cannot-be-asked.js';
import { coverOf, type CoverQuestion } from './cover.js';
import { timesOf } from './gaps-opened.js';
import type { RotaShift } from './organisation.js';

/** Who of these stands on such a shift and would not be asked, in some of its time at least, and why. */
export function passedBy(
  { unit, shifts, contacts, at }: Standing,
  question: CoverQuestion,
): ReadonlyMap<string, WhyNotAsked> {
  const why = new Map<string, WhyNotAsked>();
  for (const { from, to } of shifts.map((shift) => timesOf(shift, at, question.zone)))
    for (const { people } of coverOf(unit, from, to, question))
      for (const { person, whyNot } of people) if (whyNot && contacts.includes(person.id)) why.set(person.id, whyNot);
  return why;
}

interface Standing {
  readonly unit: string;
  readonly shifts: readonly RotaShift[];
  /** Who stands on them now. */
  readonly contacts: readonly string[];
  readonly at: Instant;
}

/** "is absent in some of this time, and would be passed by", to be put after their name. */
export const sayPassedBy = (why: WhyNotAsked): string =>
  `${WORDS_WHY_NOT[why]}${why === 'absent' ? ' in some of this time' : ''}, and would be passed by`;
