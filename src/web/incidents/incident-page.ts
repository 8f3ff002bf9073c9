import type { IncidentView, MessageView } from '../../application/ports/reader.js';
import type { Policy, Standing } from '../../domain/policy/policy.js';
import type { ChainedEntry } from '../../domain/record/chain.js';
import type { Incident } from '../../domain/incident/incident.js';
import { dialled } from '../../domain/texting/wording.js';
import { showDayTime, showTime } from '../../domain/time/local.js';
import { EXERCISE, INCIDENT_KINDS, nameOf, type Tag } from '../visit-words.js';
import { awaited, clock, stepRows, stepTitle, type StepRow, type View } from './steps.js';
import { textRows, type TextRow } from './texts.js';
import { timelineOf, type TimelineItem } from './timeline.js';

/** One incident: where it stands, what may be reported of it, and its whole story. */
export interface IncidentPage {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly headline: string;
  readonly tag: Tag;
  readonly open: boolean;
  /** Practised: nobody is out, and nobody rings the police. */
  readonly drill: boolean;
  readonly visit: { readonly href: string; readonly reference: string };
  readonly facts: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly steps: readonly StepRow[];
  readonly awaited: string | null;
  /** Said to those who hear the page, when it changes. */
  readonly stands: string;
  /** Whoever used the alert code must not be telephoned (HVPF 8.3.5). */
  readonly doNotCall: string | null;
  readonly reports: Reports | null;
  readonly timeline: readonly TimelineItem[];
  readonly texts: readonly TextRow[];
}

/** What whoever looks at it may report. */
export interface Reports {
  readonly standing: string;
  /** Nobody is to ring the practitioner: there is no "no answer" and no "extend". */
  readonly calling: boolean;
  /** Ringing the police is what is to be done now. */
  readonly policeNow: boolean;
  /** Whether their word "safe" ends it, or only informs (P9). */
  readonly ends: boolean;
}

export interface IncidentDetail {
  readonly view: IncidentView;
  readonly entries: readonly ChainedEntry[];
  readonly messages: readonly MessageView[];
  readonly policy: Policy;
  readonly standing: Standing | null;
  readonly mayEnd: boolean;
}

export function incidentPageOf(
  { view, entries, messages, policy, standing, mayEnd }: IncidentDetail,
  now: View,
): IncidentPage {
  const { incident, visit } = view;
  const open = incident.status === 'open';
  const drill = visit.drill === true;
  return {
    id: incident.id,
    reference: incident.reference,
    kind: INCIDENT_KINDS[incident.kind],
    headline: `${drill ? 'EXERCISE, ' : ''}${headlineOf(incident, now)}`,
    tag: tagOf(view),
    open,
    drill,
    visit: { href: `/itinerary/visits/${visit.id}`, reference: visit.reference },
    facts: factsOf(view, now),
    steps: stepRows(incident, policy, now, drill),
    awaited: awaited(incident, now, drill),
    stands: open ? stepTitle(incident.step) : incidentTag(incident).word,
    doNotCall: open && !drill && incident.kind === 'alert_code' ? names(incident, now) : null,
    reports:
      open && (standing === 'contact' || standing === 'manager')
        ? {
            standing: standing === 'manager' ? 'a manager' : 'the nominated contact',
            calling: incident.kind !== 'alert_code',
            policeNow:
              incident.wait?.for === 'police' || (incident.kind === 'alert_code' && incident.police.length === 0),
            ends: mayEnd,
          }
        : null,
    timeline: timelineOf(entries, now.directory),
    texts: textRows(messages, now.directory),
  };
}

export const names = (incident: Incident, { directory }: Pick<View, 'directory'>): string =>
  incident.subjects.map((id) => nameOf(directory, id)).join(' and ');

function headlineOf(incident: Incident, now: View): string {
  const who = names(incident, now);
  switch (incident.kind) {
    case 'overdue':
      return `${who}: overdue`;
    case 'alert_code':
      return `${who}: alert code`;
    case 'device':
      return `${who}: lone worker device set off`;
    case 'sos':
      return `${who}: call for help`;
  }
}

export function incidentTag(incident: Incident): Tag {
  if (incident.status === 'open') return { word: 'Open', symbol: '▲', colour: 'alarm' };
  return { word: incident.status === 'closed' ? 'Closed' : 'Stood down', symbol: '✓', colour: 'green' };
}

export const tagOf = ({ incident, visit }: Pick<IncidentView, 'incident' | 'visit'>): Tag =>
  visit.drill ? EXERCISE : incidentTag(incident);

function factsOf({ incident, visit }: IncidentView, now: View): IncidentPage['facts'] {
  const { directory, zone } = now;
  const subjects = incident.subjects.map(
    (id) => `${nameOf(directory, id)}, ${dialled(directory.person(id)?.mobile ?? null)}`,
  );
  const police = incident.police.map((report) =>
    [
      `${nameOf(directory, report.by)}, ${clock(report.at, now)}`,
      report.operator && `spoke to ${report.operator}`,
      report.reference ? `reference ${report.reference}` : 'no reference yet',
    ]
      .filter(Boolean)
      .join(', '),
  );
  const ended =
    incident.closedAt === null
      ? []
      : [
          `${showDayTime(incident.closedAt, zone)} by ${nameOf(directory, incident.closedBy ?? '')}: ${incident.outcome}`,
        ];
  return [
    { name: 'About', lines: subjects },
    { name: 'Opened', lines: [showDayTime(incident.openedAt, zone)] },
    { name: 'Expected out', lines: [showTime(visit.expectedEnd, zone)] },
    ...(police.length > 0 ? [{ name: 'Police told', lines: police }] : []),
    ...(ended.length > 0 ? [{ name: 'Ended', lines: ended }] : []),
  ];
}
