import { WORDS_WHY_NOT, type WhyNotAsked } from '../../../domain/organisation/cannot-be-asked.js';
import { coverOf, type CoverQuestion } from '../../../domain/organisation/cover.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import { gapsOpened, timesOf } from '../../../domain/organisation/gaps-opened.js';
import type { RotaShift } from '../../../domain/organisation/organisation.js';
import type { Instant } from '../../../domain/time/instant.js';
import { sayGap } from './say-gap.js';

/** A change of a rota: the shifts that it touched, as they were and as they are. */
interface Changed {
  readonly unit: string;
  readonly shifts: readonly RotaShift[];
  /** Who stands on it now. */
  readonly contacts: readonly string[];
  readonly at: Instant;
}

const MOST_TOLD = 5;

/** What somebody should look at who has changed a rota: times in which nobody is on duty any more, and who would be passed by. */
export function afterChange(changed: Changed, before: Directory, question: CoverQuestion): string[] {
  const { unit, shifts, at } = changed;
  const { zone, directory } = question;
  const times = shifts.map((shift) => timesOf(shift, at, zone));
  const gaps = gapsOpened(unit, times, { ...question, directory: before }, question);
  const told = gaps
    .slice(0, MOST_TOLD)
    .map((gap) => `Nobody is on duty for ${directory.unit(gap.unit)?.name ?? gap.unit}: ${sayGap(gap, at, zone)}.`);
  const more = gaps.length > MOST_TOLD ? [`And ${gaps.length - MOST_TOLD} more times: the calendar shows them.`] : [];
  return [...told, ...more, ...passedBy(changed, question)];
}

/** "Tom Bevan is absent": they stand on it, and the chain would not ask them. */
function passedBy({ unit, shifts, contacts, at }: Changed, question: CoverQuestion): string[] {
  const { directory, zone } = question;
  const why = new Map<string, WhyNotAsked>();
  for (const { from, to } of shifts.map((shift) => timesOf(shift, at, zone)))
    for (const { people } of coverOf(unit, from, to, question))
      for (const { person, whyNot } of people) if (whyNot && contacts.includes(person.id)) why.set(person.id, whyNot);
  return [...why].map(
    ([id, whyNot]) =>
      `${directory.person(id)?.name ?? id} ${WORDS_WHY_NOT[whyNot]}${whyNot === 'absent' ? ' in some of this time' : ''}, and would be passed by.`,
  );
}
