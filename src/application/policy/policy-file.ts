import { INCIDENT_KINDS, type Policy } from '../../domain/policy/policy.js';
import type { Fault, Finding } from '../organisation/fault.js';
import { pathText, valueAt } from '../organisation/fault.js';
import { readYaml } from '../organisation/yaml-tree.js';
import { findingsOf } from './policy-findings.js';
import { escalationFindings, POLICE_WITHIN, reminderFindings } from './policy-rules.js';
import { escalationSchema, policySchema, type PolicyFile } from './policy-schema.js';

export interface PolicyFault extends Fault {
  readonly file: string;
}

/** The policy, or everything that is wrong with its file: a bad one is refused whole, at the start. */
export type PolicyReading = { readonly policy: Policy } | { readonly faults: readonly PolicyFault[] };

export function readPolicyYaml(text: string, fileName: string): PolicyReading {
  const { value, lineOf, findings, readable } = readYaml(text.trim() === '' ? '{}' : text);
  const told = (finding: Finding, line: number | null): PolicyFault => ({
    file: fileName,
    path: pathText(finding.at),
    line,
    message: finding.message,
    mend: finding.mend,
  });
  const faults = findings.map(({ line, ...finding }) => told(finding, line));
  if (!readable) return { faults };
  const read = policySchema.safeParse(value);
  const misfits = [
    ...(read.success ? reminderFindings(read.data.visit.reminders) : findingsOf(read.error, value)),
    ...rulesBroken(value),
  ];
  faults.push(...misfits.map((finding) => told(finding, lineOf(finding.at))));
  if (!read.success || faults.length > 0) return { faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  return { policy: policyOf(read.data) };
}

/** "policies/ours.yaml, line 12, visit.overdue.after: is missing. Add after here." */
export const sayFault = ({ file, line, path, message, mend }: PolicyFault): string =>
  `${file}${line === null ? '' : `, line ${line}`}${path === '' ? '' : `, ${path}`}: ${message}. ${mend}`;

/** Each escalation is looked at by itself, so that a slip in one hides nothing in the others. */
function rulesBroken(value: unknown): Finding[] {
  const within = policySchema.shape.policeWithin.safeParse(valueAt(value, ['policeWithin']));
  return INCIDENT_KINDS.flatMap((kind) => {
    const read = escalationSchema.safeParse(valueAt(value, ['escalations', kind]));
    return read.success ? escalationFindings(kind, read.data, (within.success && within.data) || POLICE_WITHIN) : [];
  });
}

/** What only the file's own checks need stays with the file. */
const policyOf = ({ policeWithin: _checked, ...policy }: PolicyFile): Policy => policy;
