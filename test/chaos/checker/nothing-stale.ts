import type { Message, Visit } from '../evidence.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';
import { personIn } from './groups.js';

/** What was on its way to the provider when it was overtaken. */
const ON_ITS_WAY = 2_000;

/** No reminder to somebody who is out, and nobody is asked to act on an incident that is over. */
export function nothingStale({ evidence: { attempts, messages, visits, incidents } }: Case): Finding[] {
  return messages.flatMap((row) => {
    const over =
      row.purpose === 'reminder'
        ? outSince(row, visits)
        : row.purpose === 'ask'
          ? (incidents.find(({ id }) => id === row.incidentId)?.closedAt ?? null)
          : null;
    if (over === null) return [];
    return attempts
      .filter((one) => one.row === row.id && one.at > over + ON_ITS_WAY)
      .map(({ at, body, outcome }) => ({
        law: 'nothing stale',
        what: `"${body}" to ${row.person} was sent (${outcome}) ${((at - over) / 1_000).toFixed(1)} s after it was over`,
        at,
      }));
  });
}

/** Since when the one who is reminded is out for good, by the record; null: they are not. */
function outSince({ person, visitId }: Message, visits: readonly Visit[]): number | null {
  const visit = visits.find(({ id }) => id === visitId);
  const status = visit?.attendees.find((one) => one.person === person)?.status;
  if (!visit || status === 'planned' || status === 'arrived') return null;
  const last = visit.entries.findLast(
    (entry) =>
      (entry.kind === 'departure_confirmed' && personIn(entry) === person) ||
      ((entry.kind === 'no_access' || entry.kind === 'abandoned') && entry.by === person) ||
      entry.kind === 'stood_down',
  );
  return last?.at ?? null;
}
