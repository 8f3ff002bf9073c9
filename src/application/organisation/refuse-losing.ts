import type { Organisation } from '../../domain/organisation/organisation.js';
import type { KeptOffice } from '../ports/offices.js';
import { Refusal } from '../refusal.js';

/** Someone who is out there must stay known: their text would come from a stranger, and their alarm go to nobody. */
export function refuseLosingSomeone(current: KeptOffice, next: Organisation): void {
  const kept = new Set(next.people.map((person) => person.id));
  const onVisits = [...current.onVisits].filter(([person]) => !kept.has(person));
  // Of what they are asked nothing is said: it may be an alert code, and whoever reads this may be on that visit (P8).
  const alerted = [...current.alerted].filter((person) => !kept.has(person) && !current.onVisits.has(person));
  if (onVisits.length + alerted.length === 0) return;
  throw new Refusal('conflict', 'The organisation was not taken: nothing was changed.', [
    ...onVisits.map(([person, visit]) => ({
      field: 'people',
      message: `"${person}" is missing, and is on visit ${visit}, which is still watched`,
      mend: 'keep them until the visit has ended, or cancel it first',
    })),
    ...alerted.map((person) => ({
      field: 'people',
      message: `"${person}" is missing, and is needed in something that is still going on`,
      mend: 'keep them until it has ended',
    })),
  ]);
}

/** A visit whose unit were gone would have no contact, no senior on site and no police contact. */
export function refuseLosingUnit(current: KeptOffice, next: Organisation): void {
  const kept = new Set(next.units.map((unit) => unit.id));
  const lost = [...current.unitsWithVisits].filter(([unit]) => !kept.has(unit));
  if (lost.length === 0) return;
  throw new Refusal(
    'conflict',
    'The organisation was not taken: nothing was changed.',
    lost.map(([unit, visit]) => ({
      field: 'units',
      message: `"${unit}" is missing, and visit ${visit} of it is still watched`,
      mend: 'keep the unit until the visit has ended, or cancel it first',
    })),
  );
}
