import type { Directory } from '../organisation/directory.js';
import type { Incident } from './incident.js';

/** Whom an incident is about, as the page behind a responder's link names them: by first name alone (P11). */
export const firstNamesOf = ({ subjects }: Pick<Incident, 'subjects'>, directory: Directory): string[] =>
  subjects.map((id) => firstNameOf(id, directory));

/** Of somebody who has left the organisation there is no name any more. */
export const firstNameOf = (id: string, directory: Directory): string =>
  (directory.person(id)?.name ?? 'Somebody').split(/\s+/)[0] ?? '';

/** The same people, in whatever order. */
export const areTheSame = (names: readonly string[], others: readonly string[]): boolean =>
  inOrder(names) === inOrder(others);

const inOrder = (names: readonly string[]): string => names.filter(Boolean).sort().join(' ');
