import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readPolicyYaml } from '../../application/policy/policy-file.js';
import { stepsInOrder } from './step-order.js';

it('The steps of a policy come in the order in which an incident reaches them', () => {
  const file = 'policies/hmpps-home-visits.yaml';
  const read = readPolicyYaml(readFileSync(file, 'utf8'), file);
  if ('faults' in read) throw new Error('The policy is refused.');
  expect(stepsInOrder(read.policy)).toEqual([
    'nominated_contact',
    'line_manager',
    'contact_and_manager',
    'police',
    'senior_leaders',
  ]);
});
