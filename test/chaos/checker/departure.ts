import type { Evidence, Said, Visit } from '../evidence.js';
import { personAt } from '../office.js';
import { wordIn } from '../people.js';
import { MINUTE, OVERDUE_AFTER } from '../rules.js';

/** When the first alarm of a visit falls due: between these moments, for nobody outside knows when a text is read. */
export type Due = { readonly from: number; readonly to: number } | 'never' | 'cannot be told';

/**
 * Worked out from what the people on the visit texted and when the provider handed it over, and from nothing that the service
 * says of it.
 *
 * @param readBy by when a text that was handed over has been read, at the latest
 */
export function alarmDue(visit: Visit, { said }: Evidence, readBy: (acceptedAt: number) => number): Due {
  const where = new Map<string, 'coming' | 'inside' | 'out'>(visit.attendees.map(({ person }) => [person, 'coming']));
  const planned = visit.plannedEnd - visit.plannedStart;
  let end = { from: visit.plannedEnd, to: visit.plannedEnd };

  for (const text of inOrder(said)) {
    const person = personAt(text.phone)?.id ?? '';
    const place = where.get(person);
    const word = wordIn(text.body);
    if (!place || word === undefined || word === 'CHAT') continue;
    const due = { from: end.from + OVERDUE_AFTER, to: end.to + OVERDUE_AFTER };
    const earliest = text.calledAt ?? text.at;
    if (earliest > readBy(due.to)) return due;
    const latest = text.acceptedAt === null ? Infinity : readBy(text.acceptedAt);
    // Too near to the deadline to say which of the two was first; or a cry for help, which is an alarm by itself.
    if (latest > due.from || word === 'SOS' || word === 'PHRASE') return 'cannot be told';
    switch (word) {
      case 'ARRIVED': {
        if (place === 'inside') break;
        const othersInside = [...where.values()].includes('inside');
        const stated = { from: earliest + planned, to: latest + planned };
        end = othersInside ? { from: Math.max(end.from, stated.from), to: Math.max(end.to, stated.to) } : stated;
        where.set(person, 'inside');
        break;
      }
      case 'EXTEND 1':
        if (place !== 'out')
          end = { from: Math.max(end.from, earliest) + MINUTE, to: Math.max(end.to, latest) + MINUTE };
        break;
      case 'LEFT':
      case 'NO ACCESS':
        where.set(person, 'out');
        break;
      case 'ABANDON':
        if (place === 'coming') where.set(person, 'out');
    }
    if ([...where.values()].every((one) => one === 'out') && !comesBack(text, said, where)) return 'never';
  }
  return { from: end.from + OVERDUE_AFTER, to: end.to + OVERDUE_AFTER };
}

const inOrder = (said: readonly Said[]): Said[] =>
  [...said].sort((a, b) => (a.calledAt ?? a.at) - (b.calledAt ?? b.at));

/** An ARRIVED that was handed over after the LEFT: for all that the service knows, they have gone in again. */
const comesBack = (after: Said, said: readonly Said[], where: ReadonlyMap<string, string>): boolean =>
  said.some(
    (text) =>
      where.has(personAt(text.phone)?.id ?? '') &&
      wordIn(text.body) === 'ARRIVED' &&
      (text.acceptedAt === null || text.acceptedAt >= (after.calledAt ?? after.at)),
  );
