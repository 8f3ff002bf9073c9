import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPolicyYaml, sayFault } from '../application/policy/policy-file.js';
import { PROJECT_ROOT } from '../config/project-root.js';
import { SettingsFault } from '../config/settings.js';
import type { Policy } from '../domain/policy/policy.js';

/**
 * The policy of the settings. Its version carries a fingerprint of the file, so that a time changed without a new
 * version number is still another policy, and visits under way keep theirs. Throws a {@link SettingsFault} that gives
 * line and reason.
 */
export function policyFileInForce(file: string): { readonly policy: Policy; readonly sha256: string } {
  const path = resolve(PROJECT_ROOT, file);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new SettingsFault(
      `POLICY_FILE: ${path} cannot be read; give the path of a policy file, such as policies/hmpps-home-visits.yaml`,
    );
  }
  const read = readPolicyYaml(text, file);
  if ('faults' in read) throw new SettingsFault(`POLICY_FILE is refused. ${read.faults.map(sayFault).join('; ')}`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { policy: { ...read.policy, version: `${read.policy.version}+${sha256.slice(0, 8)}` }, sha256 };
}
