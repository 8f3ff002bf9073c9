import type { NewEntry } from '../decision.js';
import type { Incident } from '../incident/incident.js';
import type { Directory } from '../organisation/directory.js';
import { iso, type Instant } from '../time/instant.js';
import { showDay } from '../time/dated.js';
import type { Visit } from '../visit/visit.js';
import { calledFor, sayDuty, stillUncalled, type Duty, type Harm } from './called-for.js';
import { endOfDayIn } from './due.js';
import type { FollowUp, NewFollowUp } from './follow-up.js';
import { firstOwner } from './owner.js';

export interface Made {
  readonly followUps: readonly NewFollowUp[];
  readonly entries: readonly Omit<NewEntry, 'at'>[];
}

interface Scene {
  readonly visit: Visit;
  readonly incident: Incident;
  readonly directory: Directory;
  readonly at: Instant;
  readonly zone: string;
}

/** Whatever the incident calls for and does not have yet, each with its line in the record. A drill calls for nothing. */
export function makeFollowUps(scene: Scene, known: readonly FollowUp[], harm: Harm | null = null): Made {
  const { visit, incident } = scene;
  if (visit.drill) return { followUps: [], entries: [] };
  const { kind, subjects, police } = incident;
  const duties = calledFor({ kind, subjects, policeInvolved: police.length > 0, harm });
  const first = Math.max(0, ...known.map(({ number }) => number)) + 1;
  const followUps = stillUncalled(duties, known).map((duty, index) => made(duty, first + index, scene));
  return { followUps, entries: followUps.map((one) => dueEntry(one, scene.directory, scene.zone)) };
}

function made(duty: Duty, number: number, { visit, incident, directory, at, zone }: Scene): NewFollowUp {
  const { kind, about, clause, days, evenAtWeekends } = duty;
  const name = (id: string): string => directory.person(id)?.name ?? id;
  return {
    incidentId: incident.id,
    number,
    kind,
    about,
    what: sayDuty(duty, about === null ? '' : name(about)),
    clause,
    required: true,
    owner: firstOwner(about ?? incident.subjects[0] ?? '', visit, incident, directory, at),
    dueAt: endOfDayIn(days, at, zone, evenAtWeekends),
  };
}

/** That it is owed, who sees to it, and by when. */
export function dueEntry(one: NewFollowUp, directory: Directory, zone: string, by = 'allswell'): Omit<NewEntry, 'at'> {
  const { incidentId, number, kind, about, what, clause, owner, dueAt, required } = one;
  const who = owner === null ? 'Nobody' : (directory.person(owner)?.name ?? owner);
  return {
    kind: 'follow_up_due',
    clause,
    by,
    text: `${what}. ${who} sees to it, by ${showDay(dueAt, zone)}.`,
    incidentId,
    data: { followUp: number, kind, about, owner, dueAt: iso(dueAt), required },
  };
}
