import type { Evidence, Visit } from '../evidence.js';
import { MINUTE, OVERDUE_AFTER } from '../rules.js';
import type { Finding, Obligation } from './finding.js';
import { groupsOf, personIn, type Group } from './groups.js';

const EARLY = 50;

export interface Watched {
  readonly owed: readonly Obligation[];
  readonly alarms: readonly Alarm[];
  readonly findings: readonly Finding[];
}

/** An alarm that was raised because a departure did not come. */
export interface Alarm {
  readonly incident: string | null;
  readonly due: number;
  readonly at: number;
}

/**
 * A visit as its record tells it, from the diary to the end: whether the alarm came when the departure did not, and never
 * before its time. (Whether the record itself is true to what people texted is looked at elsewhere.)
 */
export function watched(visit: Visit, { judgedUntil }: Evidence): Watched {
  const owed: Obligation[] = [];
  const alarms: Alarm[] = [];
  const findings: Finding[] = [];
  const planned = visit.plannedEnd - visit.plannedStart;
  const where = new Map<string, 'coming' | 'inside' | 'out'>(visit.attendees.map(({ person }) => [person, 'coming']));
  let end = visit.plannedEnd;
  let incident: string | null = null;
  let subjects: readonly string[] = [];
  let watchedSince = -Infinity;

  const due = (): number | null =>
    incident === null && [...where.values()].some((place) => place !== 'out')
      ? Math.max(end + OVERDUE_AFTER, watchedSince)
      : null;
  const what = `the alarm for visit ${visit.reference} (${visit.purpose})`;

  for (const group of groupsOf(visit.entries)) {
    if (group.at > judgedUntil) break;
    const before = due();
    const opened = group.entries.find(({ kind }) => kind === 'incident_opened');
    if (opened && opened.data['kind'] === 'overdue') {
      if (before === null || group.at < before - EARLY)
        findings.push({
          law: 'no alarm without cause',
          what: `${what} came ${before === null ? 'with nobody to wait for' : `${before - group.at} ms before its time`}`,
          at: group.at,
        });
      else {
        owed.push({ what, due: before, met: group.at, until: judgedUntil });
        alarms.push({ incident: opened.incidentId, due: before, at: group.at });
      }
    }
    apply(group);
    const after = due();
    if (before !== null && !opened && after !== before) owed.push({ what, due: before, met: null, until: group.at });
  }
  const last = due();
  if (last !== null) owed.push({ what, due: last, met: null, until: judgedUntil });
  return { owed, alarms, findings };

  function apply({ at, entries }: Group): void {
    const wasExtended = entries.some(({ kind }) => kind === 'extended');
    for (const entry of entries) {
      const own = where.has(entry.by);
      switch (entry.kind) {
        case 'arrival_confirmed': {
          if (/never confirmed/.test(entry.text) || where.get(entry.by) === 'inside') break;
          const othersInside = [...where.values()].includes('inside');
          where.set(entry.by, 'inside');
          end = othersInside ? Math.max(end, at + planned) : at + planned;
          break;
        }
        case 'departure_confirmed':
          if (where.has(personIn(entry))) where.set(personIn(entry), 'out');
          break;
        case 'no_access':
          where.set(entry.by, 'out');
          break;
        case 'abandoned':
          // Broken off inside, the visit goes on until LEFT.
          if (where.get(entry.by) === 'coming') where.set(entry.by, 'out');
          break;
        case 'extended':
          end = (own ? Math.max(end, at) : at) + MINUTE;
          break;
        case 'incident_opened':
          incident = entry.incidentId;
          subjects = entry.data['subjects'] as string[];
          break;
        case 'incident_changed':
          subjects = [entry.by, ...subjects];
          break;
        case 'stood_down':
          incident = null;
          watchedSince = at;
          // A responder who found them safe has accounted for them, but for nobody else on the visit.
          if (own || wasExtended) break;
          for (const person of where.keys()) if (subjects.includes(person)) where.set(person, 'out');
          break;
      }
    }
  }
}
