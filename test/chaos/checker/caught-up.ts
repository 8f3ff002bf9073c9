import { ESCALATIONS } from '../rules.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';
import { stepIn } from './groups.js';

/** Worked out and written within this, whatever the clock of the first line said. */
const AT_ONCE = 1_000;

/**
 * After an outage, levels whose time has passed meanwhile are asked together (P3): an alarm that comes later than the contact
 * would have had to answer goes to the contact and the manager at once.
 */
export function caughtUp({ watches, courses, evidence }: Case): Finding[] {
  const [contact, manager] = ESCALATIONS.overdue.steps;
  if (!contact || !manager) return [];
  return watches
    .flatMap(({ alarms }) => alarms)
    .filter(({ due, at }) => at >= due + contact.longest && at + AT_ONCE < evidence.judgedUntil)
    .flatMap(({ incident, due, at }) => {
      const course = courses.find((one) => one.incident.id === incident);
      const asked = course?.scenes.some(
        ({ entry }) => entry.kind === 'asked' && stepIn(entry) === manager.id && entry.at <= at + AT_ONCE,
      );
      const reference = course?.incident.reference ?? incident;
      return asked
        ? []
        : [
            {
              law: 'what is late is caught up',
              what: `incident ${reference} was opened ${((at - due) / 1_000).toFixed(1)} s late, and the manager not asked at once`,
              at,
            },
          ];
    });
}
