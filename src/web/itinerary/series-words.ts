import { onBankHoliday } from '../../domain/visit/plan-checks.js';
import { sayKept } from '../../application/series-words.js';
import type { LaterDone, LaterOnes, LaterVisit, Wish } from '../../application/visit-series.js';
import type { Access } from '../../domain/permission/access.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';
import { localParts, showDayTime } from '../../domain/time/local.js';
import { thisAndLater, whyLeftOut, type LeftOut } from '../../domain/visit/series.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import type { PersonVisited } from '../../domain/visit/visit-plan.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { Word } from '../frame/word.js';
import { KINDS, nameOf, showNear, type Tag } from '../visit-words.js';
import { titleOfDay, visitTag } from './day.js';
import { RISK_WORDS } from './plan-form.js';

/** A series as pages say it. */

export interface SeriesShown {
  /** "One of 8, every Tuesday until Tue 19 Jan 2027" */
  readonly says: string;
  readonly visits: readonly {
    readonly id: string;
    readonly reference: string;
    readonly when: string;
    readonly tag: Tag;
    readonly isThis: boolean;
  }[];
}

const DAYS = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** `visits`: those of it that whoever looks may see; null where that is this one alone. */
export function seriesShown(visits: readonly Visit[], id: string, person: string, zone: string): SeriesShown | null {
  if (visits.length < 2) return null;
  const isCancelled = (visit: Visit): boolean => statusSeenBy(person, visit) === 'cancelled';
  const running = visits.filter((visit) => !isCancelled(visit));
  const cancelled = visits.length - running.length;
  const counted = running.length > 0 ? running : visits;
  const weekdays = new Set(counted.map(({ plannedStart }) => localParts(plannedStart, zone).weekday));
  const [weekday] = weekdays;
  const last = Math.max(...counted.map(({ plannedStart }) => plannedStart));
  const often = weekday && weekdays.size === 1 ? `every ${DAYS[weekday]}` : 'weekly, not all on the same weekday,';
  return {
    says: `One of ${visits.length}${cancelled > 0 ? ` (${cancelled} cancelled)` : ''}, ${often} until ${sayDate(last, zone)}`,
    visits: visits.map((visit) => ({
      id: visit.id,
      reference: visit.reference,
      when: sayWhen(visit, zone),
      tag: visitTag(visit, person),
      isThis: visit.id === id,
    })),
  };
}

/** How many later ones would be changed or cancelled with this one: none where it has itself begun. */
export function laterWith(visit: Visit, series: readonly Visit[], person: string, access: Access): number {
  if (whyLeftOut(visit, person) !== null) return 0;
  return thisAndLater(series, visit).filter(
    (one) =>
      one.id !== visit.id && whyLeftOut(one, person) === null && access.may('plan_visits', concernedByVisit(one)),
  ).length;
}

/** A visit of several as it is shown before it is changed or cancelled. */
export interface LaterRow {
  readonly reference: string;
  readonly now: string;
  readonly who: string;
  readonly then: readonly string[];
  readonly notes: readonly string[];
  readonly faults: readonly string[];
}

interface View {
  readonly zone: string;
  readonly directory: Directory;
}

export const laterRows = ({ visits }: LaterOnes, view: View): LaterRow[] => visits.map((one) => laterRow(one, view));

function laterRow(
  { visit, was, plan, change, kept, faults, warnings }: LaterVisit,
  { zone, directory }: View,
): LaterRow {
  const isMoved = change.plannedStart !== undefined || change.plannedEnd !== undefined;
  const names = (people: readonly string[]): string => people.map((id) => nameOf(directory, id)).join(' and ');
  return {
    reference: visit.reference,
    now: sayWhen(visit, zone),
    who: names(visit.attendees.map(({ person }) => person)),
    then: [
      isMoved ? sayWhen(plan, zone) : null,
      change.attendees || change.kind ? `${names(plan.attendees)}, ${KINDS[plan.kind].toLowerCase()}` : null,
      change.purpose === undefined ? null : `Purpose: ${change.purpose}`,
      ...visitedChanges(was.personVisited, plan.personVisited),
    ].filter((text) => text !== null),
    notes: [
      ...(isMoved ? onBankHoliday(plan, zone) : []),
      ...(kept.length > 0 ? [`It ${sayKept(kept)}.`] : []),
      ...warnings,
    ],
    faults: faults.map(({ message, mend }) => `${message}: ${mend}`),
  };
}

/** Names and addresses are not said again: they stand in the form. */
function visitedChanges(was: PersonVisited | null, is: PersonVisited | null): string[] {
  const differs = (part: (visited: PersonVisited) => unknown): boolean =>
    is !== null && JSON.stringify(part(is)) !== JSON.stringify(was && part(was));
  return [
    differs(({ reference }) => reference) ? `Person visited: ${is?.reference}` : null,
    differs(({ name }) => name) ? 'Their name as you entered it' : null,
    differs(({ address }) => [...address.lines, address.postcode]) ? 'The address as you entered it' : null,
    is && differs(({ riskOfSeriousHarm }) => riskOfSeriousHarm)
      ? `Risk of serious harm: ${RISK_WORDS[is.riskOfSeriousHarm].toLowerCase()}`
      : null,
  ].filter((text) => text !== null);
}

/** "V8K3, Tue 8 Dec 14:00 to 14:45: it has begun" */
export const sayLeft = ({ visit, why }: LeftOut, zone: string): string =>
  `${visit.reference}, ${sayWhen(visit, zone)}: ${why}`;

export function sayLaterDone(done: LaterDone, wish: Wish, zone: string): Word {
  const { visits, leftOut, again } = done;
  const what = 'reason' in wish ? 'cancelled' : 'changed';
  const references = visits.map(({ visit }) => visit.reference).join(', ');
  const title = visits.length === 1 ? `Visit ${references} is ${what}` : `${visits.length} visits are ${what}`;
  const text = [
    again ? 'The form was sent twice, and counts once.' : null,
    visits.length === 1 ? null : `${references}.`,
    'reason' in wish ? (visits.length === 1 ? 'It is not watched any more.' : 'They are not watched any more.') : null,
    visits.length === 1 && 'change' in wish ? 'The diary has it as below.' : null,
  ].filter((one) => one !== null);
  return {
    title: again ? `${title} already` : title,
    text: text.join(' '),
    warnings: [
      ...leftTogether(leftOut, zone),
      ...visits.flatMap(({ visit, kept }) => (kept.length > 0 ? [`${visit.reference} ${sayKept(kept)}.`] : [])),
      ...visits.flatMap(({ visit, warnings }) => warnings.map((warning) => `${visit.reference}: ${warning}`)),
    ],
  };
}

/** Those that are left for the same reason in one sentence: a word has not room for each. */
function leftTogether(leftOut: readonly LeftOut[], zone: string): string[] {
  return [...new Set(leftOut.map(({ why }) => why))].map((why) => {
    const left = leftOut.filter((one) => one.why === why);
    const which = left.map(({ visit }) => `${visit.reference}, ${sayWhen(visit, zone)}`).join('; ');
    return `Left as ${left.length === 1 ? 'it is' : 'they are'}: ${which}: ${why}.`;
  });
}

const sayWhen = ({ plannedStart, plannedEnd }: Pick<Visit, 'plannedStart' | 'plannedEnd'>, zone: string): string =>
  `${showDayTime(plannedStart, zone)} to ${showNear(plannedEnd, plannedStart, zone)}`;

const sayDate = (at: Instant, zone: string): string => `${titleOfDay(at, zone)} ${localParts(at, zone).year}`;
