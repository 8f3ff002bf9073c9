import { readFileSync } from 'node:fs';
import { readPolicyYaml } from '../../../src/application/policy/policy-file.js';
import type { Policy } from '../../../src/domain/policy/policy.js';

const FILE = 'policies/hmpps-home-visits.yaml';

/** The framework's own policy, as `npm start` reads it. */
export function frameworkPolicy(): Policy {
  const read = readPolicyYaml(readFileSync(FILE, 'utf8'), FILE);
  if ('faults' in read) throw new Error(`${FILE} is refused: ${read.faults.map(({ message }) => message).join('; ')}`);
  return read.policy;
}
