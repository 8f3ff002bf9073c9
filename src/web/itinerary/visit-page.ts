import type { PersonVisited } from '../../domain/visit/visit-plan.js';
import type { VisitView } from '../../application/ports/reader.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';
import { showDayTime, showTime } from '../../domain/time/local.js';
import type { Access } from '../../domain/permission/access.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { isWatched } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { isOfferedCode } from '../../domain/incident/code-heard.js';
import { shownIncident } from '../../domain/incident/hidden.js';
import { EXERCISE, INCIDENT_KINDS, KINDS, nameOf, showNear, type Tag } from '../visit-words.js';
import { visitTag } from './day.js';
import { RISK_WORDS } from './plan-form.js';
import type { SeriesShown } from './series-words.js';

/** One visit with all that the diary holds of it. */
export interface VisitPage {
  readonly id: string;
  readonly reference: string;
  readonly tag: Tag;
  readonly facts: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly incident: { readonly href: string; readonly text: string } | null;
  /** Still to be changed or cancelled. */
  readonly watched: boolean;
  /** They may report here that they were given the alert code (HVPF 8.3.6). */
  readonly alertCode: boolean;
  readonly homeSafe: boolean;
}

interface View {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
  readonly person: string;
  readonly access: Access;
}

/** Whom it is to, where whoever looks at it may know; that they did is an entry (P11). */
export const visitedShown = ({ visit, details }: VisitView, access: Access): PersonVisited | null =>
  access.may('see_person_visited', concernedByVisit(visit)) ? details.personVisited : null;

export const visitedFacts = ({ name, reference, address, riskOfSeriousHarm }: PersonVisited): VisitPage['facts'] => [
  { name: 'Person visited', lines: [`${name} (${reference})`] },
  { name: 'Address', lines: [...address.lines, address.postcode] },
  { name: 'Risk of serious harm', lines: [RISK_WORDS[riskOfSeriousHarm]] },
];

export function visitPageOf(
  { visit, details }: VisitView,
  view: View,
  series: Pick<SeriesShown, 'says'> | null = null,
): VisitPage {
  const { at, zone, directory, person, access } = view;
  const incident = shownIncident(person, visit);
  const concerned = concernedByVisit(visit);
  const personVisited = visitedShown({ visit, details }, access);
  const homeSafe = visit.kind === 'home_safe';
  const said = visit.attendees.map((attendee) => {
    const arrived = attendee.arrivedAt === null ? null : `arrived ${showNear(attendee.arrivedAt, at, zone)}`;
    const left =
      attendee.leftAt === null
        ? null
        : `${attendee.status.replaceAll('_', ' ')} ${showNear(attendee.leftAt, at, zone)}`;
    return [nameOf(directory, attendee.person), arrived, left].filter(Boolean).join(', ');
  });
  const facts = [
    { name: 'Who goes', lines: said },
    { name: 'How', lines: [KINDS[visit.kind]] },
    {
      name: 'Planned',
      lines: [`${showDayTime(visit.plannedStart, zone)} to ${showNear(visit.plannedEnd, visit.plannedStart, zone)}`],
    },
    ...(series ? [{ name: 'Repeated', lines: [series.says] }] : []),
    { name: homeSafe ? 'Home by' : 'Out by', lines: [showTime(visit.expectedEnd, zone)] },
    { name: 'Purpose', lines: [details.purpose] },
    ...(personVisited ? visitedFacts(personVisited) : []),
  ];
  return {
    id: visit.id,
    reference: visit.reference,
    tag: visit.drill ? EXERCISE : visitTag(visit, person),
    facts,
    incident: incident && {
      href: `/incidents/${incident.id}`,
      text: `${INCIDENT_KINDS[incident.kind]} ${incident.reference}`,
    },
    // A drill is in no diary: its incident ends it.
    watched: !visit.drill && access.may('plan_visits', concerned) && isWatched({ status: statusSeenBy(person, visit) }),
    alertCode: !visit.drill && access.has('report') && isOfferedCode({ visit, at, now: { directory } }, person),
    homeSafe,
  };
}
