import type { DatedShift, Organisation } from '../../domain/organisation/organisation.js';
import { isDated, isOver } from '../../domain/organisation/shift.js';
import type { KeptOffice } from '../ports/offices.js';
import { pathText, type Fault, type Path } from './fault.js';

/**
 * Dated shifts that are over already, and are new or have somebody new on them: a slip of the month or the year, most
 * likely, or somebody put on duty after the event.
 */
export function newAndOver(
  { organisation, now }: KeptOffice,
  next: Organisation,
  zone: string,
  lineOf: (at: Path) => number | null,
): readonly Fault[] {
  const known = new Set(organisation.rota.filter(isDated).flatMap(duties));
  return next.rota.flatMap((shift, index) =>
    isDated(shift) && isOver(shift, now, zone) && duties(shift).some((duty) => !known.has(duty))
      ? [
          {
            path: pathText(['rota', index, 'date']),
            line: lineOf(['rota', index, 'date']),
            message: 'is in the past: this shift is over already',
            mend: 'Give a date that is still to come.',
          },
        ]
      : [],
  );
}

const duties = ({ unit, date, from, to, contacts }: DatedShift): string[] =>
  contacts.map((contact) => JSON.stringify([unit, date, from, to, contact]));
