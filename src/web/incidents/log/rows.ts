import type { IncidentView, LoggedIncident } from '../../../application/ports/reader.js';
import type { CsvRow } from '../../../application/exports/csv.js';
import { showDated } from '../../../domain/time/dated.js';
import { sayDuration } from '../../../domain/time/duration.js';
import { iso, MINUTE } from '../../../domain/time/instant.js';
import { INCIDENT_KINDS, nameOf, type Tag } from '../../visit-words.js';
import { names, tagOf } from '../incident-page.js';
import { stepTitle, type View } from '../steps.js';
import { OUTCOME_WORDS, STATUS_WORDS } from './words.js';

/** A line of the list of incidents. */
export interface LogRow {
  readonly href: string;
  readonly reference: string;
  readonly kind: string;
  readonly about: string;
  readonly unit: string;
  readonly tag: Tag;
  readonly opened: string;
  /** "12 minutes", "12 minutes so far". */
  readonly lasted: string;
  readonly step: string;
  /** In the words of whoever ended it. */
  readonly outcome: string | null;
}

export const logRow = ({ incident, visit }: Pick<IncidentView, 'incident' | 'visit'>, now: View): LogRow => ({
  href: `/incidents/${incident.id}`,
  reference: incident.reference,
  kind: `${visit.drill ? 'Exercise: ' : ''}${INCIDENT_KINDS[incident.kind]}`,
  about: names(incident, now),
  unit: now.directory.unit(visit.unit)?.name ?? visit.unit,
  tag: tagOf({ incident, visit }),
  opened: showDated(incident.openedAt, now.zone),
  lasted: `${sayDuration((incident.closedAt ?? now.at) - incident.openedAt)}${incident.closedAt === null ? ' so far' : ''}`,
  step: stepTitle(incident.step),
  outcome: incident.outcome,
});

/** The columns of the list as a file. Nobody who is visited is in it (P11). */
export const LOG_COLUMNS = [
  'Reference',
  'Kind',
  'Exercise',
  'About',
  'Unit',
  'Visit',
  'Status',
  'Opened',
  'Opened (UTC)',
  'Ended',
  'Ended (UTC)',
  'Minutes',
  'Step reached',
  'How it ended',
  'Outcome',
  'Ended by',
  'Police told',
  'Police reference',
] as const;

export function logCells(
  { incident, visit, outcome }: LoggedIncident,
  now: View,
): CsvRow & Readonly<Record<(typeof LOG_COLUMNS)[number], string | number>> {
  const row = logRow({ incident, visit }, now);
  const { openedAt, closedAt, closedBy, police } = incident;
  const [told] = police;
  return {
    Reference: row.reference,
    Kind: INCIDENT_KINDS[incident.kind],
    Exercise: visit.drill ? 'yes' : 'no',
    About: row.about,
    Unit: row.unit,
    Visit: visit.reference,
    Status: STATUS_WORDS[incident.status],
    Opened: row.opened,
    'Opened (UTC)': iso(openedAt),
    Ended: closedAt === null ? '' : showDated(closedAt, now.zone),
    'Ended (UTC)': closedAt === null ? '' : iso(closedAt),
    Minutes: closedAt === null ? '' : Math.round((closedAt - openedAt) / (MINUTE / 10)) / 10,
    'Step reached': row.step,
    'How it ended': outcome === null ? '' : OUTCOME_WORDS[outcome],
    Outcome: incident.outcome ?? '',
    'Ended by': closedBy === null ? '' : closedBy === 'allswell' ? 'Allswell' : nameOf(now.directory, closedBy),
    'Police told': told ? showDated(told.at, now.zone) : '',
    'Police reference': police
      .map(({ reference }) => reference)
      .filter(Boolean)
      .join('; '),
  };
}
