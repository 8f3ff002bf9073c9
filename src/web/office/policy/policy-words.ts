import { INCIDENT_KINDS, type Policy } from '../../../domain/policy/policy.js';
import { PART_TITLES, statementsOf, type Part, type Statement } from '../../../domain/policy/statements.js';
import { stepTitle } from '../../incidents/steps.js';

/** The policy in words: a part for visits, one for texts, one for each kind of incident with its steps. */
export interface PolicyPart {
  readonly id: Part;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly steps: readonly { readonly title: string; readonly clause: string | null; readonly rows: readonly Row[] }[];
}

interface Row {
  readonly what: string;
  readonly value: string;
  readonly clause: string | null;
}

export function policyParts(policy: Policy): PolicyPart[] {
  const statements = statementsOf(policy);
  const parts: readonly Part[] = ['visit', 'messages', ...INCIDENT_KINDS];
  return parts.map((part) => {
    const own = statements.filter((one) => one.part === part);
    const ids = [...new Set(own.flatMap(({ step }) => step ?? []))];
    return {
      id: part,
      title: PART_TITLES[part],
      // The steps themselves are shown below.
      rows: own.filter(({ step, key }) => step === null && key !== `${part}.steps`).map(toRow),
      steps: ids.map((id) => {
        const rows = own.filter(({ step }) => step === id);
        return {
          title: stepTitle(id),
          clause: rows[0]?.clause ?? null,
          rows: rows.map((row) => ({ ...toRow(row), clause: null })),
        };
      }),
    };
  });
}

const toRow = ({ what, value, clause }: Statement): Row => ({ what, value, clause });
