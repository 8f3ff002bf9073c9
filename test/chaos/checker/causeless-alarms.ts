import type { Case } from './case.js';
import { alarmDue } from './departure.js';
import type { Finding } from './finding.js';

/** A text that the service has said it has, so long before the deadline, counts as in time. */
const READ_WITHIN = 300;

/** No alarm without a cause: not after a LEFT that was handed over in time, nor before the time has passed. */
export function causelessAlarms({ evidence, watches }: Case): Finding[] {
  const first = evidence.visits.flatMap((visit) => {
    const alarm = evidence.incidents
      .filter(({ visitId }) => visitId === visit.id)
      .sort((a, b) => a.openedAt - b.openedAt)[0];
    const opening = visit.entries.find(
      ({ kind, incidentId }) => kind === 'incident_opened' && incidentId === alarm?.id,
    );
    if (!opening || opening.data['kind'] !== 'overdue' || visit.kind === 'unplanned') return [];
    const due = alarmDue(visit, evidence, (accepted) => accepted + READ_WITHIN);
    if (due === 'cannot be told' || (due !== 'never' && opening.at >= due.from - READ_WITHIN)) return [];
    return [
      {
        law: 'no alarm without cause',
        what: `visit ${visit.reference} (${visit.purpose}): an alarm, though ${
          due === 'never'
            ? 'they had said in time that they are out'
            : `it was not due for ${due.from - opening.at} ms more`
        }`,
        at: opening.at,
      },
    ];
  });
  return [...first, ...watches.flatMap(({ findings }) => findings), ...cries(evidence)];
}

/** An SOS or a covert alarm is about somebody who cried for help. */
function cries({ incidents, said, visits }: Case['evidence']): Finding[] {
  const cried = said.some(({ body }) => /^SOS$|cancel my next|^\d+ CODE$/.test(body));
  return incidents
    .filter(({ kind }) => kind !== 'overdue' && !cried)
    .map(({ reference, kind, openedAt, visitId }) => ({
      law: 'no alarm without cause',
      what: `incident ${reference} is of kind ${kind}, and nobody cried for help (visit ${visits.find(({ id }) => id === visitId)?.reference ?? '?'})`,
      at: openedAt,
    }));
}
