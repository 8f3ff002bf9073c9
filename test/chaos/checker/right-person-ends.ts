import { personOf } from '../office.js';
import { ESCALATIONS } from '../rules.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';

/** Only the right person stands it down (P9): after the police have been told, and of an alert code ever, a manager. */
export function rightPersonEnds({ courses }: Case): Finding[] {
  return courses.flatMap(({ incident, scenes }) =>
    scenes
      .filter(({ entry }) => entry.kind === 'stood_down')
      .filter(({ entry, before }) => {
        const told = scenes.some((one) => one.entry.kind === 'police_told' && one.entry.seq < entry.seq);
        const may = told ? (['manager'] as const) : ESCALATIONS[before.kind].endedBy;
        return !(may as readonly string[]).includes(standingOf(entry.by));
      })
      .map(({ entry, before }) => ({
        law: 'only the right person ends it',
        what: `incident ${incident.reference} (${before.kind}) was ended by ${entry.by}`,
        at: entry.at,
      })),
  );
}

function standingOf(person: string): string {
  const [role = ''] = person === 'allswell' ? ['allswell'] : personOf(person).roles;
  return role === 'head' || role === 'director' ? 'manager' : role;
}
