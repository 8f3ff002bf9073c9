import { Refusal } from '../../application/refusal.js';
import type { Directory } from '../../domain/organisation/directory.js';

/** The ids of the unit and of those below it; all units where none is named. */
export function unitsBelow(directory: Directory, unit: string | undefined): readonly string[] | undefined {
  if (unit === undefined) return undefined;
  if (!directory.unit(unit)) {
    throw new Refusal('invalid', 'The request was not taken.', [
      {
        field: 'unit',
        message: 'is no unit of the organisation',
        mend: 'Give the id of a unit: GET /api/v1/units lists them.',
      },
    ]);
  }
  return directory.unitsBelow(unit).map(({ id }) => id);
}
