import type { DataSource } from 'typeorm';
import type { Incident } from '../../domain/incident/incident.js';
import { whyUnsound } from '../../domain/visit/sound.js';
import { isWatched, type Visit } from '../../domain/visit/visit.js';

/** What is kept of a visit, as it came: something else may have written anything there. */
interface Kept {
  readonly visitId: string;
  readonly state: Visit;
}

/**
 * For those that cannot be worked with, what the columns and rows beside their state still say: one spoilt row takes no
 * board or list from anybody, and the visit is still seen on it. Only to be looked at: nothing is ever written from it.
 */
export async function withStandIns<Row extends Kept>(
  dataSource: DataSource,
  kept: readonly Row[],
): Promise<(Row & { state: Visit })[]> {
  const spoilt = kept.filter(({ visitId, state }) => whyUnsound(state, visitId) !== null).map(({ visitId }) => visitId);
  if (spoilt.length === 0) return [...kept];
  const rows = await dataSource.query<Remains[]>(REMAINS, [spoilt]);
  const standIns = new Map(rows.map((row) => [row.id, standIn(row)]));
  return kept.map((row) => ({ ...row, state: standIns.get(row.visitId) ?? row.state }));
}

const REMAINS = `
  SELECT id, reference, unit, kind, status, planned_start AS "plannedStart", planned_end AS "plannedEnd",
         expected_end AS "expectedEnd",
         ARRAY(SELECT person FROM attendee WHERE attendee.visit_id = visit.id ORDER BY person) AS people,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'reference', reference, 'kind', kind, 'status', status,
             'step', step, 'alerted', alerted,
             'openedAt', (extract(epoch FROM opened_at) * 1000)::bigint,
             'closedAt', (extract(epoch FROM closed_at) * 1000)::bigint) ORDER BY opened_at), '[]')
            FROM incident WHERE incident.visit_id = visit.id) AS incidents
    FROM visit WHERE id = ANY($1::uuid[])`;

interface Remains extends Pick<Visit, 'id' | 'reference' | 'unit' | 'kind' | 'status'> {
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
  readonly expectedEnd: Date;
  readonly people: readonly string[];
  readonly incidents: readonly (Pick<
    Incident,
    'id' | 'reference' | 'kind' | 'status' | 'step' | 'openedAt' | 'closedAt'
  > & { readonly alerted: readonly string[] })[];
}

function standIn({ plannedStart, plannedEnd, expectedEnd, people, incidents, ...rest }: Remains): Visit {
  // "infinity" comes back as a number.
  const instant = (date: unknown): number => (date instanceof Date ? date.getTime() : 0);
  const status = !isWatched(rest) ? 'left' : rest.status === 'planned' ? 'planned' : 'arrived';
  return {
    ...rest,
    plannedStart: instant(plannedStart),
    plannedEnd: instant(plannedEnd),
    expectedEnd: instant(expectedEnd),
    expectedEndSetAt: instant(plannedStart),
    attendees: people.map((person) => ({ person, status, arrivedAt: null, leftAt: null, leftSaidBy: null })),
    handled: [],
    incidents: incidents.map(({ alerted, ...incident }) => ({
      ...incident,
      closedBy: null,
      outcome: null,
      subjects: [...people],
      stepAt: incident.openedAt,
      rounds: [],
      asked: 0,
      wait: null,
      asks: [],
      attempts: 0,
      police: [],
      alerted: alerted.map((person) => ({ person, standing: 'manager' as const })),
    })),
    policy: { name: '', version: '' },
  };
}
