import type { Absence, Organisation } from '../../domain/organisation/organisation.js';
import { isSlipOfTheYear } from '../../domain/organisation/long-absence.js';
import type { KeptOffice } from '../ports/offices.js';
import { pathText, type Fault, type Path } from './fault.js';

/** Absences that are new and so long, or so far off, that the year is wrong, most likely. */
export function newAndLong(
  { organisation, now }: KeptOffice,
  next: Organisation,
  lineOf: (at: Path) => number | null,
): readonly Fault[] {
  const known = new Set(organisation.absences.map(written));
  return next.absences.flatMap((absence, index) =>
    isSlipOfTheYear(absence, now) && !known.has(written(absence))
      ? [
          {
            path: pathText(['absences', index, 'to']),
            line: lineOf(['absences', index, 'to']),
            message: 'is too far away: whoever is absent is passed by until then',
            mend: 'Check the year. An absence has 400 days at most, and begins within two years: enter the rest when it comes.',
          },
        ]
      : [],
  );
}

const written = ({ person, from, to }: Absence): string => JSON.stringify([person, from, to]);
