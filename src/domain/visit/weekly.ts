import type { Instant } from '../time/instant.js';
import { instantOf, localParts } from '../time/local.js';
import { daysBetween } from '../time/week.js';
import type { VisitPlan } from './visit-plan.js';

/** Half a year: by then who goes, and the risk assessment, have changed (HVPF 8.1.3). */
export const MOST_WEEKS = 26;

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * The same visit every week at the same times by the clock on the wall, summer and winter; the first is `span` itself.
 * Where the clocks leave the hour out, and its end with it, it lasts as long as the first.
 */
export const weekly = (span: Span, count: number, zone: string): Span[] =>
  Array.from({ length: count }, (_, week) => daysLater(span, 7 * week, zone));

/** The plan and those of the weeks after it. */
export const weeklyPlans = (plan: VisitPlan, count: number, zone: string): VisitPlan[] =>
  weekly({ start: plan.plannedStart, end: plan.plannedEnd }, count, zone).map(({ start, end }) => ({
    ...plan,
    plannedStart: start,
    plannedEnd: end,
  }));

/** The same times by the clock on the wall so many days later, or earlier. */
export function daysLater(span: Span, days: number, zone: string): Span {
  if (days === 0) return span;
  const start = daysOn(span.start, days, zone);
  const end = daysOn(span.end, days, zone);
  return { start, end: end > start ? end : start + (span.end - span.start) };
}

/** How many times it takes place, once a week, up to and with the day that holds `last`. 0: that day is before the first. */
export const timesUntil = (start: Instant, last: Instant, zone: string): number =>
  Math.max(0, Math.floor(daysBetween(start, last, zone) / 7) + 1);

/** To the millisecond: what a form shows to the minute stays what it was. */
function daysOn(at: Instant, days: number, zone: string): Instant {
  const local = localParts(at, zone);
  return instantOf({ ...local, day: local.day + days }, zone) + (at % 60_000);
}

/** The next time that it could take place again: the same weekday and hour, in a week that is still to come. */
export function nextWeekly(span: Span, at: Instant, zone: string): Span {
  const weeks = Math.max(1, Math.ceil(daysBetween(span.start, at, zone) / 7));
  return (
    weekly(span, weeks + 2, zone)
      .slice(weeks)
      .find(({ start }) => start > at) ?? span
  );
}
