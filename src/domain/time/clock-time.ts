/**
 * A time on a clock face, as a person says it: "15:30", "half 3", "3pm".
 * `exact` is false when it may be morning or afternoon ("3.30"): whoever resolves it takes the next one to come.
 */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly exact: boolean;
}

/** How long something will take: a number of minutes from some moment, or until a time on the clock. */
export type Span = { readonly minutes: number } | { readonly until: ClockTime };
