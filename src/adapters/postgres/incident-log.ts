import type { DataSource } from 'typeorm';
import type {
  IncidentFilter,
  IncidentQuery,
  IncidentSort,
  LoggedIncident,
  PageOf,
} from '../../application/ports/reader.js';
import type { Outcome } from '../../domain/incident/outcome.js';
import type { Visit } from '../../domain/visit/visit.js';
import { paged } from './paged.js';
import { withStandIns } from './stand-ins.js';
import { incidentConditions, OUTCOME } from './incident-sql.js';

const BATCH = 500;

/** The list of incidents: a page of it in any order, or all of it in batches. */
export class IncidentLog {
  constructor(private readonly dataSource: DataSource) {}

  page<Row>(columns: string, from: string, query: IncidentQuery): Promise<PageOf<Row>> {
    const order = (parameters: unknown[]): string => orderBy(query.sort, parameters);
    return paged<Row>(this.dataSource, { columns, from, where: incidentConditions(query), order }, query);
  }

  /** By where the last batch ended, not by counting from the start: each costs the same, and none is left out or doubled. */
  async *every(filter: IncidentFilter): AsyncIterable<readonly LoggedIncident[]> {
    let last: Row | undefined;
    for (;;) {
      const where = incidentConditions(filter);
      where.and(`(incident.opened_at, incident.id) < (SELECT opened_at, id FROM incident WHERE id = ?)`, last?.id);
      const rows: Row[] = await this.dataSource.query<Row[]>(
        `SELECT incident.id, visit.id AS "visitId", visit.state, ${OUTCOME} AS outcome
           FROM visit JOIN incident ON incident.visit_id = visit.id ${where.sql}
          ORDER BY incident.opened_at DESC, incident.id DESC LIMIT ${BATCH}`,
        where.parameters,
      );
      if (rows.length > 0) yield (await withStandIns(this.dataSource, rows)).flatMap(logged);
      if (rows.length < BATCH) return;
      last = rows.at(-1);
    }
  }
}

interface Row {
  id: string;
  visitId: string;
  state: Visit;
  outcome: Outcome | null;
}

const logged = ({ id, state, outcome }: Row): LoggedIncident[] =>
  state.incidents.filter((one) => one.id === id).map((incident) => ({ incident, visit: state, outcome }));

/** The least grave first. */
const KINDS = `array_position(ARRAY['overdue', 'device', 'sos', 'alert_code'], incident.kind)`;

function orderBy(sort: IncidentSort | undefined, parameters: unknown[]): string {
  const newestFirst = 'incident.opened_at DESC, incident.id DESC';
  if (!sort) return newestFirst;
  const parameter = (value: unknown): string => `$${parameters.push(value)}`;
  const way = sort.descending ? 'DESC' : 'ASC';
  switch (sort.by) {
    case 'opened':
      return `incident.opened_at ${way}, incident.id ${way}`;
    case 'duration':
      return `coalesce(incident.closed_at, ${parameter(new Date(sort.at))}) - incident.opened_at ${way}, ${newestFirst}`;
    case 'kind':
      return `${KINDS} ${way}, ${newestFirst}`;
    case 'step':
      return `coalesce(array_position(${parameter(sort.steps)}::text[], incident.step), 0) ${way}, ${newestFirst}`;
  }
}
