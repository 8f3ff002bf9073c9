/** How a set of measured times lies: by nearest rank, so that every figure is one that was really measured. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50: rank(0.5), p90: rank(0.9), p99: rank(0.99), max: rank(1) };
}

/** With names of its own, for a line of a table: "committed p50", "committed p90" ... */
export const named = (what: string, { p50, p90, p99, max }: Spread): Readonly<Record<string, number>> => ({
  [`${what} p50`]: p50,
  [`${what} p90`]: p90,
  [`${what} p99`]: p99,
  [`${what} max`]: max,
});
