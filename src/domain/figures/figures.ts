import { OUTCOMES, type Outcome } from '../incident/outcome.js';
import type { IncidentKind } from '../policy/policy.js';
import type { Milliseconds } from '../time/instant.js';
import type { Month } from './months.js';
import { percentile } from './percentile.js';

/** What is counted of the visits of one unit in one month. Drills, home-safe checks and cancelled visits are not in it. */
export interface VisitTally {
  readonly unit: string;
  readonly month: Month;
  readonly visits: number;
  /** At which an arrival was to be confirmed, and was in time. */
  readonly arrivalsDue: number;
  readonly arrivalsOnTime: number;
  /** That are over or overdue, and ended without the alarm. */
  readonly departuresDue: number;
  readonly departuresOnTime: number;
}

/** What one incident gives to the figures. Drills are not among them. */
export interface IncidentFacts {
  readonly unit: string;
  readonly month: Month;
  /** As what it was opened; it may have become graver since. */
  readonly openedAs: IncidentKind;
  readonly kind: IncidentKind;
  /** Null while it is open. */
  readonly outcome: Outcome | null;
  /** From the moment that the alarm was due, so that an alarm that came late counts as late. */
  readonly answeredAfter: Milliseconds | null;
  readonly stoodDownAfter: Milliseconds | null;
  readonly steps: readonly string[];
  /** How many people were asked in it, and how many of them let the time to answer run out. */
  readonly asked: number;
  readonly unanswered: number;
}

export interface Times {
  /** Of how many. */
  readonly count: number;
  readonly median: Milliseconds | null;
  /** Nine in ten took no longer. */
  readonly ninth: Milliseconds | null;
}

/** What became of an overdue alarm. */
export type Cause = (typeof CAUSES)[number];
export const CAUSES = [...OUTCOMES, 'graver', 'open'] as const;

export interface Figures {
  readonly visits: number;
  readonly arrivalsDue: number;
  readonly arrivalsOnTime: number;
  readonly departuresDue: number;
  readonly departuresOnTime: number;
  readonly incidents: number;
  readonly overdue: number;
  readonly causes: Readonly<Record<Cause, number>>;
  readonly falseAlarms: number;
  readonly answered: Times;
  readonly stoodDown: Times;
  /** How many incidents reached each step. */
  readonly steps: ReadonlyMap<string, number>;
  readonly asked: number;
  readonly unanswered: number;
}

export function figuresOf(tallies: readonly VisitTally[], incidents: readonly IncidentFacts[]): Figures {
  const sum = (count: (tally: VisitTally) => number): number => tallies.reduce((all, one) => all + count(one), 0);
  const overdue = incidents.filter(({ openedAs }) => openedAs === 'overdue');
  return {
    visits: sum((tally) => tally.visits),
    arrivalsDue: sum((tally) => tally.arrivalsDue),
    arrivalsOnTime: sum((tally) => tally.arrivalsOnTime),
    departuresDue: sum((tally) => tally.departuresDue),
    departuresOnTime: sum((tally) => tally.departuresOnTime),
    incidents: incidents.length,
    overdue: overdue.length,
    causes: causesOf(overdue),
    falseAlarms: overdue.filter(isFalseAlarm).length,
    answered: timesOf(overdue.map(({ answeredAfter }) => answeredAfter)),
    stoodDown: timesOf(overdue.map(({ stoodDownAfter }) => stoodDownAfter)),
    steps: stepsReached(incidents),
    asked: incidents.reduce((all, one) => all + one.asked, 0),
    unanswered: incidents.reduce((all, one) => all + one.unanswered, 0),
  };
}

export function causeOf({ kind, outcome }: Pick<IncidentFacts, 'kind' | 'outcome'>): Cause {
  if (kind !== 'overdue') return 'graver';
  return outcome ?? 'open';
}

/** Nothing had happened: it ended without the police, and did not turn into anything graver. */
function isFalseAlarm(facts: IncidentFacts): boolean {
  const cause = causeOf(facts);
  return cause !== 'graver' && cause !== 'open' && cause !== 'police';
}

function causesOf(overdue: readonly IncidentFacts[]): Record<Cause, number> {
  const causes = Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number>;
  for (const facts of overdue) causes[causeOf(facts)] += 1;
  return causes;
}

function timesOf(all: readonly (Milliseconds | null)[]): Times {
  const times = all.filter((time) => time !== null);
  return { count: times.length, median: percentile(times, 0.5), ninth: percentile(times, 0.9) };
}

function stepsReached(incidents: readonly IncidentFacts[]): Map<string, number> {
  const reached = new Map<string, number>();
  for (const { steps } of incidents) for (const step of new Set(steps)) reached.set(step, (reached.get(step) ?? 0) + 1);
  return reached;
}
