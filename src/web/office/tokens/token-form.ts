import { randomUUID } from 'node:crypto';
import { LONGEST_TOKEN, type TokenRequest } from '../../../application/api-tokens.js';
import { tidy } from '../../../application/organisation/fields.js';
import { RIGHTS, type Right } from '../../../domain/permission/rights.js';
import { DAY, SECOND } from '../../../domain/time/instant.js';
import { localParts, startOfLocalDay } from '../../../domain/time/local.js';
import { dayTyped } from '../../form/day.js';
import { byField, errorList } from '../../form/errors.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import type { Standpoint } from '../../guard.js';
import { isId } from '../../is-id.js';
import type { FieldNames } from '../refused.js';

export type ReadToken = { readonly request: TokenRequest } | { readonly errors: readonly FieldError[] };

/** Those that they may pass on: what one may do with oneself alone is none. */
export const rightsToGive = ({ access }: Standpoint): readonly Right[] =>
  (Object.keys(RIGHTS) as Right[]).filter((right) => access.has(right) && access.scope(right).units?.length !== 0);

export function readToken(typed: Typed, from: Standpoint): ReadToken {
  const reading = new FormReading(typed);
  const name = tidy(reading.required('name', 'Enter what it is for', 100));
  const chosen = reading.optional('unit');
  if (!unitChoices(from).some(({ value }) => value === chosen)) reading.error('unit', 'Choose the unit that it serves');
  const day = reading.optional('expires');
  // It works through the day that was typed.
  const expiresAt = dayTyped(day, from.zone, 1);
  if (day === '') reading.error('expires', 'Enter the last day on which it works');
  else if (expiresAt === null) reading.error('expires', `The last day must be a real date, such as ${inAYear(from)}`);
  else if (expiresAt <= from.at) reading.error('expires', 'The last day must not have passed');
  else if (expiresAt > from.at + LONGEST_TOKEN)
    reading.error('expires', `The last day must be within two years: ${lastDay(from)} or before`);
  const rights = rightsToGive(from).filter((right) => typed[fieldOf(right)] === 'yes');
  if (rights.length === 0) reading.error(firstRight(from), 'Choose what it may do');
  const press = reading.optional('press');
  if (reading.errors.length > 0 || expiresAt === null) return { errors: reading.errors };
  return { request: { name, unit: chosen, rights, expiresAt, ...(isId(press) && { id: press.toLowerCase() }) } };
}

export const newTokenForm = (): Typed => ({ press: randomUUID() });

/** The form as it was typed; `errors` of it. */
export const tokenFormView = (from: Standpoint, typed: Typed, errors: readonly FieldError[] = []) => ({
  typed: { ...typed, press: isId(typed['press'] ?? '') ? typed['press'] : randomUUID() },
  units: unitChoices(from),
  rights: rightsToGive(from).map((right) => ({
    field: fieldOf(right),
    text: says(right),
    right,
    checked: typed[fieldOf(right)] === 'yes',
  })),
  firstRight: firstRight(from),
  lastDay: lastDay(from),
  inAYear: inAYear(from),
  errors: byField(errors),
  errorList: errorList(errors),
});

/** "See visits" */
export function says(right: Right): string {
  const { says: text } = RIGHTS[right];
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A token that reaches everywhere is made with `ADMIN_TOKEN`: nobody who signs in has a reach without units. */
const unitChoices = (from: Standpoint) =>
  unitsInReach(from, 'manage_tokens').map(({ id, name }) => ({ value: id, text: name }));

const fieldOf = (right: Right): string => `right-${right}`;

const firstRight = (from: Standpoint): string => fieldOf(rightsToGive(from)[0] ?? 'manage_tokens');

/** "22/11/2028" */
function written(at: number, zone: string): string {
  const { day, month, year } = localParts(at, zone);
  return `${day}/${month}/${year}`;
}

const inAYear = ({ at, zone }: Standpoint): string => written(at + 365 * DAY, zone);

/** The last whole day before the longest that a token may work. */
const lastDay = ({ at, zone }: Standpoint): string => written(startOfLocalDay(at + LONGEST_TOKEN, zone) - SECOND, zone);

export const TOKEN_FIELDS = (from: Standpoint): FieldNames => ({
  first: 'name',
  fields: { name: 'name', unit: 'unit', rights: firstRight(from), expiresAt: 'expires' },
  labels: {
    name: 'The name',
    unit: 'The unit',
    [firstRight(from)]: 'What it may do',
    expires: 'The last day',
  },
});
