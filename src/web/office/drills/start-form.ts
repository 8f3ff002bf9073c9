import { DRILL_KINDS, type DrillKind } from '../../../domain/drill/drill.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import type { Person, Unit } from '../../../domain/organisation/organisation.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';

/** Which drill somebody wants to begin. */
export interface DrillAsked {
  readonly unit: string;
  /** Null: somebody of the unit who is not out. */
  readonly person: string | null;
  readonly kind: DrillKind;
}

export interface DrillChoices {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
}

/** The units in reach that have practitioners, and these. */
export function drillChoices(directory: Directory, unitsInReach: readonly Unit[]): DrillChoices {
  const inReach = new Set(unitsInReach.map(({ id }) => id));
  const people = directory.organisation.people
    .filter(({ roles, unit }) => roles.includes('practitioner') && inReach.has(unit))
    .sort((a, b) => a.name.localeCompare(b.name));
  const visiting = new Set(people.map(({ unit }) => unit));
  return { units: unitsInReach.filter(({ id }) => visiting.has(id)), people };
}

/** A person says by themself which unit it is. */
export function readDrill(
  typed: Typed,
  { units, people }: DrillChoices,
): { readonly asked: DrillAsked } | { readonly errors: readonly FieldError[] } {
  const reading = new FormReading(typed);
  const person = reading.optional('person') === '' ? null : people.find(({ id }) => id === typed['person']);
  if (person === undefined) reading.error('person', 'Choose one of the people in the list');
  const unit = reading.optional('unit') === '' ? person?.unit : units.find(({ id }) => id === typed['unit'])?.id;
  if (person !== undefined && unit === undefined)
    reading.error('unit', 'Choose the unit that practises, or a person of it');
  if (person && unit !== undefined && person.unit !== unit)
    reading.error('person', `${person.name} is not of this unit: choose their unit, or somebody of this one`);
  const kind = reading.oneOf('kind', DRILL_KINDS, 'Choose what is practised');
  if (reading.errors.length > 0 || unit === undefined || kind === null) return { errors: reading.errors };
  return { asked: { unit, person: person?.id ?? null, kind } };
}
