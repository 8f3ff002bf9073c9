import type { VisitView } from '../../application/ports/reader.js';
import type { Access } from '../../domain/permission/access.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { plusDays } from '../../domain/time/week.js';
import { dialled } from '../../domain/texting/wording.js';
import { isWatched } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { isOn, titleOfDay, visitTag, type DayView } from '../itinerary/day.js';
import { KINDS, showNear } from '../visit-words.js';

/** The diary on paper, for the day on which the system is down: whom to ring about whom, and room to write in. */
export interface PaperDay {
  readonly title: string;
  readonly rows: readonly PaperRow[];
}

export interface PaperRow {
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  /** Only where it says something that the paper does not go on from: "In progress", "Cancelled". */
  readonly status: string;
  readonly staff: readonly { readonly name: string; readonly mobile: string; readonly car: string }[];
  readonly contact: Reachable | null;
  readonly managers: readonly Reachable[];
  readonly where: readonly string[];
  /** Somebody who may see it was shown who is visited. */
  readonly shows: boolean;
  readonly arrived: string;
  readonly expected: string;
  readonly left: string;
}

export interface Reachable {
  readonly name: string;
  readonly mobile: string;
}

/** The visits of a day, those that are cancelled left out: nobody is out on them. */
export const paperDay = (visits: readonly VisitView[], view: DayView, access: Access): PaperDay => ({
  title: titleOfDay(view.start, view.zone),
  rows: visits
    .filter(({ visit }) => isOn(visit, view.start, plusDays(view.start, 1, view.zone)))
    .filter(({ visit }) => statusSeenBy(view.person, visit) !== 'cancelled')
    .map((one) => paperRow(one, view, access)),
});

function paperRow({ visit, details }: VisitView, view: DayView, access: Access): PaperRow {
  const { start, zone, directory, person } = view;
  const people = visit.attendees.map((one) => directory.person(one.person));
  const shows = access.may('see_person_visited', concernedByVisit(visit)) && details.personVisited !== null;
  const managers = [...new Set(visit.attendees.map((one) => directory.lineManagerOf(one.person)))].filter(
    (one) => one !== undefined,
  );
  const contact = directory
    .contactsOnDuty(visit.unit, visit.expectedEnd)
    .find(
      (one) =>
        one.mobile !== null &&
        !directory.isAbsent(one.id, visit.expectedEnd) &&
        !visit.attendees.some((attendee) => attendee.person === one.id),
    );
  const status = statusSeenBy(person, visit);
  const said = (moments: readonly (number | null)[]): string =>
    moments
      .filter((at) => at !== null)
      .map((at) => showNear(at, start, zone))
      .join(', ');
  const moved = visit.expectedEnd !== visit.plannedEnd && isWatched({ status });
  return {
    reference: visit.reference,
    from: showNear(visit.plannedStart, start, zone),
    to: showNear(visit.plannedEnd, Math.max(visit.plannedStart, start), zone),
    kind: KINDS[visit.kind],
    status: status === 'planned' ? '' : visitTag(visit, person).word,
    staff: visit.attendees.map(({ person: id }, index) => ({
      name: people[index]?.name ?? id,
      mobile: numberOf(people[index]?.mobile),
      car: [people[index]?.car?.registration, people[index]?.car?.description].filter(Boolean).join(', '),
    })),
    contact: contact ? { name: contact.name, mobile: numberOf(contact.mobile) } : null,
    managers: managers.map((one) => ({ name: one.name, mobile: numberOf(one.mobile) })),
    where: shows ? whereOf(details.personVisited) : visit.kind === 'home_safe' ? ['On the way home'] : [],
    shows,
    arrived: said(visit.attendees.map(({ arrivedAt }) => arrivedAt)),
    expected: moved ? showNear(visit.expectedEnd, start, zone) : '',
    left: said(visit.attendees.map(({ leftAt }) => leftAt)),
  };
}

const whereOf = (visited: VisitView['details']['personVisited']): string[] =>
  visited
    ? [
        `${visited.name} (${visited.reference})`,
        [...visited.address.lines, visited.address.postcode.replaceAll(' ', '\u00a0')].join(', '),
      ]
    : [];

/** A number that is broken over two lines is dialled wrong. */
const numberOf = (mobile: string | null | undefined): string =>
  mobile ? dialled(mobile).replaceAll(' ', '\u00a0') : '';
