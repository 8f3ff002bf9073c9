import { dialled } from '../domain/texting/wording.js';
import type { Directory } from '../domain/organisation/directory.js';
import type { IncidentKind } from '../domain/policy/policy.js';
import type { Instant } from '../domain/time/instant.js';
import type { Visit, VisitKind } from '../domain/visit/visit.js';

/** The words that several pages use for the same thing. */

export { showNear } from '../domain/time/local.js';

export const KINDS: Readonly<Record<VisitKind, string>> = {
  alone: 'Alone',
  in_pairs: 'In pairs',
  joint: 'Joint with another agency',
  home_safe: 'Home-safe check',
  unplanned: 'Not in the diary',
};

export const INCIDENT_KINDS: Readonly<Record<IncidentKind, string>> = {
  overdue: 'Overdue',
  alert_code: 'Alert code',
  device: 'Lone worker device',
  sos: 'SOS',
};

/** What a page says of a drill, wherever it stands among real things. */
export const EXERCISE: Tag = { word: 'Exercise', symbol: '◇', colour: 'grey' };

/** Told apart by word and shape; the colour only repeats what they say. */
export interface Tag {
  readonly word: string;
  readonly symbol: string;
  readonly colour: 'red' | 'yellow' | 'green' | 'blue' | 'grey' | 'alarm';
}

export const nameOf = (directory: Directory, id: string): string => directory.person(id)?.name ?? id;

export const namesOf = (visit: Visit, directory: Directory): string[] =>
  visit.attendees.map(({ person }) => nameOf(directory, person));

/** "Wei Chen, 07700 900104": whom to ring. Null where nobody on the rota can be reached. */
export function contactOnDuty(visit: Visit, directory: Directory, at: Instant): string | null {
  const contact = directory
    .contactsOnDuty(visit.unit, at)
    .find(
      (person) =>
        person.mobile !== null &&
        !directory.isAbsent(person.id, at) &&
        !visit.attendees.some((attendee) => attendee.person === person.id),
    );
  // A number that is broken over two lines is dialled wrong.
  return contact ? `${contact.name}, ${dialled(contact.mobile).replaceAll(' ', '\u00a0')}` : null;
}
