import type { CsvRow } from '../../application/exports/csv.js';
import { CAUSES, figuresOf, type Figures } from '../../domain/figures/figures.js';
import type { Milliseconds } from '../../domain/time/instant.js';
import { stepTitle } from '../incidents/steps.js';
import { stepsOf, type Counted } from './figures-page.js';
import { CAUSE_WORDS } from './words.js';

const ALL = 'All';

/** The figures as a file: a line for each unit in each month, for each month and each unit whole, and for all. */
export function figuresTable(counted: Counted): { columns: string[]; rows: CsvRow[] } {
  const { tallies, incidents, months, directory } = counted;
  const steps = stepsOf(counted.steps, figuresOf([], incidents));
  const units = [...new Set([...tallies, ...incidents].map(({ unit }) => unit))].sort();
  const rows = [...months, null].flatMap((month) =>
    [...units, null].map((unit): CsvRow => {
      const keep = (one: { unit: string; month: string }): boolean =>
        (month === null || one.month === month) && (unit === null || one.unit === unit);
      const figures = figuresOf(tallies.filter(keep), incidents.filter(keep));
      const name = unit === null ? ALL : (directory.unit(unit)?.name ?? unit);
      return { Month: month ?? ALL, Unit: name, ...cells(figures, steps) };
    }),
  );
  return { columns: ['Month', 'Unit', ...Object.keys(cells(figuresOf([], []), steps))], rows };
}

const cells = (figures: Figures, steps: readonly string[]) => ({
  Visits: figures.visits,
  'Arrivals due': figures.arrivalsDue,
  'Arrivals on time': figures.arrivalsOnTime,
  'Departures due': figures.departuresDue,
  'Departures on time': figures.departuresOnTime,
  Incidents: figures.incidents,
  Overdue: figures.overdue,
  ...Object.fromEntries(CAUSES.map((cause) => [`Overdue: ${CAUSE_WORDS[cause]}`, figures.causes[cause]])),
  'False alarms': figures.falseAlarms,
  'First answers': figures.answered.count,
  'Seconds to first answer, median': seconds(figures.answered.median),
  'Seconds to first answer, nine in ten': seconds(figures.answered.ninth),
  'Stand-downs': figures.stoodDown.count,
  'Seconds to stand-down, median': seconds(figures.stoodDown.median),
  'Seconds to stand-down, nine in ten': seconds(figures.stoodDown.ninth),
  ...Object.fromEntries(steps.map((step) => [`Reached: ${stepTitle(step)}`, figures.steps.get(step) ?? 0])),
  'People asked': figures.asked,
  'People who did not answer': figures.unanswered,
});

const seconds = (length: Milliseconds | null): number | string =>
  length === null ? '' : Math.round(length / 100) / 10;
