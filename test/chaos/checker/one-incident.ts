import { POLICE } from '../rules.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';
import { stepIn } from './groups.js';

/** A visit has at most one open incident; and once the police have been told, nobody is asked to ring them again. */
export function oneIncident({ evidence: { incidents, visits } }: Case): Finding[] {
  const twoAtOnce = incidents.flatMap((one) =>
    incidents
      .filter(
        (other) =>
          other.visitId === one.visitId &&
          other.id > one.id &&
          one.openedAt < (other.closedAt ?? Infinity) &&
          other.openedAt < (one.closedAt ?? Infinity),
      )
      .map((other) => ({
        law: 'one incident at a time',
        what: `${one.reference} and ${other.reference} were open at once on one visit`,
        at: other.openedAt,
      })),
  );
  const stillAsked = visits.flatMap(({ entries }) =>
    entries
      .filter((entry) => entry.kind === 'asked' && stepIn(entry) === POLICE)
      .filter((entry) => {
        const story = entries.filter((one) => one.incidentId === entry.incidentId && one.seq < entry.seq);
        const told = story.findLast(({ kind }) => kind === 'police_told' || kind === 'incident_changed');
        return told?.kind === 'police_told';
      })
      .map(({ at, text }) => ({
        law: 'told is told',
        what: `after the police had been told: ${text}`,
        at,
      })),
  );
  return [...twoAtOnce, ...stillAsked];
}
