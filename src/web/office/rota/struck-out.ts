import { shiftsFor, type CoverQuestion } from '../../../domain/organisation/cover.js';
import { isDated } from '../../../domain/organisation/shift.js';
import { sayTimes } from './shift-row.js';

/** "17:30 to 08:30 the next day, Rosa Martin": it says whose rota it is, where that is a unit above. */
export function struckOutOn(date: string, unit: string, { directory }: CoverQuestion): string[] {
  return shiftsFor(unit, directory)
    .filter((shift) => !isDated(shift) && shift.except?.includes(date))
    .map((shift) => {
      const names = shift.contacts.map((id) => directory.person(id)?.name ?? id).join(', ');
      const above = shift.unit === unit ? '' : `, rota of ${directory.unit(shift.unit)?.name ?? shift.unit}`;
      return `${sayTimes(shift)}, ${names}${above}`;
    });
}
