import type { Incident } from './incident.js';

/**
 * Who is asked for news once the police have been told: the manager who told them; where it was a contact, the first manager
 * who was alerted; where there is none, the contact (P6). Null while the police have not been told.
 */
export function newsFrom({ police, alerted }: Pick<Incident, 'police' | 'alerted'>): string | null {
  const report = police.at(-1);
  if (!report) return null;
  const managers = alerted.filter((one) => one.standing === 'manager').map((one) => one.person);
  return managers.includes(report.by) ? report.by : (managers[0] ?? report.by);
}
