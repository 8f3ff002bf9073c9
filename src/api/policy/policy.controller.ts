import { Get, Inject } from '@nestjs/common';
import { SURROUNDINGS, type Surroundings } from '../../application/surroundings.js';
import type { Policy } from '../../domain/policy/policy.js';
import { toDuration } from '../../domain/time/duration.js';
import { ApiController } from '../door/api-controller.js';
import { Operation } from '../door/operation.js';
import { getPolicy } from './policy.operations.js';

@ApiController('policy')
export class PolicyController {
  constructor(@Inject(SURROUNDINGS) private readonly surroundings: Surroundings) {}

  @Get()
  @Operation(getPolicy)
  get(): unknown {
    return policyJson(this.surroundings.policyInForce);
  }
}

/** As its file has it: every number in a policy is a length of time, but for the attempts. */
const policyJson = (policy: Policy): unknown =>
  JSON.parse(
    JSON.stringify(policy, (key, value: unknown) =>
      typeof value === 'number' && key !== 'attempts' ? toDuration(value) : value,
    ),
  );
