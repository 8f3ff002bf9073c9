import { versionOf } from '../../application/organisation/version.js';
import { Refusal } from '../../application/refusal.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { RotaShift } from '../../domain/organisation/organisation.js';
import type { Access } from '../../domain/permission/access.js';

/** A shift as the API answers it: as it is kept, with the version by which a change says what it was made from. */
export const shiftJson = (shift: RotaShift) => ({ ...shift, version: versionOf(shift) });

/** The shift with this id. For whoever may not see that office there is none. */
export function shiftShown(directory: Directory, id: string, access?: Access): RotaShift {
  const shift = directory.organisation.rota.find((one) => one.id === id);
  if (!shift || (access && !access.may('see_office', { unit: shift.unit, people: [] }))) throw unknownShift();
  return shift;
}

export const unknownShift = (): Refusal => new Refusal('not_found', 'There is no shift with this id.');
