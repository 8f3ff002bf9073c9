import type { Policy } from './policy.js';
import { PART_TITLES, statementsOf, type Statement } from './statements.js';

/** Something that one policy lays down otherwise than the one before it. */
export interface Difference {
  /** "Overdue, line manager: Waits for an answer" */
  readonly what: string;
  /** Null: the policy before says nothing of it. */
  readonly before: string | null;
  /** Null: it says nothing of it any more. */
  readonly after: string | null;
}

/** What is not the same, in the order of the later policy; what was taken out comes last. A version's number is no difference. */
export function differencesBetween(before: Policy, after: Policy): Difference[] {
  const old = new Map(statementsOf(before).map((one) => [one.key, one]));
  const now = new Map(statementsOf(after).map((one) => [one.key, one]));
  const changed = [...now.values()].flatMap((one) => {
    const was = old.get(one.key) ?? null;
    return was !== null && said(was) === said(one)
      ? []
      : [{ what: titleOf(one), before: was && said(was), after: said(one) }];
  });
  const gone = [...old.values()].filter(({ key }) => !now.has(key));
  return [...changed, ...gone.map((one) => ({ what: titleOf(one), before: said(one), after: null }))];
}

/** "Overdue, line manager: Waits for an answer: 3 minutes (HVPF 8.4.3), before 5 minutes (HVPF 8.4.3)." */
export function sayDifference({ what, before, after }: Difference): string {
  if (before === null) return `${what}: ${after}, new.`;
  if (after === null) return `${what}: taken out, before ${before}.`;
  return `${what}: ${after}, before ${before}.`;
}

const said = ({ value, clause }: Statement): string => (clause === null ? value : `${value} (${clause})`);

const titleOf = ({ part, step, what }: Statement): string =>
  `${PART_TITLES[part]}${step === null ? '' : `, ${step.replaceAll('_', ' ')}`}: ${what}`;
