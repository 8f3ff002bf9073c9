/** Something that must not be: which rule it breaks, and in what way. */
export interface Finding {
  readonly law: string;
  readonly what: string;
  /** When, where there is a moment to it. */
  readonly at?: number;
}

/** Something that had to be done by a time. `met`: when it was. `until`: when it ceased to be owed, or the judged time ended. */
export interface Obligation {
  readonly what: string;
  readonly due: number;
  readonly met: number | null;
  readonly until: number;
}
