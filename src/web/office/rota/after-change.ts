import type { CoverQuestion } from '../../../domain/organisation/cover.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import { gapsOpened, timesOf } from '../../../domain/organisation/gaps-opened.js';
import type { RotaShift } from '../../../domain/organisation/organisation.js';
import { passedBy, sayPassedBy } from '../../../domain/organisation/passed-by.js';
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
  return [...told, ...more, ...sayAll(changed, question)];
}

/** "Tom Bevan is absent": they stand on it, and the chain would not ask them. */
const sayAll = (changed: Changed, question: CoverQuestion): string[] =>
  [...passedBy(changed, question)].map(
    ([id, why]) => `${question.directory.person(id)?.name ?? id} ${sayPassedBy(why)}.`,
  );
