import type { IncidentFilter, IncidentSort } from '../../../application/ports/reader.js';
import type { Right } from '../../../domain/permission/rights.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import type { Standpoint } from '../../guard.js';
import { SORTS, type Choices, type LogFilter } from './filter.js';

/** What whoever looks may choose from: the units in their reach, and the people in those or in their own line. */
export function choicesFor(from: Standpoint, right: Right, steps: readonly string[]): Choices {
  const units = unitsInReach(from, right);
  const inReach = new Set(units.map(({ id }) => id));
  const { people } = from.access.scope(right);
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
  return {
    units,
    people: from.directory.organisation.people
      .filter(({ id, unit }) => inReach.has(unit) || people.includes(id))
      .sort(byName),
    steps,
  };
}

/** The filters as the reader takes them, for somebody who may see this much. */
export function filterFor({ directory, access, visitor }: Standpoint, right: Right, asked: LogFilter): IncidentFilter {
  return {
    scope: access.scope(right),
    hiddenFrom: visitor.person,
    units: asked.unit === null ? undefined : directory.unitsBelow(asked.unit).map(({ id }) => id),
    person: asked.person ?? undefined,
    kind: asked.kind ?? undefined,
    status: asked.status ?? undefined,
    outcome: asked.outcome ?? undefined,
    step: asked.step ?? undefined,
    from: asked.from ?? undefined,
    to: asked.to ?? undefined,
    drills: asked.drills === 'with' ? undefined : asked.drills,
    search: asked.search === '' ? undefined : meant(asked.search, directory),
  };
}

/** A reference as it is (ours, or the police's), and everybody whose names begin like this. Somebody who has left the office is known by their id. */
export function meant(search: string, { organisation }: Pick<Standpoint['directory'], 'organisation'>): string[] {
  const words = wordsOf(search);
  const people = organisation.people.filter(({ name }) => {
    const names = wordsOf(name);
    return words.length > 0 && words.every((word) => names.some((one) => one.startsWith(word)));
  });
  return [search, search.toUpperCase(), ...people.map(({ id }) => id)];
}

/** As anybody would type them: "sian" finds Siân, "lukasz" Łukasz. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase('en-GB')
    .replaceAll(/[łøđßæœ]/g, (letter) => WITHOUT_MARKS[letter] ?? letter)
    .split(/[\s'’-]+/)
    .filter(Boolean);

/** Letters that are letters of their own to Unicode, and typed like this by whoever has no such key. */
const WITHOUT_MARKS: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' };

export const sortFor = ({ sort }: LogFilter, { steps }: Choices, { at }: Standpoint): IncidentSort => ({
  ...SORTS[sort],
  at,
  steps,
});
