import type { DataSource } from 'typeorm';
import type { MessageFilter, MessageQuery, MessageView, PageOf } from '../../application/ports/reader.js';
import { iso } from '../../domain/time/instant.js';
import { Conditions } from './conditions.js';
import { onVisit } from './incident-sql.js';
import { paged } from './paged.js';

/** A text that waits to be handled is as good as its sender's, whoever that turns out to be. */
const SENDER = `CASE WHEN handled_at IS NULL
  THEN coalesce(person, (SELECT id FROM person known WHERE known.mobile = from_number)) ELSE person END`;

const TEXTS = `FROM (
  SELECT id::text, 'outbound' AS direction, sid, person, mobile, body, purpose, state, visit_id, incident_id,
         created_at AS at, failure, error_code, detail, attempts FROM message
  UNION ALL
  SELECT sid, 'inbound', sid, ${SENDER}, from_number, body, NULL, CASE WHEN handled_at IS NULL THEN 'received' ELSE 'handled' END,
         NULL, NULL, received_at, NULL, NULL, NULL, attempts FROM inbound
) texts`;

const COLUMNS = `id, direction, sid, person, mobile, body, purpose, state, visit_id AS "visitId", incident_id AS "incidentId", at,
  failure, error_code AS "errorCode", detail, attempts`;

/** An alert code that is not to be there for somebody, and whose texts would give it away. */
interface Hidden {
  readonly incident: string;
  readonly visit: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly onVisit: readonly string[];
  readonly alerted: readonly string[];
}

/** So long after its end somebody who was alerted may still text of it. */
const SPOKEN_OF_FOR = `interval '1 day'`;

/**
 * P8: the texts of the incident; what else was said of its visit since it began, but to those who are on it, who are told
 * nothing; and what went to and fro with those who were alerted, which belongs to no incident until it is read.
 */
const GIVES_AWAY = `EXISTS (
  SELECT 1 FROM jsonb_to_recordset(?::jsonb)
      AS hidden(incident uuid, visit uuid, "from" timestamptz, "to" timestamptz, "onVisit" jsonb, alerted jsonb)
   WHERE texts.incident_id = hidden.incident
      OR (texts.at >= hidden."from" AND NOT coalesce(hidden."onVisit" @> to_jsonb(texts.person), false) AND (
            texts.visit_id = hidden.visit
            OR (hidden.alerted @> to_jsonb(texts.person)
                AND texts.at <= coalesce(hidden."to", 'infinity'::timestamptz) + ${SPOKEN_OF_FOR}))))`;

const BATCH = 500;

/** As exactly as the database has it: a millisecond holds a thousand moments. */
const BEFORE = `(at, id) < ((?::json ->> 0)::timestamptz, ?::json ->> 1)`;

type Row = Omit<MessageView, 'at'> & { at: Date };

const toView = (row: Row): MessageView => ({ ...row, at: row.at.getTime() });

/** Every text in either direction, the newest first. */
export class MessageLog {
  constructor(private readonly dataSource: DataSource) {}

  async page(query: MessageQuery): Promise<PageOf<MessageView>> {
    const where = await this.conditions(query);
    const listed = { columns: COLUMNS, from: TEXTS, where, order: () => 'at DESC, id' };
    const { items, ...counted } = await paged<Row>(this.dataSource, listed, query);
    return { ...counted, items: items.map(toView) };
  }

  /** Each batch begins where the last one ended: what comes in meanwhile moves nothing. */
  async *every(filter: MessageFilter): AsyncIterable<readonly MessageView[]> {
    let last: (Row & { moment: string }) | undefined;
    do {
      const where = await this.conditions(filter);
      where.and(BEFORE, last && JSON.stringify([last.moment, last.id]));
      const rows = await this.dataSource.query<(Row & { moment: string })[]>(
        `SELECT ${COLUMNS}, at::text AS moment ${TEXTS} ${where.sql} ORDER BY at DESC, id DESC LIMIT ${BATCH}`,
        where.parameters,
      );
      yield rows.map(({ moment: _, ...row }) => toView(row));
      last = rows.length < BATCH ? undefined : rows.at(-1);
    } while (last);
  }

  private async conditions(filter: MessageFilter): Promise<Conditions> {
    const hidden = filter.hiddenFrom === undefined ? [] : await this.hiddenFrom(filter.hiddenFrom);
    return new Conditions()
      .withPeopleOf(filter.scope)
      .and('person IN (SELECT id FROM person WHERE unit = ANY(?))', filter.units)
      .and('person = ?', filter.person)
      .and(`right(mobile, length(?::text)) = ?`, filter.phoneEnds)
      .and('visit_id = ?', filter.visitId)
      .and('incident_id = ?', filter.incidentId)
      .and('direction = ?', filter.direction)
      .and('state = ?', filter.state)
      .and('state = ANY(?)', filter.states)
      .at('at >= ?', filter.from)
      .at('at < ?', filter.to)
      .and(`NOT ${GIVES_AWAY}`, hidden.length > 0 ? JSON.stringify(hidden.map(asJson)) : undefined);
  }

  /** The alert codes of visits that this person was on: few, and mostly none. */
  private hiddenFrom(person: string): Promise<Hidden[]> {
    return this.dataSource.query<Hidden[]>(
      `SELECT incident.id AS incident, visit.id AS visit, incident.opened_at AS "from", incident.closed_at AS "to", incident.alerted,
              ARRAY(SELECT person FROM attendee WHERE attendee.visit_id = visit.id
                    UNION SELECT jsonb_array_elements_text(one -> 'subjects')
                      FROM jsonb_array_elements(visit.state -> 'incidents') one) AS "onVisit"
         FROM incident JOIN visit ON visit.id = incident.visit_id
        WHERE incident.kind = 'alert_code' AND ${onVisit('$1::text')}`,
      [person],
    );
  }
}

const asJson = ({ from, to, ...rest }: Hidden) => ({
  ...rest,
  from: iso(from.getTime()),
  to: to && iso(to.getTime()),
});
