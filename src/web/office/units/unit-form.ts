import { UNIT_KINDS, type Unit } from '../../../domain/organisation/organisation.js';
import { dialled } from '../../../domain/texting/wording.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import { idOf } from '../people/person-form.js';
import type { FieldNames } from '../refused.js';

export type ReadUnit = { readonly unit: object } | { readonly errors: readonly FieldError[] };

export function readUnit(typed: Typed, taken: (id: string) => boolean): ReadUnit {
  const reading = new FormReading(typed);
  const name = reading.required('name', 'Enter the name', 100);
  const kind = reading.oneOf('kind', UNIT_KINDS, 'Choose what kind of unit it is');
  const [force, controlRoom] = [reading.optional('force'), reading.optional('controlRoom')];
  if (force === '' && controlRoom !== '') reading.error('force', 'Enter the police force whose number this is');
  if (force !== '' && controlRoom === '') reading.error('controlRoom', 'Enter the number of the force’s control room');
  if (reading.errors.length > 0) return { errors: reading.errors };
  return {
    unit: {
      id: reading.optional('id') || idOf(name, taken),
      name,
      kind,
      parent: reading.optional('parent') || null,
      head: reading.optional('head') || null,
      seniorOnSite: reading.optional('seniorOnSite') || null,
      alertPhrases: reading
        .optional('alertPhrases')
        .split(/\s*\r?\n\s*/)
        .filter(Boolean),
      police: force === '' ? null : { force, controlRoom },
    },
  };
}

export const unitFields = (unit: Unit): Typed => ({
  id: unit.id,
  name: unit.name,
  kind: unit.kind,
  parent: unit.parent ?? '',
  head: unit.head ?? '',
  seniorOnSite: unit.seniorOnSite ?? '',
  alertPhrases: unit.alertPhrases.join('\n'),
  force: unit.police?.force ?? '',
  controlRoom: unit.police ? dialled(unit.police.controlRoom) : '',
});

export const UNIT_FIELDS: FieldNames = {
  first: 'name',
  fields: {
    id: 'id',
    name: 'name',
    kind: 'kind',
    parent: 'parent',
    head: 'head',
    seniorOnSite: 'seniorOnSite',
    alertPhrases: 'alertPhrases',
    'police.force': 'force',
    'police.controlRoom': 'controlRoom',
    police: 'force',
  },
  labels: {
    id: 'The id',
    name: 'The name',
    kind: 'The kind',
    parent: 'The unit above',
    head: 'The head',
    seniorOnSite: 'The senior person on site',
    alertPhrases: 'An alert code',
    force: 'The police force',
    controlRoom: 'The control room’s number',
  },
};
