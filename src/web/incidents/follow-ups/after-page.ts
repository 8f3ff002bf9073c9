import type { IncidentView } from '../../../application/ports/reader.js';
import { HARMS } from '../../../domain/follow-up/called-for.js';
import { whyNotClosed } from '../../../domain/follow-up/closing.js';
import type { FollowUp } from '../../../domain/follow-up/follow-up.js';
import { mayHold } from '../../../domain/follow-up/owner.js';
import { showDated } from '../../../domain/time/dated.js';
import { localParts } from '../../../domain/time/local.js';
import type { Instant } from '../../../domain/time/instant.js';
import { isOnVisit } from '../../../domain/visit/visit.js';
import { concernedByIncident } from '../../../domain/permission/concerned.js';
import type { Standpoint } from '../../guard.js';
import type { Tag } from '../../visit-words.js';
import { nameOf } from '../../visit-words.js';
import { headlineOf, incidentTag, names } from '../incident-page.js';
import { HARM_WORDS, sayDoer, sayDue, sayOwner, sayWho, showMoment, stateTag } from './words.js';

/** What follows one incident, for whoever looks at it. */
export interface AfterPage {
  readonly id: string;
  readonly reference: string;
  readonly headline: string;
  readonly tag: Tag;
  readonly facts: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly review: ReviewShown | null;
  readonly tasks: readonly Task[];
  readonly open: number;
  /** Whether they may do something about it here. */
  readonly mayFollow: boolean;
  readonly closed: boolean;
  /** Why it cannot be closed now. */
  readonly whyNot: string | null;
  /** Of an alert code: nothing of this is shown to them (P8). */
  readonly tellInPerson: string | null;
  readonly owners: readonly { readonly value: string; readonly text: string }[];
  readonly harms: readonly { readonly value: string; readonly text: string }[];
  /** An example of a date: a week from now. */
  readonly aWeekOn: string;
}

interface ReviewShown {
  readonly harm: string;
  readonly harmWords: string;
  /** Null for those who are not to read it. */
  readonly account: string | null;
  readonly learned: string;
  readonly written: string;
  readonly seen: string;
}

export interface Task {
  readonly number: number;
  readonly what: string;
  readonly clause: string | null;
  readonly who: string;
  readonly tag: Tag;
  readonly required: boolean;
  readonly href: string | null;
}

/** Those who may see to it; and nobody who was on the visit, who are looked after themselves. */
export const mayFollow = ({ visit, incident }: IncidentView, { access, visitor }: Standpoint): boolean =>
  !visit.drill &&
  incident.status !== 'open' &&
  access.may('follow_up', concernedByIncident(visit, incident)) &&
  !isOnVisit(visit, incident, visitor.person);

/** Notes may be about somebody's health: for those who see to it, and those who check that they do. */
export const mayReadNotes = (view: IncidentView, from: Standpoint): boolean =>
  mayFollow(view, from) ||
  (from.access.may('export_incidents', concernedByIncident(view.visit, view.incident)) &&
    !isOnVisit(view.visit, view.incident, from.visitor.person));

export function afterPageOf(view: IncidentView, followUps: readonly FollowUp[], from: Standpoint): AfterPage {
  const { incident } = view;
  const { review, closing, reopening, closedAt, closedBy, outcome } = incident;
  const { directory, zone, at } = from;
  const may = mayFollow(view, from);
  const notes = mayReadNotes(view, from);
  return {
    id: incident.id,
    reference: incident.reference,
    headline: headlineOf(incident, from),
    tag: incidentTag(incident),
    facts: [
      ...(closedAt === null
        ? []
        : [
            {
              name: 'Ended',
              lines: [`${showMoment(closedAt, zone)} by ${nameOf(directory, closedBy ?? '')}: ${outcome ?? ''}`],
            },
          ]),
      ...[
        { name: 'Reopened', said: reopening },
        { name: 'Closed', said: closing },
      ].flatMap(({ name, said }) =>
        said
          ? [
              {
                name,
                lines: [
                  `${showMoment(said.at, zone)} by ${sayDoer(said.by, directory)}${notes ? `: ${said.reason}` : ''}`,
                ],
              },
            ]
          : [],
      ),
    ],
    review: review
      ? {
          harm: review.harm,
          harmWords: HARM_WORDS[review.harm],
          account: notes ? review.account : null,
          learned: review.learned,
          written: `${sayDoer(review.by, directory)}, ${showDated(review.at, zone)}`,
          seen: String(review.at),
        }
      : null,
    tasks: followUps.map((one) => taskOf(one, from, may)),
    open: followUps.filter(({ state }) => state === 'open').length,
    mayFollow: may,
    closed: incident.status === 'closed',
    whyNot: whyNotClosed(incident, followUps),
    tellInPerson: may && incident.kind === 'alert_code' ? names(incident, from) : null,
    owners: may ? holders(view, from) : [],
    harms: HARMS.map((harm) => ({ value: harm, text: HARM_WORDS[harm] })),
    aWeekOn: dayText(at + 7 * 86_400_000, zone),
  };
}

const taskOf = (one: FollowUp, from: Standpoint, may: boolean): Task => ({
  number: one.number,
  what: one.what,
  clause: one.clause,
  who: sayWho(one, from),
  tag: stateTag(one, from.at),
  required: one.required,
  href: may ? `/incidents/${one.incidentId}/follow-ups/${one.number}` : null,
});

/** By name; whoever looks at it first. */
export function holders(
  { visit, incident }: IncidentView,
  { directory, visitor, at }: Standpoint,
): { value: string; text: string }[] {
  return directory.organisation.people
    .filter((person) => mayHold(person, visit, incident, directory, at))
    .sort(
      (a, b) =>
        Number(b.id === visitor.person) - Number(a.id === visitor.person) || a.name.localeCompare(b.name, 'en-GB'),
    )
    .map(({ id, name }) => ({ value: id, text: id === visitor.person ? `${name} (you)` : name }));
}

/** "17/5/2026", as it is typed. */
export function dayText(at: Instant, zone: string): string {
  const { day, month, year } = localParts(at, zone);
  return `${day}/${month}/${year}`;
}

/** One of them by itself. */
export function taskPageOf(view: IncidentView, followUp: FollowUp, from: Standpoint) {
  const { directory } = from;
  const closed = view.incident.status === 'closed';
  return {
    id: view.incident.id,
    reference: view.incident.reference,
    number: followUp.number,
    what: followUp.what,
    state: followUp.state,
    version: followUp.version,
    tag: stateTag(followUp, from.at),
    closed,
    /** What is not required may still be settled when the rest is closed. */
    maySettle: !closed || (!followUp.required && followUp.state === 'open'),
    owners: holders(view, from),
    owner: followUp.owner ?? '',
    due: dayText(followUp.dueAt, from.zone),
    facts: [
      { name: 'Who sees to it', lines: [sayOwner(followUp.owner, directory)] },
      { name: 'Due', lines: [sayDue(followUp.dueAt, from).replace(/^by /, '')] },
      ...(followUp.clause ? [{ name: 'Asked for by', lines: [followUp.clause] }] : []),
      {
        name: 'Before closing',
        lines: [followUp.required ? 'To be done, or not needed for a reason' : 'May be left open'],
      },
      ...(followUp.settledAt === null
        ? []
        : [
            {
              name: followUp.state === 'done' ? 'Done' : 'Not needed',
              lines: [sayWho(followUp, from), ...(followUp.note ? [followUp.note] : [])],
            },
          ]),
      ...(followUp.settledAt === null && followUp.note ? [{ name: 'Note', lines: [followUp.note] }] : []),
    ],
  };
}
