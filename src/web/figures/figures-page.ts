import { CAUSES, figuresOf, type Figures, type IncidentFacts, type VisitTally } from '../../domain/figures/figures.js';
import { showMonth, type Month } from '../../domain/figures/months.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { sayDuration } from '../../domain/time/duration.js';
import { MINUTE, SECOND, type Milliseconds } from '../../domain/time/instant.js';
import { stepTitle } from '../incidents/steps.js';
import { barsOf, columnsOf, type Series } from './plot.js';
import { CAUSE_WORDS, DEFINITIONS } from './words.js';

export interface Counted {
  readonly tallies: readonly VisitTally[];
  readonly incidents: readonly IncidentFacts[];
  readonly months: readonly Month[];
  /** The steps in their order. */
  readonly steps: readonly string[];
  readonly directory: Directory;
}

/** A row of a table: what it is of, and a cell for each column. */
export interface FiguresRow {
  readonly name: string;
  readonly cells: readonly string[];
}

export interface Part {
  readonly name: string;
  readonly figures: Figures;
}

export function partsOf(counted: Counted): { whole: Figures; months: Part[]; units: Part[] } {
  const { tallies, incidents, months, directory } = counted;
  const only = (keep: (one: { unit: string; month: Month }) => boolean): Figures =>
    figuresOf(tallies.filter(keep), incidents.filter(keep));
  const units = [...new Set([...tallies, ...incidents].map(({ unit }) => unit))];
  return {
    whole: figuresOf(tallies, incidents),
    months: months.map((month) => ({ name: showMonth(month), figures: only((one) => one.month === month) })),
    units: units
      .map((unit) => ({ name: directory.unit(unit)?.name ?? unit, figures: only((one) => one.unit === unit) }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

export function figuresPage(counted: Counted) {
  const { whole, months, units } = partsOf(counted);
  const named = [...months, { name: 'All', figures: whole }];
  const table = (parts: readonly Part[], columns: readonly Column[]) => ({
    columns: columns.map(({ name }) => name),
    rows: parts.map(({ name, figures }): FiguresRow => ({ name, cells: columns.map(({ of }) => of(figures)) })),
  });
  const labels = months.map(({ name }) => name);
  const series = (name: string, of: (figures: Figures) => number | null, show = String): Series => ({
    name,
    values: months.map(({ figures }) => of(figures)),
    show,
  });
  const steps = stepsOf(counted.steps, whole);
  return {
    empty: whole.visits === 0 && whole.incidents === 0,
    definitions: DEFINITIONS,
    visits: {
      plot: columnsOf('plot-visits', 'Visits by month', labels, [series('Visits', ({ visits }) => visits)]),
      table: table(named, [VISITS, ARRIVALS, DEPARTURES]),
    },
    causes: {
      plot: barsOf(
        'plot-causes',
        'Overdue alarms by cause',
        CAUSES.map((cause) => ({ label: CAUSE_WORDS[cause], value: whole.causes[cause] })),
      ),
      rows: CAUSES.map((cause) => ({ name: CAUSE_WORDS[cause], cells: [String(whole.causes[cause])] })),
      total: whole.overdue,
    },
    alarms: {
      plot: columnsOf('plot-alarms', 'Overdue alarms and false alarms by month', labels, [
        series('Overdue', ({ overdue }) => overdue),
        series('False alarms', ({ falseAlarms }) => falseAlarms),
      ]),
      table: table(named, [OVERDUE, FALSE_ALARMS, UNANSWERED]),
    },
    times: {
      plot: columnsOf('plot-times', 'Minutes from overdue to the first answer, by month', labels, [
        series('Median', ({ answered }) => inMinutes(answered.median)),
        series('Nine in ten', ({ answered }) => inMinutes(answered.ninth)),
      ]),
      table: table(named, TIMES),
    },
    steps: {
      plot: barsOf(
        'plot-steps',
        'Steps that incidents reached',
        steps.map((step) => ({ label: stepTitle(step), value: whole.steps.get(step) ?? 0 })),
      ),
      rows: steps.map((step) => ({ name: stepTitle(step), cells: [String(whole.steps.get(step) ?? 0)] })),
      total: whole.incidents,
    },
    byUnit: table(units, [VISITS, ARRIVALS, DEPARTURES, OVERDUE, FALSE_ALARMS, ...TIMES, UNANSWERED]),
  };
}

/** Those of the policy in force, and others that older incidents reached. */
export const stepsOf = (known: readonly string[], { steps }: Figures): string[] => [
  ...new Set([...known, ...steps.keys()]),
];

interface Column {
  readonly name: string;
  readonly of: (figures: Figures) => string;
}

const VISITS: Column = { name: 'Visits', of: ({ visits }) => String(visits) };
const ARRIVALS: Column = { name: 'Arrival on time', of: (one) => share(one.arrivalsOnTime, one.arrivalsDue) };
const DEPARTURES: Column = { name: 'Departure on time', of: (one) => share(one.departuresOnTime, one.departuresDue) };
const OVERDUE: Column = { name: 'Overdue', of: ({ overdue }) => String(overdue) };
const FALSE_ALARMS: Column = { name: 'False alarms', of: ({ falseAlarms }) => String(falseAlarms) };
const UNANSWERED: Column = { name: 'Asked, not answered', of: ({ unanswered, asked }) => share(unanswered, asked) };
const TIMES: readonly Column[] = [
  { name: 'First answer: median', of: ({ answered }) => time(answered.median) },
  { name: 'First answer: nine in ten', of: ({ answered }) => time(answered.ninth) },
  { name: 'Stand-down: median', of: ({ stoodDown }) => time(stoodDown.median) },
  { name: 'Stand-down: nine in ten', of: ({ stoodDown }) => time(stoodDown.ninth) },
];

/** "48 of 50 (96%)"; of nothing there is no share. */
const share = (some: number, all: number): string =>
  all === 0 ? 'none' : `${some} of ${all} (${Math.round((some / all) * 100)}%)`;

/** To the second: the steps of an alarm lie minutes apart. */
function time(length: Milliseconds | null): string {
  if (length === null) return 'none';
  const seconds = Math.round(length / SECOND);
  if (seconds < 60 || seconds >= 3600) return sayDuration(length);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const inMinutes = (length: Milliseconds | null): number | null =>
  length === null ? null : Math.round((length / MINUTE) * 10) / 10;
