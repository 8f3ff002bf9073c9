import { policySchema } from '../../application/policy/policy-schema.js';
import { operation } from '../door/operation.js';

export const getPolicy = operation({
  id: 'getPolicy',
  needs: 'see_policy',
  tag: 'Policy',
  summary: 'The policy in force',
  description:
    'What a visit that is planned now will be carried out under. Times are ISO 8601 durations; each step names its clause.',
  answers: {
    200: { description: 'The policy', schema: policySchema.omit({ policeWithin: true }).meta({ id: 'Policy' }) },
  },
});
