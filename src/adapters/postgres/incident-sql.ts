import type { IncidentFilter } from '../../application/ports/reader.js';
import { Conditions } from './conditions.js';

/** Of a reference: its letters and digits alone, for "CAD-1234" is told and typed in many ways. */
const plain = (expression: string): string => `regexp_replace(upper(${expression}), '[^[:alnum:]]', '', 'g')`;

/** What the lists and the figures say in SQL of a row of `incident` beside its row of `visit`. */

/** Whether one of these people is whom it is about. */
const ABOUT = `EXISTS (
  SELECT 1 FROM jsonb_array_elements(visit.state -> 'incidents') one, jsonb_array_elements_text(one -> 'subjects') subject
   WHERE one ->> 'id' = incident.id::text AND subject = ANY(?))`;

/** Whether the police gave a reference like this one for it: whoever rings back has that, and nothing else. */
const KNOWN_TO_POLICE_AS = `EXISTS (
  SELECT 1 FROM jsonb_array_elements(visit.state -> 'incidents') one, jsonb_array_elements(one -> 'police') told
   WHERE one ->> 'id' = incident.id::text
     AND strpos(${plain("told ->> 'reference'")}, ${plain('(?::text[])[1]')}) > 0 AND length(${plain('(?::text[])[1]')}) > 2)`;

/** `isOnVisit` of the rules: whoever the diary names, or whom the incident is about. `person` is an SQL expression. */
export const onVisit = (person: string): string => `(
  visit.state -> 'attendees' @> jsonb_build_array(jsonb_build_object('person', ${person})) OR
  visit.state -> 'incidents' @> jsonb_build_array(
    jsonb_build_object('id', incident.id::text, 'subjects', jsonb_build_array(${person}))))`;

/** `isHiddenFrom` of the rules, turned round: an alert code is not there for anybody on its visit (P8). */
export const SHOWN_TO = `(incident.kind <> 'alert_code' OR NOT ${onVisit('?::text')})`;

export const IS_DRILL = `(visit.state -> 'drill' IS NOT NULL)`;

/**
 * How it ended (`Outcome`); null while it is open, and for a drill. The police first; then whoever's word ended it: a
 * responder's, or that of somebody on the visit, of which the record holds at the same moment what it was.
 */
export const OUTCOME = `CASE
  WHEN incident.status = 'open' OR ${IS_DRILL} THEN NULL
  WHEN EXISTS (SELECT 1 FROM entry WHERE entry.incident_id = incident.id AND entry.kind = 'police_told') THEN 'police'
  ELSE (
    SELECT CASE
      WHEN NOT ${onVisit('ended.by')} THEN
        CASE WHEN EXISTS (SELECT 1 FROM entry WHERE entry.incident_id = incident.id AND entry.kind = 'extended')
          THEN 'stayed' ELSE 'found_safe' END
      WHEN 'departure_confirmed' = ANY(own.kinds) THEN 'left'
      WHEN own.kinds && ARRAY['no_access', 'abandoned'] THEN 'not_made'
      WHEN own.kinds && ARRAY['arrival_confirmed', 'extended', 'late_reported'] THEN 'stayed'
      ELSE 'found_safe' END
    FROM entry ended,
      LATERAL (SELECT ARRAY(
        SELECT said.kind FROM entry said
         WHERE said.chain = ended.chain AND said.at = ended.at AND said.by = ended.by) AS kinds) own
    WHERE ended.incident_id = incident.id AND ended.kind = 'stood_down'
    ORDER BY ended.seq DESC LIMIT 1)
  END`;

export const incidentConditions = (filter: IncidentFilter): Conditions =>
  new Conditions()
    .within(filter.scope, 'incident.alerted && ?')
    .and(SHOWN_TO, filter.hiddenFrom)
    .and('visit.unit = ANY(?)', filter.units)
    .and('incident.status = ?', filter.status)
    .and('incident.kind = ?', filter.kind)
    .and('incident.reference = ?', filter.reference)
    .and('incident.visit_id = ?', filter.visitId)
    .and(
      `(incident.reference = ANY(?) OR visit.reference = ANY(?) OR ${ABOUT} OR ${KNOWN_TO_POLICE_AS})`,
      filter.search,
    )
    .and(ABOUT, filter.person && [filter.person])
    .and(`${OUTCOME} = ?`, filter.outcome)
    .and('incident.step = ?', filter.step)
    .and(`${IS_DRILL} = ?`, filter.drills && filter.drills === 'only')
    .at('incident.opened_at >= ?', filter.from)
    .at('incident.opened_at < ?', filter.to);
