import { DAY, type Instant } from '../time/instant.js';
import { coverOf, isGap, needsCover, type CoverQuestion } from './cover.js';
import type { Absence, Person } from './organisation.js';

/** A time in which somebody who is away stands on the rota of a unit, and who is there without them. */
export interface LostDuty {
  readonly unit: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Nobody: the unit has no contact then. */
  readonly left: readonly Person[];
}

/** Further ahead nobody looks, and a year away would be a long list. */
const LOOKS_AHEAD = 92 * DAY;

/** What of the rota an absence takes away from now on, of the units whose people go on visits. In order of time. */
export function dutiesLost({ person, from, to }: Absence, at: Instant, question: CoverQuestion): LostDuty[] {
  const { directory } = question;
  const { organisation } = directory;
  const begin = Math.max(from, at);
  const end = Math.min(to, begin + LOOKS_AHEAD);
  const theirs = new Set(organisation.rota.filter(({ contacts }) => contacts.includes(person)).map(({ unit }) => unit));
  const units = organisation.units.filter(
    ({ id }) => needsCover(organisation, id) && directory.unitsUpwards(id).some((above) => theirs.has(above.id)),
  );
  return units
    .flatMap(({ id: unit }) =>
      coverOf(unit, begin, end, question)
        .filter(({ people }) => people.some((one) => one.person.id === person))
        .map((stretch) => ({
          unit,
          from: stretch.from,
          to: stretch.to,
          left: isGap(stretch) ? [] : stretch.people.filter(({ whyNot }) => whyNot === null).map((one) => one.person),
        })),
    )
    .sort((one, other) => one.from - other.from);
}
