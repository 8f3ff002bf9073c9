import { sayDuration } from '../../domain/time/duration.js';
import { ofRepeated } from '../../domain/visit/plan-checks.js';
import type { VisitPlan } from '../../domain/visit/visit-plan.js';
import { showDayTime, showTime } from '../../domain/time/local.js';
import { MOST_WEEKS, timesUntil, weeklyPlans } from '../../domain/visit/weekly.js';
import { dayTyped } from '../form/day.js';
import { FormReading, type Typed } from '../form/typed.js';
import type { Read } from './plan-form.js';

/** The part of the form that repeats a visit: how many times, or until when. */

/** The plan and those of the weeks after it; only itself where nothing was asked for. */
export function readRepeat(typed: Typed, plan: VisitPlan, zone: string): Read<readonly VisitPlan[]> {
  const reading = new FormReading(typed);
  const [times, until] = [reading.optional('times'), reading.optional('until')];
  if (times === '' && until === '') return { plan: [plan] };
  const count = countOf(reading, plan, zone);
  if (count === null) return { errors: reading.errors };
  return { plan: weeklyPlans(plan, count, zone) };
}

function countOf(reading: FormReading, plan: VisitPlan, zone: string): number | null {
  const [times, until] = [reading.optional('times'), reading.optional('until')];
  if (times !== '' && until !== '') {
    reading.error('times', 'Enter how many visits, or the last day: not both');
    return null;
  }
  if (times !== '') {
    const count = /^\d{1,3}$/.test(times) ? Number(times) : 0;
    if (count >= 1 && count <= MOST_WEEKS) return count;
    reading.error('times', `Enter how many visits, from 1 to ${MOST_WEEKS}`);
    return null;
  }
  const last = dayTyped(until, zone);
  const count = last === null ? null : timesUntil(plan.plannedStart, last, zone);
  if (count !== null && count >= 1 && count <= MOST_WEEKS) return count;
  reading.error(
    'until',
    count === null
      ? 'Enter a real date, such as 27/3/2027'
      : count < 1
        ? 'The last day must be the first visit’s day or later'
        : `That is ${count} visits: repeat it for ${MOST_WEEKS} weeks at the most`,
  );
  return null;
}

/** A series as it is shown before it is planned. */
export interface SeriesRow {
  readonly when: string;
  readonly length: string;
  readonly warnings: readonly string[];
  readonly faults: readonly string[];
}

export const seriesRows = (
  plans: readonly VisitPlan[],
  previews: readonly {
    readonly faults: readonly { message: string; mend: string }[];
    readonly warnings: readonly string[];
  }[],
  zone: string,
): SeriesRow[] =>
  plans.map((plan, index) => ({
    when: `${showDayTime(plan.plannedStart, zone)} to ${showTime(plan.plannedEnd, zone)}`,
    length: sayDuration(plan.plannedEnd - plan.plannedStart),
    warnings: [...ofRepeated(plan, plans[0] ?? plan, zone), ...(previews[index]?.warnings ?? [])],
    faults: (previews[index]?.faults ?? []).map(({ message, mend }) => `${message}: ${mend}`),
  }));
