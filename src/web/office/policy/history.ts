import type { PolicyPeriod } from '../../../application/ports/policies.js';
import { differencesBetween, type Difference } from '../../../domain/policy/difference.js';
import { showDated } from '../../../domain/time/dated.js';

/** One time in which a policy was in force, beside what was before it. */
export interface PeriodRow {
  readonly number: number;
  readonly name: string;
  readonly version: string;
  readonly since: string;
  /** Null: it is in force. */
  readonly until: string | null;
  readonly hash: string;
  /** Null: there was none before it. */
  readonly changes: readonly Difference[] | null;
}

export function historyOf(periods: readonly PolicyPeriod[], zone: string): PeriodRow[] {
  return periods.map(({ number, since, sha256, policy }, index) => {
    const before = periods[index + 1];
    const after = periods[index - 1];
    return {
      number,
      name: policy.name,
      version: policy.version,
      since: showDated(since, zone),
      until: after ? showDated(after.since, zone) : null,
      hash: sha256 ?? `begins with ${policy.version.split('+').at(-1) ?? ''}`,
      changes: before ? differencesBetween(before.policy, policy) : null,
    };
  });
}
