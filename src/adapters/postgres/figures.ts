import type { DataSource } from 'typeorm';
import type { FiguresQuery, FiguresReader } from '../../application/ports/figures.js';
import { ANSWERS } from '../../domain/incident/answers.js';
import type { IncidentFacts, VisitTally } from '../../domain/figures/figures.js';
import { Conditions } from './conditions.js';
import { IS_DRILL, onVisit, OUTCOME, SHOWN_TO } from './incident-sql.js';

export class PostgresFigures implements FiguresReader {
  constructor(private readonly dataSource: DataSource) {}

  async visits(query: FiguresQuery): Promise<VisitTally[]> {
    const where = new Conditions()
      .within(query.scope)
      .and('visit.unit = ANY(?)', query.units)
      .at('visit.planned_start >= ?', query.from)
      .at('visit.planned_start < ?', query.to)
      .always(`NOT ${IS_DRILL}`)
      .always(`visit.kind <> 'home_safe' AND visit.status <> 'cancelled'`);
    const { parameters } = where;
    const given = (value: unknown): string => `$${parameters.push(value)}`;
    const at = given(new Date(query.at));
    const zone = given(query.zone);
    const asker = given(query.hiddenFrom);
    return this.dataSource.query<VisitTally[]>(
      `SELECT visit.unit, to_char(visit.planned_start AT TIME ZONE ${zone}, 'YYYY-MM') AS month,
              count(*)::integer AS visits,
              count(*) FILTER (WHERE arrival.due)::integer AS "arrivalsDue",
              count(*) FILTER (WHERE arrival.due AND arrival.on_time)::integer AS "arrivalsOnTime",
              count(*) FILTER (WHERE departure.over OR departure.alarm)::integer AS "departuresDue",
              count(*) FILTER (WHERE departure.over AND NOT departure.alarm)::integer AS "departuresOnTime"
         FROM visit
         LEFT JOIN policy ON policy.name = visit.state -> 'policy' ->> 'name' AND policy.version = visit.state -> 'policy' ->> 'version'
        CROSS JOIN LATERAL (
          SELECT visit.planned_start
              + (policy.content -> 'visit' -> 'lateArrival' ->> 'after')::float8 * interval '1 millisecond' AS late) question
        CROSS JOIN LATERAL (
          SELECT visit.kind <> 'unplanned' AND count(*) > 0 AND question.late <= ${at} AS due,
                 bool_and("arrivedAt" IS NOT NULL AND to_timestamp("arrivedAt" / 1000.0) <= question.late) AS on_time
            FROM jsonb_to_recordset(visit.state -> 'attendees') AS one(status text, "arrivedAt" float8)
           WHERE one.status NOT IN ('no_access', 'abandoned', 'cancelled')) arrival
        CROSS JOIN LATERAL (
          SELECT visit.status IN ('concluded', 'not_made') AS over,
                 EXISTS (
                   SELECT 1 FROM incident JOIN entry opened ON opened.incident_id = incident.id
                    WHERE incident.visit_id = visit.id AND ${SHOWN_TO.replaceAll('?', asker)}
                      AND opened.kind = 'incident_opened' AND opened.data ->> 'kind' = 'overdue'
                      AND opened.data -> 'drill' IS NULL) AS alarm) departure
        ${where.sql} AND visit.planned_start <= ${at}
        GROUP BY 1, 2`,
      parameters,
    );
  }

  async incidents(query: FiguresQuery): Promise<IncidentFacts[]> {
    const where = new Conditions()
      .within(query.scope, 'incident.alerted && ?')
      .and(SHOWN_TO, query.hiddenFrom)
      .and('visit.unit = ANY(?)', query.units)
      .at('incident.opened_at >= ?', query.from)
      .at('incident.opened_at < ?', query.to)
      .always(`NOT ${IS_DRILL} AND opened.data -> 'drill' IS NULL`);
    const { parameters } = where;
    const given = (value: unknown): string => `$${parameters.push(value)}`;
    const zone = given(query.zone);
    const answers = given(ANSWERS);
    const after = (moment: string): string => `(extract(epoch FROM ${moment} - due.at) * 1000)::float8`;
    return this.dataSource.query<IncidentFacts[]>(
      `SELECT visit.unit, to_char(incident.opened_at AT TIME ZONE ${zone}, 'YYYY-MM') AS month,
              opened.data ->> 'kind' AS "openedAs", incident.kind, ${OUTCOME} AS outcome,
              ${after('told.answered')} AS "answeredAfter", ${after('told.stood_down')} AS "stoodDownAfter",
              coalesce(told.steps, '{}') AS steps, told.asked, told.unanswered
         FROM incident
         JOIN visit ON visit.id = incident.visit_id
         JOIN entry opened ON opened.incident_id = incident.id AND opened.kind = 'incident_opened'
        CROSS JOIN LATERAL (
          -- An alarm that came late says when it was due.
          SELECT coalesce(min((fault.data ->> 'dueAt')::timestamptz), opened.at) AS at FROM entry fault
           WHERE fault.incident_id = incident.id AND fault.kind = 'fault' AND fault.at = opened.at) due
        CROSS JOIN LATERAL (
          SELECT min(at) FILTER (
                   WHERE kind = ANY(${answers}) AND by NOT IN ('allswell', 'api') AND NOT ${onVisit('by')}) AS answered,
                 min(at) FILTER (WHERE kind = 'stood_down') AS stood_down,
                 array_agg(DISTINCT data ->> 'step') FILTER (WHERE kind = 'step_started') AS steps,
                 count(DISTINCT data ->> 'person') FILTER (WHERE kind = 'asked')::integer AS asked,
                 count(DISTINCT data ->> 'person') FILTER (WHERE kind = 'unanswered')::integer AS unanswered
            FROM entry WHERE entry.incident_id = incident.id) told
        ${where.sql}`,
      parameters,
    );
  }
}
