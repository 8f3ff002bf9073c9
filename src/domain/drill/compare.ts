import type { StepTimes } from './step-times.js';

/** One step of a drill beside the same step of earlier ones. Seconds to a tenth. */
export interface StepComparison {
  readonly step: string;
  /** Until somebody answered. */
  readonly firstAnswer: Comparison;
  /** Until the step was over. */
  readonly whole: Comparison;
}

export interface Comparison {
  readonly seconds: number | null;
  /** Of the earlier drills in which it came about; null where there was none. */
  readonly median: number | null;
  readonly best: number | null;
  /** How much slower than the median; below zero: faster. */
  readonly difference: number | null;
  /** How many earlier drills it is compared with. */
  readonly of: number;
}

/** Compares the steps of a drill with those of earlier drills of the same kind and unit. */
export function compareSteps(
  steps: readonly StepTimes[],
  earlier: readonly (readonly StepTimes[])[],
): StepComparison[] {
  return steps.map((one) => {
    const before = earlier.flatMap((drill) => drill.filter(({ step }) => step === one.step).slice(0, 1));
    return {
      step: one.step,
      firstAnswer: compare(
        one.firstAnswerAfterSeconds,
        before.map((step) => step.firstAnswerAfterSeconds),
      ),
      whole: compare(
        one.endedAfterSeconds,
        before.map((step) => step.endedAfterSeconds),
      ),
    };
  });
}

function compare(seconds: number | null, before: readonly (number | null)[]): Comparison {
  const known = before.filter((one) => one !== null).sort((a, b) => a - b);
  const median = medianOf(known);
  const difference = seconds === null || median === null ? null : tenths(seconds - median);
  return { seconds, median, best: known[0] ?? null, difference, of: known.length };
}

/** Of two in the middle, what lies between them. */
function medianOf(sorted: readonly number[]): number | null {
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : tenths((low + high) / 2);
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;
