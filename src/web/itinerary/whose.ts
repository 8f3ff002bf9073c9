import type { Reader, VisitView } from '../../application/ports/reader.js';
import { namedIn, seenBy } from '../../application/seen-by.js';
import { REFERENCE_ONLY, type Viewings } from '../../application/viewings.js';
import type { Person, Unit } from '../../domain/organisation/organisation.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Typed } from '../form/typed.js';
import { unitsInReach } from '../frame/units-in-reach.js';
import type { Standpoint } from '../guard.js';

/** Whose diary is looked at: a unit's and those below it, one person's, or all that whoever looks may see. */
export interface Whose {
  readonly unit: Unit | null;
  readonly person: Person | null;
  /** Those whose days these are. */
  readonly people: readonly Person[];
  /** To be put behind an address: "&unit=north-team". */
  readonly query: string;
}

/** A unit or a person that they may not see is none. */
export function whoseOf(query: Typed, from: Standpoint): Whose {
  const unit = unitsInReach(from, 'see_visits').find(({ id }) => id === query['unit']) ?? null;
  const staff = staffInReach(from);
  const person = staff.find(({ id }) => id === query['person']) ?? null;
  const units = unit && idsBelow(unit, from.directory);
  const people = person ? [person] : staff.filter((one) => !units || units.includes(one.unit));
  const asked = new URLSearchParams({ ...(unit && { unit: unit.id }), ...(person && { person: person.id }) });
  return { unit, person, people, query: asked.size > 0 ? `&${asked.toString()}` : '' };
}

export const staffInReach = ({ directory, access }: Standpoint): readonly Person[] =>
  directory.organisation.people.filter(({ id, unit }) => access.may('see_visits', { unit, people: [id] }));

const idsBelow = ({ id }: Unit, directory: Directory): string[] => directory.unitsBelow(id).map((unit) => unit.id);

/** A visit that was extended again and again may last longer than any is planned for. */
const LONGEST = 2 * DAY;
const AT_ONCE = 500;
/** More than anybody reads on one page. */
const MOST = 2_000;

/** The visits of a span, in order; `cut`: there are more than these. */
export async function visitsOf(
  reader: Reader,
  whose: Whose,
  { access, directory }: Standpoint,
  span: { readonly start: Instant; readonly end: Instant },
): Promise<{ readonly visits: readonly VisitView[]; readonly cut: boolean }> {
  const asked = {
    scope: access.scope('see_visits'),
    concerning: whose.unit ? idsBelow(whose.unit, directory) : undefined,
    person: whose.person?.id,
    drills: 'without' as const,
    from: span.start - LONGEST,
    to: span.end,
    // One that went on past midnight belongs to the day after as well.
    beyond: span.start,
    perPage: AT_ONCE,
  };
  const first = await reader.visits({ ...asked, page: 1 });
  const found = [...first.items];
  for (let page = 2; found.length < Math.min(first.total, MOST); page += 1) {
    const { items } = await reader.visits({ ...asked, page });
    if (items.length === 0) break;
    found.push(...items);
  }
  return { visits: found.map((one) => seenBy(access, one)), cut: found.length < first.total };
}

/** The diary's lists name whoever is visited by our reference alone: that is looking at it too, and recorded before. */
export const recordLook = (
  viewings: Viewings,
  visits: readonly VisitView[],
  { visitor }: Standpoint,
  title: string,
): Promise<void> =>
  viewings.ofList({ by: visitor.person }, `looked at the diary of ${title}`, namedIn(visits), REFERENCE_ONLY);
