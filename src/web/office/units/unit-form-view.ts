import { UNIT_KINDS, type Unit } from '../../../domain/organisation/organisation.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { byField, errorList } from '../../form/errors.js';
import type { FieldError, Typed } from '../../form/typed.js';
import type { Standpoint } from '../../guard.js';
import type { Meanwhile } from '../meanwhile.js';
import { choicesOfPeople, hrefOfUnit } from '../reach.js';
import { UNIT_KIND_WORDS } from '../words.js';

export interface UnitForm {
  readonly typed: Typed;
  readonly version: string;
  readonly errors?: readonly FieldError[];
  /** Null: somebody changed it, and the record does not say what. */
  readonly meanwhile?: Meanwhile | null;
}

/** Where a unit may be put: below those that somebody may change, never below itself. */
function parentsFor(from: Standpoint, unit: Unit | null) {
  const own = new Set(unit ? from.directory.unitsBelow(unit.id).map(({ id }) => id) : []);
  return unitsInReach(from, 'change_office')
    .filter(({ id }) => !own.has(id))
    .map(({ id, name }) => ({ value: id, text: name }));
}

/** Only whoever reaches everything may put one at the top: a unit there is nobody's within the tree. */
const mayStandAlone = ({ access }: Standpoint, unit: Unit | null): boolean =>
  access.scope('change_office').units === null || unit?.parent === null;

export const unitFormView = (
  from: Standpoint,
  unit: Unit | null,
  { typed, version, errors = [], meanwhile }: UnitForm,
) => ({
  unit: unit && { id: unit.id, name: unit.name, href: hrefOfUnit(unit.id) },
  action: unit ? `${hrefOfUnit(unit.id)}/change` : '/office/units/-/add',
  typed,
  version,
  meanwhile: meanwhile ?? null,
  changedMeanwhile: meanwhile !== undefined,
  kinds: UNIT_KINDS.map((kind) => ({ value: kind, text: UNIT_KIND_WORDS[kind] })),
  parents: parentsFor(from, unit),
  mayStandAlone: mayStandAlone(from, unit),
  choices: choicesOfPeople(from, [unit?.head, unit?.seniorOnSite]),
  errors: byField(errors),
  errorList: errorList(errors),
});

/** What the form does not offer is not taken from it either. */
export function faultsOfReach(typed: Typed, unit: Unit | null, from: Standpoint): FieldError[] {
  const { parent = '', head = '', seniorOnSite = '' } = typed;
  const errors: FieldError[] = [];
  const offered =
    parent === '' ? mayStandAlone(from, unit) : parentsFor(from, unit).some(({ value }) => value === parent);
  if (!offered) errors.push({ field: 'parent', text: 'Choose the unit above from the list' });
  const people = new Set(choicesOfPeople(from, [unit?.head, unit?.seniorOnSite]).map(({ value }) => value));
  for (const [field, id] of Object.entries({ head, seniorOnSite }))
    if (id !== '' && !people.has(id)) errors.push({ field, text: 'Choose somebody from the list' });
  return errors;
}
