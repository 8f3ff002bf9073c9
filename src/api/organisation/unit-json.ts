import type { z } from 'zod';
import type { Unit } from '../../domain/organisation/organisation.js';
import type { Access } from '../../domain/permission/access.js';
import { mayReadAlertCodes } from '../../domain/permission/alert-codes.js';
import type { unitShown } from './organisation.operations.js';

/** A unit as whoever asks may see it: without the words of its alert codes they are told how many there are, as on its page. */
export const unitJson = (unit: Unit, access: Access): z.output<typeof unitShown> =>
  mayReadAlertCodes(access, unit)
    ? withLists(unit)
    : { ...withoutCodes(unit), alertPhraseCount: unit.alertPhrases.length };

export function withoutCodes(unit: Unit): Omit<Unit, 'alertPhrases'> {
  const { alertPhrases: _secret, ...rest } = unit;
  return rest;
}

const withLists = (unit: Unit) => ({ ...unit, alertPhrases: [...unit.alertPhrases] });
