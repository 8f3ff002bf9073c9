import { compareRehearsals } from '../../../domain/rehearsal/compare.js';
import { rehearse, type Happening, type RehearsedOffice } from '../../../domain/rehearsal/rehearse.js';
import { differencesBetween, type Difference } from '../../../domain/policy/difference.js';
import type { Policy } from '../../../domain/policy/policy.js';
import { sayExactly } from '../../../domain/policy/statements.js';
import { SECOND, type Instant } from '../../../domain/time/instant.js';
import { localDate, showDayTime, showTime } from '../../../domain/time/local.js';
import { stepTitle } from '../../incidents/steps.js';
import { nameOf } from '../../visit-words.js';
import type { Trial } from './trial-form.js';

/** What would change: the timetable of one visit under the policy in force and under another, side by side. */
export interface Timetable {
  readonly called: string;
  readonly rows: readonly TimetableRow[];
  readonly differences: readonly Difference[];
  /** Nothing would come at another moment, or to another person. */
  readonly same: boolean;
}

interface TimetableRow {
  readonly what: string;
  readonly clause: string | null;
  readonly one: string;
  readonly other: string;
  readonly difference: string;
  readonly changed: boolean;
  /** A step begins, or the alarm: what one looks for first. */
  readonly marks: boolean;
}

export function timetableOf({ other, called, sample }: Trial, inForce: Policy, office: RehearsedOffice): Timetable {
  const compared = compareRehearsals(rehearse(sample, inForce, office), rehearse(sample, other, office));
  const rows = compared.map(({ one, other: there, later, same }): TimetableRow => {
    const happening = (one ?? there)!;
    return {
      what: sayHappening(happening, office),
      clause: one && there && one.clause !== there.clause ? `${one.clause}, then ${there.clause}` : happening.clause,
      one: one ? sayAt(one.at, sample.start, office.zone) : 'Not',
      other: there ? sayAt(there.at, sample.start, office.zone) : 'Not',
      difference: !one ? 'Only under the other' : !there ? 'Only under the one in force' : sayLater(later, same),
      changed: !same,
      marks: happening.kind === 'incident_opened' || happening.kind === 'step_started',
    };
  });
  return {
    called,
    rows,
    differences: differencesBetween(inForce, other),
    same: rows.every(({ changed }) => !changed),
  };
}

function sayHappening({ kind, person, step, times, text }: Happening, { directory }: RehearsedOffice): string {
  const who = person === null ? '' : nameOf(directory, person);
  switch (kind) {
    case 'late_arrival_asked':
      return `${who} is asked about a late arrival`;
    case 'reminder_sent':
      return `${who} is reminded of the expected end`;
    case 'incident_opened':
      return 'The alarm is raised';
    case 'step_started':
      return `Step: ${stepTitle(step ?? '')}`;
    case 'asked':
      return `${who} is asked${times > 1 ? `, time ${times}` : ''}`;
    case 'told':
      return `${who} is told`;
    case 'passed_over':
      return `Passed over: ${text}`;
    case 'fault':
      return text;
  }
}

/** "14:55", "14:55:30", and the day where it is not that of the visit. */
function sayAt(at: Instant | null, start: Instant, zone: string): string {
  if (at === null) return 'Once the police are told';
  const seconds = Math.floor(at / SECOND) % 60;
  const time = localDate(at, zone) === localDate(start, zone) ? showTime(at, zone) : showDayTime(at, zone);
  return seconds === 0 ? time : `${time}:${String(seconds).padStart(2, '0')}`;
}

function sayLater(later: number | null, same: boolean): string {
  if (same) return 'The same';
  if (later === null || later === 0) return 'Another clause';
  return `${sayExactly(Math.abs(later))} ${later < 0 ? 'sooner' : 'later'}`;
}
