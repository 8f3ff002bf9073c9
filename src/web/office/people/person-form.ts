import { ROLES, type Person } from '../../../domain/organisation/organisation.js';
import { dialled } from '../../../domain/texting/wording.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import type { FieldNames } from '../refused.js';

/** The form of one person: from what was typed to what the office is asked, and back. */

export type ReadPerson = { readonly person: object } | { readonly errors: readonly FieldError[] };

/** @param taken ids that are in use, for one that is made from the name */
export function readPerson(typed: Typed, taken: (id: string) => boolean): ReadPerson {
  const reading = new FormReading(typed);
  const name = reading.required('name', 'Enter their name', 100);
  const unit = reading.required('unit', 'Choose their unit');
  const roles = ROLES.filter((role) => typed[`role-${role}`] === 'yes');
  if (roles.length === 0) reading.error('role-practitioner', 'Choose at least one role');
  const pin = reading.optional('pin');
  if (pin !== '' && !/^\d{4,8}$/.test(pin)) reading.error('pin', 'The departure PIN is 4 to 8 digits');
  if (reading.errors.length > 0) return { errors: reading.errors };
  const [registration, carDescription] = [reading.optional('registration'), reading.optional('car')];
  return {
    person: {
      id: reading.optional('id') || idOf(name, taken),
      name,
      mobile: reading.optional('mobile') || null,
      unit,
      lineManager: reading.optional('lineManager') || null,
      roles,
      car: registration || carDescription ? { registration, description: carDescription } : null,
      description: reading.optional('description'),
      device: reading.optional('device'),
      ...(pin !== '' && { pin }),
    },
  };
}

/** "Siân O'Neill" is "sian-o-neill"; where that is taken, "sian-o-neill-2". */
export function idOf(name: string, taken: (id: string) => boolean): string {
  const plain =
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56) || 'one';
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? plain : `${plain}-${number}`;
    if (!taken(id)) return id;
  }
}

/** The departure PIN is taken and never shown again. */
export const personFields = (person: Person): Typed => ({
  id: person.id,
  name: person.name,
  mobile: person.mobile === null ? '' : dialled(person.mobile),
  unit: person.unit,
  lineManager: person.lineManager ?? '',
  ...Object.fromEntries(person.roles.map((role) => [`role-${role}`, 'yes'])),
  registration: person.car?.registration ?? '',
  car: person.car?.description ?? '',
  description: person.description,
  device: person.device,
});

export const PERSON_FIELDS: FieldNames = {
  first: 'name',
  fields: {
    id: 'id',
    name: 'name',
    mobile: 'mobile',
    unit: 'unit',
    lineManager: 'lineManager',
    roles: 'role-practitioner',
    'car.registration': 'registration',
    'car.description': 'car',
    car: 'registration',
    description: 'description',
    device: 'device',
    pin: 'pin',
  },
  labels: {
    id: 'The id',
    name: 'The name',
    mobile: 'The mobile',
    unit: 'The unit',
    lineManager: 'The line manager',
    'role-practitioner': 'The roles',
    registration: 'The registration',
    car: 'The description of the car',
    description: 'The description',
    device: 'The device',
    pin: 'The departure PIN',
  },
};
