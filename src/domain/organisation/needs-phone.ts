import type { Organisation, Person } from './organisation.js';

/**
 * Whether somebody may have to text, or be texted, by their role or by what they are to others: without a number they cannot
 * confirm a visit, and the chain passes them by. An auditor only reads; an administrator hears of faults on a screen as well.
 */
export function needsPhone({ id, roles }: Person, { people, units, rota }: Omit<Organisation, 'absences'>): boolean {
  return (
    roles.some((role) => role !== 'auditor' && role !== 'administrator') ||
    rota.some(({ contacts }) => contacts.includes(id)) ||
    units.some(({ head, seniorOnSite }) => head === id || seniorOnSite === id) ||
    people.some(({ lineManager }) => lineManager === id)
  );
}
